import * as v from 'valibot'
import { decodeBase64, encodeBase64 } from '../domain/base64'
import type { Area } from '../platform/area'
import type { Locking } from '../domain/locking'
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

/**
 * The session, or `undefined` if there is none, or none any more. `limit` gives the times after which it is over, of
 * those it began with.
 */
export async function readSession(
  area: Area,
  now: number,
  limit: (locking: Locking) => Locking,
): Promise<Session | undefined> {
  const decoded = v.safeParse(stored, await area.read(KEY))
  if (!decoded.success) return undefined
  const { key: text, ...rest } = decoded.output
  const session = { ...rest, locking: limit(rest.locking) }
  const key = decodeBase64(text)
  return key && !isOver(session, now) ? { ...session, key } : undefined
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
