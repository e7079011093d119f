import { limitLocking } from '../domain/policy'
import { clearAlarm, onAlarm, onAway, setAlarm, setBeat, setIdleTime } from '../platform/presence'
import type { Keeper, SessionWatch } from './keeper'
import type { ReadPolicy } from './policy'
import { BEAT, endOf } from './session'

/** The session is as old as it may be. */
const LOCK = 'lock'
/** The session is still open. */
const ALIVE = 'alive'

/** Tells the browser when to wake us for a lock. */
export const sessionAlarms: SessionWatch = {
  began({ openedAt, locking }) {
    setIdleTime(locking.idleMinutes * 60)
    setAlarm(LOCK, endOf(openedAt, locking))
    setBeat(ALIVE, BEAT)
  },
  ended() {
    clearAlarm(LOCK)
    clearAlarm(ALIVE)
  },
}

/**
 * Locks when the screen locks, when the computer is left alone, and when the session is as old as it may be.
 * The keeper looks at the clock at every wake too, so that what the browser missed still locks.
 */
export function lockWhenAway(keeper: Keeper): void {
  onAway(() => void keeper.lock('away'))
  onAlarm(LOCK, () => void keeper.lock())
  onAlarm(ALIVE, () => void keeper.beat())
}

/** A worker that has just started: the browser may have forgotten how long the computer may lie idle. */
export async function goOnWatching(keeper: Keeper, policy: ReadPolicy): Promise<void> {
  const locking = await keeper.look((_vault, session) => session.locking)
  if (locking.ok) setIdleTime(limitLocking(locking.value, await policy()).idleMinutes * 60)
}
