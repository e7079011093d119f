import type { MessageKey } from '../platform/i18n'
import { t } from '../platform/page'
import type { RefusalReason, Rejection, RejectionCause } from '../protocol/messages'

/** Why the background gave no code, as a sentence. A new reason without one does not compile. */
export const REFUSAL_TEXT = {
  origin: 'offerRefusedOrigin',
  frame: 'offerRefusedFrame',
  'device-code': 'offerRefusedDeviceCode',
  account: 'offerRefusedAccount',
  rate: 'offerRefusedRate',
} as const satisfies Record<RefusalReason, MessageKey>

/** Why the page refused a code. `$1` is the minutes the clock is off, or the user the page shows. */
const REJECTION_TEXT = {
  used: 'rejectedUsed',
  expired: 'rejectedExpired',
  'clock-ahead': 'rejectedClockAhead',
  'clock-behind': 'rejectedClockBehind',
  'different-user': 'rejectedDifferentUser',
  'perhaps-sent': 'rejectedPerhapsSent',
  unknown: 'rejectedUnknown',
  'unknown-clock': 'rejectedUnknownClock',
} as const satisfies Record<RejectionCause, MessageKey>

/** The reason as sentences; `user` is the name the page shows. */
export function rejectionText(
  { cause, minutes }: Extract<Rejection, { status: 'explained' }>,
  user: string,
): string {
  return t(REJECTION_TEXT[cause], cause === 'different-user' ? user : String(minutes))
}
