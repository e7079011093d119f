import type { Account } from '../domain/account'
import { matchUser } from '../domain/sign-in'
import type { Rejected, RejectionCause } from '../protocol/messages'

/** What is known of a code that a page refused. */
export interface RefusedCode {
  /** `undefined` if it is gone, or the vault is locked. */
  readonly account: Account | undefined
  /** When its step ended, Unix milliseconds. */
  readonly until: number
  readonly seen: Rejected
  /** When the refusal was seen, Unix milliseconds. */
  readonly now: number
}

export interface Diagnosis {
  readonly cause: RejectionCause
  /** How far the computer's clock is from the page's time. */
  readonly minutes: number
}

/** Milliseconds. Microsoft takes codes about as far off as this; a clock nearer to its own is not the reason. */
const CLOCK_TOLERANCE = 90_000
/** Milliseconds after the end of its step, when a code has grown too old even for a lenient server. */
const LENIENCE = 60_000

/** The likeliest reason why a page refused a code, and `unknown` rather than a guess. */
export function diagnose({ account, until, seen, now }: RefusedCode): Diagnosis {
  const skew = seen.clock === null ? 0 : seen.clock.here - seen.clock.server
  const minutes = Math.round(Math.abs(skew) / 60_000)
  if (Math.abs(skew) > CLOCK_TOLERANCE) return { cause: skew > 0 ? 'clock-ahead' : 'clock-behind', minutes }
  return { cause: causeOf({ account, until, seen, now }), minutes: 0 }
}

function causeOf({ account, until, seen, now }: RefusedCode): RejectionCause {
  if (seen.submits > 1) return 'used'
  if (now > until + LENIENCE) return 'expired'
  if (account && matchUser(account.label.user, seen.user) === 'different') return 'different-user'
  if (seen.state === 'unclear-code') return 'perhaps-sent'
  return seen.clock === null ? 'unknown-clock' : 'unknown'
}
