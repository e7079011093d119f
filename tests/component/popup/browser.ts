import { vi } from 'vitest'
import { textsIn } from '../../harness/texts.mjs'

/** The English texts: tests read what a person reads. */
export const t = textsIn('en')

/** Whether the person lets the browser show notifications. */
export const allowed = { notifications: true }

/** What components reach of the browser: its texts, its manifest, what it allows. In place of webextension-polyfill, which needs an extension. */
export default {
  i18n: { getMessage: (key: string, values: string[] = []) => t(key, ...values) },
  permissions: { request: () => Promise.resolve(allowed.notifications), remove: () => Promise.resolve(true) },
  runtime: { getManifest: () => ({ version: '1.2.3', permissions: ['storage', 'idle'] }) },
}

/** The clipboard as the browser gives it; `refuse` makes it say no. */
export function setClipboard({ refuse = false } = {}) {
  const writeText = vi.fn((_text: string) =>
    refuse ? Promise.reject(new DOMException('no', 'NotAllowedError')) : Promise.resolve(),
  )
  Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true })
  return writeText
}
