import { MICROSOFT_ORIGINS } from '../domain/sign-in'
import type { ForbiddenPage, ScanReport } from '../protocol/messages'

/** Why there is no picture of a tab. */
export type CaptureProblem = Exclude<ScanReport, { status: 'found' | 'nothing' }>

/** Browsers tell these apart only in their messages, which are English everywhere. The first that fits counts. */
const REASONS: readonly (readonly [message: RegExp, status: CaptureProblem['status']])[] = [
  [/activeTab|<all_urls>/i, 'not-allowed'],
  [/cannot access|cannot be scripted|cannot be edited|policy|disabled|restricted|not allowed/i, 'forbidden'],
]

/** An organisation's settings, which hold on any page. */
const POLICY = /policy|screenshots/i

/** Whose page it is, by its address. */
const PAGES: readonly (readonly [address: RegExp, page: ForbiddenPage])[] = [
  [/^https:\/\/(?:chromewebstore\.google\.com|addons\.mozilla\.org)\//i, 'store'],
  [/^https:\/\/(?:chrome\.google\.com\/webstore|microsoftedge\.microsoft\.com\/addons)/i, 'store'],
  // Blocked to all extensions since Edge 150, whatever an organisation says.
  [/^https:\/\/(?:[\w-]+\.)*(?:cloud\.microsoft|copilot\.microsoft\.com)\//i, 'edge'],
  [/^[^?#]*\.pdf(?:[?#]|$)/i, 'pdf'],
  // Beside the web's own schemes, whatever a browser calls its pages: chrome, edge, about, moz-extension, …
  [/^(?!https?:|file:|data:|blob:|ftp:)[\w-]+:/i, 'browser'],
]

/** What the browser's refusal to capture a tab means. `address` is the tab's, if the browser tells. */
export function problemOf(message: string, address: string | undefined): CaptureProblem {
  const status = REASONS.find(([pattern]) => pattern.test(message))?.[1] ?? 'failed'
  if (status === 'failed' || (status === 'not-allowed' && !wasClicked(address))) return { status }
  return { status: 'forbidden', page: POLICY.test(message) ? 'policy' : pageAt(message, address) }
}

/**
 * The browser tells a tab's address only after a click on Kode there, so a missing click is not the reason then.
 * Where our content script runs, Firefox tells it always, and a capture is never forbidden.
 */
const wasClicked = (address: string | undefined): boolean =>
  address !== undefined && !MICROSOFT_ORIGINS.some((origin) => address.startsWith(`${origin}/`))

function pageAt(message: string, address = ''): ForbiddenPage {
  const page = PAGES.find(([pattern]) => pattern.test(address))?.[1]
  return page ?? (/\w+:\/\/ URL/i.test(message) ? 'browser' : 'unknown')
}
