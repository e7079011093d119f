import * as v from 'valibot'
import { ALGORITHMS, DIGITS, PERIOD, type AccountId } from '../domain/account'
import { ORGANISATIONS } from '../domain/help-pack'
import { LOCKING_BOUNDS } from '../domain/locking'
import { MOVE_STAGES } from '../domain/moving'
import { LONGEST_PAYLOAD, MOST_SYMBOLS } from '../domain/pixels'
import { PAGE_STATES } from '../domain/page-state'
import { LABEL_LENGTH } from '../domain/text'
import { carried, notes, tags } from './carried'
import {
  CALLER,
  EXPORT_FORMS,
  LONGEST_PICTURE,
  type FindId,
  type Request,
  type Verb,
  type WayId,
} from './messages'

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

/** Code units. Somebody may paste a whole book, and is told that it is too long. */
const passphrase = v.pipe(v.string(), v.maxLength(2_000_000))
const typed = v.pipe(v.string(), v.maxLength(LONGEST_TEXT))
const base64 = (maximum: number) =>
  v.pipe(v.string(), v.maxLength(maximum), v.regex(/^(?:[\w+/]{4})*(?:[\w+/]{2}==|[\w+/]{3}=)?$/))
/** 32 bytes. */
const prf = v.pipe(base64(44), v.length(44))
const credential = v.pipe(base64(1364), v.minLength(4))
const wayId = v.custom<WayId>((value) => typeof value === 'string' && /^[\w+/]{22}==$/.test(value))
const passkey = v.strictObject({ credential, first: prf, second: prf })

const proof = v.variant('kind', [
  v.strictObject({ kind: v.literal('passphrase'), passphrase }),
  v.strictObject({ kind: v.literal('recovery'), code: typed }),
  v.strictObject({ kind: v.literal('passkey'), ...passkey.entries }),
])

const span = ({ minimum, maximum }: { minimum: number; maximum: number }) =>
  v.pipe(v.number(), v.integer(), v.minValue(minimum), v.maxValue(maximum))
/** Five digits are Steam's, which has no choice of them. */
const codeSettings = v.strictObject({
  algorithm: v.picklist(ALGORITHMS),
  digits: span({ minimum: 5, maximum: DIGITS.maximum }),
  period: v.nullable(span(PERIOD)),
})
const form = v.strictObject({
  name: label,
  label: v.strictObject({ issuer: label, organisation: label, user: label }),
  settings: codeSettings,
  notes,
  tags,
})
const rows = v.strictObject({ first: whole(10_000), count: whole(100) })

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

const moveStage = v.picklist(MOVE_STAGES)

/** The shape in which a move lies in storage. */
export const move = v.strictObject({
  stage: moveStage,
  since: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
})

/** Also the shape in which settings lie in storage. */
export const settings = v.strictObject({
  offer: v.picklist(['at-field', 'toolbar-only']),
  submit: v.boolean(),
  badge: v.boolean(),
  notify: v.boolean(),
  codes: v.picklist(['shown', 'on-press']),
})

/** More than Kode has. */
const MOST_TEXTS = 2000
const texts = v.pipe(
  v.custom<object>((value) => typeof value === 'object' && value !== null && isSmall(value)),
  v.record(v.pipe(v.string(), v.regex(/^[A-Za-z]\w{0,59}$/)), v.pipe(v.string(), v.maxLength(1000))),
)
const isSmall = (value: object): boolean => Object.keys(value).length <= MOST_TEXTS

/** Also the shape in which a chosen language lies in storage. */
export const chosenLanguage = v.strictObject({
  language: v.pipe(v.string(), v.regex(/^\w{2,10}$/)),
  texts,
})

const MOST_ACCOUNTS = 10_000
const list = <T extends v.GenericSchema>(item: T) => v.pipe(v.array(item), v.maxLength(MOST_ACCOUNTS))

/** The closed shape of every request: exact keys, types and lengths. */
const REQUESTS = {
  'vault.create': v.strictObject({ passphrase }),
  'vault.unlock': v.strictObject({ passphrase }),
  'vault.unlockWithRecovery': v.strictObject({ code: typed }),
  'vault.unlockWithPasskey': passkey,
  'vault.unlockWithPin': v.strictObject({ pin: typed }),
  'vault.lock': nothing,
  'vault.doors': nothing,
  'vault.ways': nothing,
  'vault.confirmRecovery': v.strictObject({ code: typed }),
  'vault.recovery': nothing,
  'vault.changePassphrase': v.strictObject({ current: proof, next: passphrase }),
  'vault.newRecovery': v.strictObject({ passphrase }),
  'vault.addPasskey': v.strictObject({
    passphrase,
    passkey,
    answer: v.strictObject({ first: prf, second: prf }),
    name: label,
  }),
  'vault.renameWay': v.strictObject({ id: wayId, name: label }),
  'vault.removeWay': v.strictObject({ id: wayId, passphrase }),
  'vault.setPin': v.strictObject({ pin: typed }),
  'vault.dropPin': nothing,
  'vault.locking': nothing,
  'vault.setLocking': v.strictObject({
    idleMinutes: span(LOCKING_BOUNDS.idleMinutes),
    hours: span(LOCKING_BOUNDS.hours),
    afterCode: v.boolean(),
  }),
  'vault.copies': v.strictObject({ proof: v.nullable(proof) }),
  'vault.recover': v.strictObject({ name: label, proof }),
  'vault.exportBytes': nothing,
  'vault.reset': v.strictObject({ confirmed: v.literal(true) }),
  'codes.list': v.strictObject({
    ...rows.entries,
    search: v.exactOptional(label),
    tag: v.exactOptional(label),
  }),
  'codes.next': byId,
  'accounts.add': v.strictObject({ find: identifier<FindId>(), name: label, despiteConflict: v.boolean() }),
  'accounts.enter': v.strictObject({ entry, despiteConflict: v.boolean() }),
  'accounts.rename': v.strictObject({ id: identifier<AccountId>(), name: label }),
  'accounts.confirm': byId,
  'accounts.remove': byId,
  'accounts.restore': byId,
  'accounts.read': byId,
  'accounts.edit': v.strictObject({ id: identifier<AccountId>(), form }),
  'accounts.preview': v.strictObject({ id: identifier<AccountId>(), settings: codeSettings }),
  'accounts.pin': v.strictObject({ id: identifier<AccountId>(), pinned: v.boolean() }),
  'accounts.used': byId,
  'accounts.move': v.strictObject({ id: identifier<AccountId>(), to: whole(MOST_ACCOUNTS) }),
  'accounts.order': v.strictObject({ byHand: v.boolean() }),
  'accounts.tags': nothing,
  'accounts.trash': rows,
  'scan.tab': nothing,
  'scan.pending': nothing,
  'scan.dismiss': nothing,
  'scan.submit': v.strictObject({
    sightings: v.pipe(v.array(sighting), v.minLength(1), v.maxLength(MOST_SYMBOLS)),
  }),
  'scan.capture': nothing,
  'signIn.page': nothing,
  'signIn.fill': byId,
  'help.pack': nothing,
  'help.choose': v.strictObject({ organisation: v.picklist(ORGANISATIONS) }),
  'transfer.accounts': v.strictObject({
    passphrase,
    only: v.nullable(identifier<AccountId>()),
    form: v.picklist(EXPORT_FORMS),
  }),
  'transfer.plan': v.strictObject({ accounts: list(carried) }),
  'transfer.add': v.strictObject({
    accounts: list(v.strictObject({ ...carried.entries, despiteConflict: v.boolean() })),
  }),
  'transfer.undo': v.strictObject({ ids: list(identifier<AccountId>()) }),
  'transfer.prove': v.strictObject({ accounts: list(carried) }),
  'transfer.backup': nothing,
  'move.read': nothing,
  'move.set': v.strictObject({ stage: v.nullable(moveStage) }),
  'settings.read': nothing,
  'settings.change': settings,
  'policy.read': nothing,
  'language.read': nothing,
  'language.choose': v.strictObject({ chosen: v.nullable(chosenLanguage) }),
  'autofill.offers': v.strictObject({ user: label, state }),
  'autofill.texts': nothing,
  'autofill.code': byId,
  'autofill.over': nothing,
  'autofill.rejected': v.strictObject({
    user: label,
    state,
    submits: whole(100),
    clock: v.nullable(v.strictObject({ server: time, here: time })),
  }),
  'registration.read': v.strictObject({ picture: v.pipe(v.string(), v.maxLength(LONGEST_PICTURE)) }),
  'registration.add': v.strictObject({ find: identifier<FindId>(), despiteConflict: v.boolean() }),
  'registration.rename': v.strictObject({ id: identifier<AccountId>(), name: label }),
  'registration.accepted': nothing,
  'signIn.openKode': nothing,
  'registration.openHelp': nothing,
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
