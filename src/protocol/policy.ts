import * as v from 'valibot'
import { LOCKING_BOUNDS } from '../domain/locking'
import { PASSPHRASE_LENGTH_BOUNDS, type Policy } from '../domain/policy'
import { helpPack } from './help-pack'

/** A policy as it was read, with the names of what could not be. */
export interface PolicyRead {
  readonly policy: Policy
  /** Keys that no Kode knows, or whose value is none; of a help pack the part that is wrong. */
  readonly ignored: readonly string[]
}

/** More wrong keys than these are no news. */
const MOST_IGNORED = 20
const LONGEST_NAME = 64

const span = ({ minimum, maximum }: { readonly minimum: number; readonly maximum: number }) =>
  v.pipe(v.number(), v.integer(), v.minValue(minimum), v.maxValue(maximum))

/** What each key may be. src/static/managed-schema.json says the same to Chromium. */
const KEYS = {
  lockAfterIdleMinutes: v.exactOptional(span(LOCKING_BOUNDS.idleMinutes)),
  lockAfterHours: v.exactOptional(span(LOCKING_BOUNDS.hours)),
  passphraseLength: v.exactOptional(span(PASSPHRASE_LENGTH_BOUNDS)),
  disableClearTextExport: v.exactOptional(v.boolean()),
  disableOffers: v.exactOptional(v.boolean()),
  helpPack: v.exactOptional(helpPack),
} as const satisfies { [Key in keyof Policy]-?: v.GenericSchema<unknown, Policy[Key]> }

/** The keys a policy can have. */
export const POLICY_KEYS = Object.keys(KEYS) as readonly (keyof Policy)[]

const policySchema = v.object(KEYS)

/**
 * A policy as the browser hands it over. A key holds whole or not at all, and one that does not takes no other with
 * it: an administrator's slip in a link must not open what another key closes.
 */
export function decodePolicy(value: unknown): PolicyRead {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { policy: {}, ignored: value === undefined ? [] : ['policy'] }
  const given = Object.entries(value)
  const problems = given.map(([key, one]) => [key, one, problemOf(key, one)] as const)
  const sound = problems.filter(([, , problem]) => problem === undefined)
  const decoded = v.safeParse(policySchema, Object.fromEntries(sound))
  return {
    policy: decoded.success ? decoded.output : {},
    ignored: problems.flatMap(([, , problem]) => problem ?? []).slice(0, MOST_IGNORED),
  }
}

/** Where `value` is no value of `key`; `undefined` if it is one. */
function problemOf(key: string, value: unknown): string | undefined {
  const known = POLICY_KEYS.find((one) => one === key)
  if (known === undefined) return key.slice(0, LONGEST_NAME)
  const decoded = v.safeParse<v.GenericSchema>(KEYS[known], value)
  if (decoded.success) return undefined
  const inside = v.getDotPath(decoded.issues[0])
  return (inside === null ? key : `${key}.${inside}`).slice(0, LONGEST_NAME)
}
