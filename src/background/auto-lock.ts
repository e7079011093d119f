import { onAlarm, onAway, setAlarm } from '../platform/presence'
import type { Keeper } from './keeper'
import { LONGEST_SESSION } from './session'

/** Seconds without a touch on the computer after which Kode locks. */
const IDLE_SECONDS = 30 * 60

const ALARM = 'lock'

/**
 * Locks when the screen locks, when the computer is left alone, and when the session is as old as it may be.
 * The keeper checks the age at every wake too, so a missed alarm still locks.
 */
export function lockWhenAway(keeper: Keeper): void {
  onAway(IDLE_SECONDS, () => void keeper.lock())
  onAlarm(ALARM, () => void keeper.lock())
}

/** Sets the alarm for a session that begins at `openedAt` (Unix milliseconds). */
export function lockLater(openedAt: number): void {
  setAlarm(ALARM, openedAt + LONGEST_SESSION)
}
