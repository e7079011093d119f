import type { Account } from '../domain/account'
import { stepAt } from '../domain/otp'
import { isDeviceCodePage, mayTakeCode } from '../domain/sign-in'
import type { RefusalReason } from '../protocol/messages'

/** What the browser says of the document that asks, and what Kode remembers of earlier answers. */
export interface Asking {
  /** The browser's word on the document's address. */
  readonly url: string
  readonly origin: string
  /** Top document of a tab, shown now. */
  readonly isTopDocument: boolean
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
  /** Ask again at `at` (Unix milliseconds), when a fresh step begins. */
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
  const periodMs = account.otp.period * 1000
  const current = stepAt(account.otp, now)
  const used = account.lastUsedStep
  const firstUnused = used !== null && used - current <= PLAUSIBLE_LEAD ? used + 1 : current
  const step = Math.max(current, firstUnused)
  if (step > current) return { kind: 'wait', at: step * periodMs }
  const left = (current + 1) * periodMs - now
  // A period shorter than the margin never has that much left: then any code is as good as it gets.
  if (left < SHORTEST_LIFE && periodMs > 2 * SHORTEST_LIFE)
    return { kind: 'wait', at: (current + 1) * periodMs }
  return { kind: 'give', step }
}

function refusalOf({
  url,
  origin,
  isTopDocument,
  tab,
  account,
  given,
  now,
}: Asking): RefusalReason | undefined {
  if (!isTopDocument) return 'frame'
  if (isDeviceCodePage(url)) return 'device-code'
  if (!URL.canParse(url) || new URL(url).origin !== origin || !mayTakeCode(url)) return 'origin'
  if (account?.offeredAt !== 'microsoft') return 'account'
  const recent = given.filter(({ at }) => now - at < BURST_TIME && at <= now)
  const inTab = recent.some((one) => one.tab === tab && now - one.at < TAB_PAUSE)
  return inTab || recent.length >= BURST ? 'rate' : undefined
}
