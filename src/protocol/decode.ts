import * as v from 'valibot'
import { ALGORITHMS, type AccountId } from '../domain/account'
import { LONGEST_PAYLOAD, MOST_SYMBOLS } from '../domain/pixels'
import { PAGE_STATES } from '../domain/page-state'
import { LABEL_LENGTH } from '../domain/text'
import { CALLER, type FindId, type Request, type Verb } from './messages'

/** Code units. A passphrase beyond its own limit gets a sentence; beyond this it is no passphrase. */
const LONGEST_TEXT = 100_000

const nothing = v.strictObject({})
const label = v.pipe(v.string(), v.maxLength(LABEL_LENGTH * 2))
const whole = (maximum: number) => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(maximum))
const number = v.pipe(v.number(), v.finite())

const identifier = <T extends string>() =>
  v.custom<T>((value) => typeof value === 'string' && /^[\w-]{22}$/.test(value))
const byId = v.strictObject({ id: identifier<AccountId>() })

const entry = v.strictObject({
  name: label,
  issuer: label,
  user: label,
  secret: v.pipe(v.string(), v.maxLength(LONGEST_TEXT)),
  type: v.picklist(['totp', 'hotp']),
  algorithm: v.picklist(ALGORITHMS),
  digits: number,
  period: number,
  counter: number,
})

const passphrase = v.strictObject({ passphrase: v.pipe(v.string(), v.maxLength(LONGEST_TEXT)) })

/** A little outside is still a corner: a symbol at the edge may have one beyond it. */
const share = v.pipe(v.number(), v.minValue(-1), v.maxValue(2))
const point = v.strictObject({ x: share, y: share })
const outline = v.pipe(v.strictTuple([point, point, point, point]), v.readonly())
/** Also the shape in which a sighting waits in session memory. */
export const sighting = v.strictObject({
  text: v.pipe(v.string(), v.maxLength(LONGEST_PAYLOAD)),
  places: v.pipe(v.array(outline), v.maxLength(MOST_SYMBOLS), v.readonly()),
})

const state = v.picklist(PAGE_STATES)
/** Unix milliseconds, of this century. */
const time = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(4_102_444_800_000))

/** Also the shape in which settings lie in storage. */
export const settings = v.strictObject({
  offer: v.picklist(['at-field', 'toolbar-only']),
  submit: v.boolean(),
})

/** The closed shape of every request: exact keys, types and lengths. */
const REQUESTS = {
  'vault.create': passphrase,
  'vault.unlock': passphrase,
  'vault.lock': nothing,
  'codes.list': v.strictObject({ first: whole(10_000), count: whole(100) }),
  'codes.next': byId,
  'accounts.add': v.strictObject({ find: identifier<FindId>(), name: label, despiteConflict: v.boolean() }),
  'accounts.enter': v.strictObject({ entry, despiteConflict: v.boolean() }),
  'accounts.rename': v.strictObject({ id: identifier<AccountId>(), name: label }),
  'accounts.remove': byId,
  'accounts.restore': byId,
  'scan.tab': nothing,
  'scan.pending': nothing,
  'scan.dismiss': nothing,
  'scan.submit': v.strictObject({
    sightings: v.pipe(v.array(sighting), v.minLength(1), v.maxLength(MOST_SYMBOLS)),
  }),
  'scan.capture': nothing,
  'signIn.page': nothing,
  'signIn.fill': byId,
  'settings.read': nothing,
  'settings.change': settings,
  'autofill.offers': v.strictObject({ user: label, state }),
  'autofill.code': byId,
  'autofill.over': nothing,
  'autofill.rejected': v.strictObject({
    user: label,
    state,
    submits: whole(100),
    clock: v.nullable(v.strictObject({ server: time, here: time })),
  }),
  'signIn.openKode': nothing,
} as const satisfies { [V in Verb]: v.GenericSchema<unknown, Request<V>> }

export function isVerb(value: unknown): value is Verb {
  // Not `in`: that would know "constructor".
  return typeof value === 'string' && Object.hasOwn(CALLER, value)
}

/** The request of `verb`, or `undefined` if it is not exactly one. */
export function decodeRequest<V extends Verb>(verb: V, request: unknown): Request<V> | undefined {
  const schema: v.GenericSchema<unknown, Request<V>> = REQUESTS[verb]
  const decoded = v.safeParse(schema, request)
  return decoded.success ? decoded.output : undefined
}
