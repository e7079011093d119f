import browser from 'webextension-polyfill'
import { MICROSOFT_ORIGINS } from '../domain/sign-in'
import type { Caller } from '../protocol/messages'
import type { Sender } from './transport'

/**
 * Who sent a message, by what the browser stamps on it and nothing the message says. Our own pages first:
 * they too may be open in a tab.
 */
export function callerOf(sender: Sender): Caller | 'nobody' {
  if (sender.id !== browser.runtime.id) return 'nobody'
  const ours = new URL(browser.runtime.getURL('')).origin
  if (originOf(sender) === ours && sender.url?.startsWith(`${ours}/`)) return 'page'
  return isTopDocument(sender) && MICROSOFT_ORIGINS.includes(originOf(sender)) ? 'content' : 'nobody'
}

/** The sender is a tab's top document, shown now: no frame, no prerender, not in the back/forward cache. */
export function isTopDocument({ tab, frameId, documentLifecycle }: Sender): boolean {
  return tab?.id !== undefined && frameId === 0 && (documentLifecycle ?? 'active') === 'active'
}

/** The origin the browser gives the sender; the URL's before Firefox 126, which stamps no origin. */
export function originOf({ origin, url }: Sender): string {
  if (origin !== undefined) return origin
  return url !== undefined && URL.canParse(url) ? new URL(url).origin : ''
}
