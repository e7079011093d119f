import fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { parseSecret } from '../../../src/domain/secret'
import { isAccount } from '../../../src/vault/stored-account'

// What SECURITY.md says of a stored account, as a schema: slower than `isAccount`, and written down independently of it.
const text = v.pipe(v.string(), v.maxLength(512))
const time = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const whole = (minimum: number, maximum: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(minimum), v.maxValue(maximum))
const secret = v.custom<string>((value) => {
  const parsed = parseSecret(String(value))
  return parsed.ok && parsed.value === value
})
const generator = { secret, algorithm: v.picklist(['SHA1', 'SHA256', 'SHA512']), digits: whole(6, 8) }
const schema = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/)),
  name: text,
  label: v.strictObject({ issuer: text, organisation: text, user: text }),
  otp: v.variant('type', [
    v.strictObject({ type: v.literal('totp'), ...generator, period: whole(1, 600) }),
    v.strictObject({ type: v.literal('hotp'), ...generator, counter: time }),
    v.strictObject({
      ...{ type: v.literal('steam'), secret, algorithm: v.literal('SHA1') },
      ...{ digits: v.literal(5), period: v.literal(30) },
    }),
  ]),
  offeredAt: v.picklist(['microsoft', 'nowhere']),
  addedAt: time,
  confirmed: v.boolean(),
  lastUsedStep: v.nullable(time),
  beside: v.exactOptional(
    v.strictObject({
      notes: v.pipe(v.string(), v.maxLength(4096)),
      tags: v.pipe(v.array(text), v.maxLength(32)),
      pinned: v.boolean(),
      uses: whole(0, 1_000_000),
    }),
  ),
})

const name = fc.string({ maxLength: 40 })
const count = fc.maxSafeNat()
const secrets = fc
  .array(fc.constantFrom(...Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567')), { minLength: 2, maxLength: 206 })
  .map((letters) => letters.join(''))
const generated = {
  secret: secrets,
  algorithm: fc.constantFrom('SHA1', 'SHA256', 'SHA512'),
  digits: fc.integer({ min: 6, max: 8 }),
}
const accounts = fc.record(
  {
    id: fc.stringMatching(/^[A-Za-z0-9_-]{22}$/),
    name,
    label: fc.record({ issuer: name, organisation: name, user: name }),
    otp: fc.oneof(
      fc.record({ type: fc.constant('totp'), ...generated, period: fc.integer({ min: 1, max: 600 }) }),
      fc.record({ type: fc.constant('hotp'), ...generated, counter: count }),
      secrets.map((one) => ({ type: 'steam', secret: one, algorithm: 'SHA1', digits: 5, period: 30 })),
    ),
    offeredAt: fc.constantFrom('microsoft', 'nowhere'),
    addedAt: count,
    confirmed: fc.boolean(),
    lastUsedStep: fc.option(count),
    beside: fc.record({
      notes: name,
      tags: fc.array(name, { maxLength: 32 }),
      pinned: fc.boolean(),
      uses: fc.integer({ min: 0, max: 1_000_000 }),
    }),
  },
  { requiredKeys: ['id', 'name', 'label', 'otp', 'offeredAt', 'addedAt', 'confirmed', 'lastUsedStep'] },
)

/** What takes the place of something right: wrong types, and values just inside and outside of some bound. */
const strangers = fc.oneof(
  fc.constantFrom<unknown>(
    ...[null, true, '', 'a', 'aa', 'AA', 'A', [], {}, -1, 0, 1, 5, 6, 8, 9, 30, 600, 601, 0.5, 1e6, 1e6 + 1],
    ...[2 ** 53, 2 ** 53 - 1, 'totp', 'hotp', 'steam', 'SHA1', 'sha1', 'microsoft', 'everywhere', Infinity],
    ...[512, 513, 4096, 4097].map((length) => 'x'.repeat(length)),
    ...[206, 207].map((length) => 'A'.repeat(length)),
    ...[21, 22, 23].map((length) => 'i'.repeat(length)),
    ...[32, 33].map((length) => Array.from({ length }, () => 'tag')),
  ),
  fc.jsonValue({ maxDepth: 2 }),
)

interface Change {
  readonly way: 'replace' | 'remove' | 'add' | 'rename'
  /** Which of all the places there are. */
  readonly at: number
  readonly by: unknown
  readonly key: string
}

const changes = fc.record<Change>({
  way: fc.constantFrom('replace', 'remove', 'add', 'rename'),
  at: fc.nat(100),
  by: strangers,
  key: fc.constantFrom('extra', 'beside', 'period', 'counter', '__proto__', 'constructor', '0'),
})

type Place = readonly [inside: Record<string, unknown>, key: string]

/** Every value within `inside`, at any depth, by where it stands. */
function placesIn(inside: object): Place[] {
  return Object.entries(inside).flatMap(([key, value]: [string, unknown]) => [
    [inside as Record<string, unknown>, key] as const,
    ...(typeof value === 'object' && value !== null ? placesIn(value) : []),
  ])
}

const throughJson = (value: object): object => JSON.parse(JSON.stringify(value)) as object

/** `account` changed at one place, as JSON would bring it. */
function changed(account: object, { way, at, by, key }: Change): object {
  const copy = throughJson(account)
  const places = placesIn(copy)
  const [inside, old] = places[at % places.length] ?? []
  if (inside === undefined || old === undefined) throw new Error('an account without parts')
  if (way === 'add' || way === 'rename')
    Object.defineProperty(inside, key, {
      ...{ value: way === 'add' ? by : inside[old], enumerable: true },
      ...{ configurable: true, writable: true },
    })
  if (way === 'replace') inside[old] = by
  else if (way !== 'add' && old !== key) Reflect.deleteProperty(inside, old)
  return throughJson(copy)
}

test('every account is one', () => {
  fc.assert(
    fc.property(accounts, (account) => {
      expect(v.is(schema, account)).toBe(true)
      expect(isAccount(account)).toBe(true)
    }),
  )
})

test('a changed one is refused or taken as the schema says', () => {
  let [taken, refused] = [0, 0]
  fc.assert(
    fc.property(accounts, fc.array(changes, { minLength: 1, maxLength: 2 }), (account, made) => {
      const strange = made.reduce<object>(changed, account)
      const right = v.is(schema, strange)
      if (right) taken++
      else refused++
      expect(isAccount(strange)).toBe(right)
    }),
    { numRuns: 3000 },
  )
  // Neither answer is the only one that was ever asked for.
  expect(Math.min(taken, refused)).toBeGreaterThan(30)
})

test.each([null, undefined, 0, '', 'account', [], {}, true, Symbol('account')])(
  '%o is no account',
  (value) => {
    expect(isAccount(value)).toBe(false)
  },
)
