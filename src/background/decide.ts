import type { Account, Totp } from '../domain/account'
import { stepAt } from '../domain/otp'
import { isDeviceCodePage, mayTakeCode } from '../domain/sign-in'
import type { RefusalReason } from '../protocol/messages'

/** What the browser, never the message, says of the document that asks. */
export interface Place {
  /** The document's address and its origin. */
  readonly url: string
  readonly origin: string
  /** The address of the tab; `undefined` where the browser keeps it from us. */
  readonly tabUrl: string | undefined
  /** Top document of a tab, shown now. */
  readonly isTopDocument: boolean
}

/** Who asks for whose code, and what Kode remembers of earlier answers. */
export interface Asking extends Place {
  readonly tab: number
  readonly account: Account | undefined
  readonly given: readonly Given[]
  /** Unix milliseconds. */
  readonly now: number
}

/** One code that was handed to a page. */
export interface Given {
  readonly tab: number
  /** Unix milliseconds. */
  readonly at: number
}

export type Decision =
  | { readonly kind: 'give'; readonly step: number }
  /** Ask again at `at` (Unix milliseconds), when a fresh step begins or the tab's pause is over. */
  | { readonly kind: 'wait'; readonly at: number }
  | { readonly kind: 'refuse'; readonly reason: RefusalReason }

/** At most one code a tab in this time, and `BURST` codes in `BURST_TIME`. Milliseconds. */
const TAB_PAUSE = 3000
export const BURST_TIME = 60_000
const BURST = 6

/** A code with less life than this may die on the way. Milliseconds. */
const SHORTEST_LIFE = 3000

/** Steps: more than this ahead of now, a remembered step was not used in the future; the clock was moved. */
const PLAUSIBLE_LEAD = 2

/** May this document have a code of this account, and which step's? The only place that says so. */
export function decide(asking: Asking): Decision {
  const reason = refusalOf(asking)
  if (reason !== undefined) return { kind: 'refuse', reason }
  const { account, now } = asking
  if (account?.otp.type !== 'totp') return { kind: 'refuse', reason: 'account' }
  const at = Math.max(now, endOfPause(asking))
  const step = freshStepAt(account.otp, account.lastUsedStep, at)
  const begins = Math.max(at, step * account.otp.period * 1000)
  return begins > now ? { kind: 'wait', at: begins } : { kind: 'give', step }
}

/** When this tab may have its next code, in Unix milliseconds. */
function endOfPause({ tab, given, now }: Asking): number {
  const times = given.filter((one) => one.tab === tab && one.at <= now).map(({ at }) => at + TAB_PAUSE)
  return Math.max(0, ...times)
}

/** The first step at or after `now` whose code was not used and will live long enough to arrive. */
function freshStepAt(otp: Totp, used: number | null, now: number): number {
  const current = stepAt(otp, now)
  const unused = used !== null && used - current <= PLAUSIBLE_LEAD ? used + 1 : current
  if (unused > current) return unused
  const periodMs = otp.period * 1000
  const left = (current + 1) * periodMs - now
  // A period hardly longer than the margin never has that much left: then any code is as good as it gets.
  return left < SHORTEST_LIFE && periodMs > 2 * SHORTEST_LIFE ? current + 1 : current
}

function refusalOf(asking: Asking): RefusalReason | undefined {
  const { account, given, now } = asking
  const problem = problemOfPlace(asking)
  if (problem !== undefined) return problem
  if (account?.offeredAt !== 'microsoft') return 'account'
  const recent = given.filter(({ at }) => now - at < BURST_TIME && at <= now)
  return recent.length >= BURST ? 'rate' : undefined
}

/** Why nothing may be offered in this document, whoever's it is; `undefined` if something may. */
export function problemOfPlace({ url, origin, tabUrl, isTopDocument }: Place): RefusalReason | undefined {
  if (!isTopDocument) return 'frame'
  if (isDeviceCodePage(url)) return 'device-code'
  // Any one of them can be had by framing or by a race with a navigation; all of them together cannot.
  const agree = [url, tabUrl ?? url].every((address) => originOfUrl(address) === origin)
  return agree && mayTakeCode(url) ? undefined : 'origin'
}

const originOfUrl = (url: string): string | undefined => (URL.canParse(url) ? new URL(url).origin : undefined)
