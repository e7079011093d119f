import * as v from 'valibot'
import { decodeBase64, encodeBase64 } from '../domain/base64'
import type { Area } from '../platform/area'
import type { VaultPosition } from '../vault/vault'

/** Nobody stays unlocked longer than this, used or not. Milliseconds. */
export const LONGEST_SESSION = 12 * 60 * 60 * 1000

/** An open vault, as it survives the sleep of a service worker: in memory only, gone with the browser. */
export interface Session extends VaultPosition {
  /** Unix milliseconds. */
  readonly openedAt: number
}

const KEY = 'session'

const stored = v.strictObject({
  key: v.pipe(v.string(), v.length(44)),
  copy: v.picklist(['a', 'b']),
  generation: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  openedAt: v.pipe(v.number(), v.safeInteger()),
})

/** The session, or `undefined` if there is none, it is too old, or the clock was set back behind its start. */
export async function readSession(area: Area, now: number): Promise<Session | undefined> {
  const decoded = v.safeParse(stored, await area.read(KEY))
  if (!decoded.success) return undefined
  const { key: text, ...session } = decoded.output
  const key = decodeBase64(text)
  const age = now - session.openedAt
  return key && age >= 0 && age < LONGEST_SESSION ? { ...session, key } : undefined
}

export function writeSession(
  area: Area,
  { key, copy, generation }: VaultPosition,
  openedAt: number,
): Promise<void> {
  return area.write(KEY, { key: encodeBase64(key), copy, generation, openedAt })
}

export function dropSession(area: Area): Promise<void> {
  return area.remove(KEY)
}
