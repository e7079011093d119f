import type { TotpCode } from '../protocol/messages'

/** A time-based code as it stands at one moment. */
export interface LiveCode {
  readonly digits: string
  /** The code after this one, where it is known. */
  readonly next: string | undefined
  /** Whole seconds left, at least 1. */
  readonly seconds: number
  /** What is left of the period, above 0 and at most 1. */
  readonly fraction: number
  /** About to change: too late to start typing it. */
  readonly late: boolean
}

/** Seconds before the end in which a code counts as late. */
const LATE = 5

/**
 * The code to show at `now` (Unix milliseconds). The period's end has come: the next code, which was delivered
 * with this one, takes its place at once. Undefined where `now` lies outside both (the computer slept, the clock
 * was moved): no code is better than a wrong one.
 */
export function liveCodeAt(code: TotpCode, now: number): LiveCode | undefined {
  const period = code.period * 1000
  if (now < code.expiresAt) return liveCode(code.digits, code.next, code.expiresAt - now, period)
  return liveCode(code.next, undefined, code.expiresAt + period - now, period)
}

function liveCode(
  digits: string,
  next: string | undefined,
  left: number,
  period: number,
): LiveCode | undefined {
  if (left <= 0 || left > period) return undefined
  const seconds = Math.ceil(left / 1000)
  return { digits, next, seconds, fraction: left / period, late: seconds <= Math.min(LATE, period / 2000) }
}
