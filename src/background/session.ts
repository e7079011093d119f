import * as v from 'valibot'
import { decodeBase64, encodeBase64 } from '../domain/base64'
import type { Area } from '../platform/area'
import { LOCKING_BOUNDS, type Locking } from '../domain/locking'
import { PLACES } from '../vault/store'
import type { VaultPosition } from '../vault/vault'

const MINUTE = 60 * 1000
const HOUR = 60 * MINUTE

/** How often a session that is open is marked as alive. Milliseconds. */
export const BEAT = 5 * MINUTE

/** An open vault, as it survives the sleep of a service worker: in memory only, gone with the browser. */
export interface Session extends VaultPosition {
  /** When a passphrase, a recovery code or a passkey opened it. Unix milliseconds. */
  readonly openedAt: number
  /** When the computer was last known to be awake and the session open. Unix milliseconds. */
  readonly seenAt: number
  readonly locking: Locking
}

const KEY = 'session'

const time = v.pipe(v.number(), v.safeInteger())
const stored = v.strictObject({
  key: v.pipe(v.string(), v.length(44)),
  place: v.picklist(PLACES),
  generation: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  openedAt: time,
  seenAt: time,
  locking: v.strictObject({ idleMinutes: v.number(), hours: v.number(), afterCode: v.boolean() }),
})

/** No policy locks sooner. */
const STRICTEST: Locking = {
  idleMinutes: LOCKING_BOUNDS.idleMinutes.minimum,
  hours: LOCKING_BOUNDS.hours.minimum,
  afterCode: true,
}

/**
 * The session, or `undefined` if there is none, or none any more. `limit` gives the times that an organisation allows,
 * of those it began with. It is asked only where they could end the session: in a browser's first seconds a policy is
 * long in coming, and nobody should wait for it to see that the vault is locked.
 */
export async function readSession(
  area: Area,
  now: number,
  limit: (locking: Locking) => Promise<Locking>,
): Promise<Session | undefined> {
  const decoded = v.safeParse(stored, await area.read(KEY))
  if (!decoded.success || isOver(decoded.output, now)) return undefined
  const { key: text, ...session } = decoded.output
  const key = decodeBase64(text)
  if (!key) return undefined
  const mayBeOver = isOver({ ...session, locking: STRICTEST }, now)
  if (mayBeOver && isOver({ ...session, locking: await limit(session.locking) }, now)) return undefined
  return { ...session, key }
}

/**
 * A session ends at its age, after a silence in which the computer slept longer than it may lie idle, and when the
 * clock was set back behind its start. All are seen at any wake, whatever became of alarms and events.
 */
function isOver({ openedAt, seenAt, locking }: Omit<Session, 'key'>, now: number): boolean {
  const silence = now - seenAt
  return isTooOld(openedAt, locking, now) || silence >= locking.idleMinutes * MINUTE + BEAT
}

export function isTooOld(openedAt: number, { hours }: Locking, now: number): boolean {
  const age = now - openedAt
  return age < 0 || age >= hours * HOUR
}

/** When a session that began at `openedAt` is too old. */
export const endOf = (openedAt: number, { hours }: Locking): number => openedAt + hours * HOUR

export function writeSession(area: Area, session: Session): Promise<void> {
  const { key, place, generation, openedAt, seenAt, locking } = session
  return area.write(KEY, { key: encodeBase64(key), place, generation, openedAt, seenAt, locking })
}

export function dropSession(area: Area): Promise<void> {
  return area.remove(KEY)
}
