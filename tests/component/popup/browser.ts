import { vi } from 'vitest'
import { textsIn } from '../../harness/texts.mjs'

/** The English texts: tests read what a person reads. */
export const t = textsIn('en')

/** What components reach of the browser: its texts and its manifest. In place of webextension-polyfill, which needs an extension. */
export default {
  i18n: { getMessage: (key: string, values: string[] = []) => t(key, ...values) },
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
