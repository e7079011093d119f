import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { NEUTRAL_PACK } from '../../../src/domain/help-pack'
import { decodePolicy, POLICY_KEYS } from '../../../src/protocol/policy'

const whole = {
  lockAfterIdleMinutes: 15,
  lockAfterHours: 4,
  passphraseLength: 16,
  disableClearTextExport: true,
  disableOffers: true,
  helpPack: { organisation: 'Contoso University' },
}

test('a whole policy is read', () => {
  expect(decodePolicy(whole)).toEqual({
    policy: { ...whole, helpPack: { ...NEUTRAL_PACK, organisation: 'Contoso University' } },
    ignored: [],
  })
})

test.each([undefined, {}])('%j sets nothing', (nothing) => {
  expect(decodePolicy(nothing)).toEqual({ policy: {}, ignored: [] })
})

test.each([null, 7, 'policy', [whole], [[]]])('%j is none', (value) => {
  expect(decodePolicy(value)).toEqual({ policy: {}, ignored: ['policy'] })
})

describe('a key that does not hold is named, and takes no other with it', () => {
  test.each([
    ['no minute', { lockAfterIdleMinutes: 0 }, 'lockAfterIdleMinutes'],
    ['more minutes than Kode has', { lockAfterIdleMinutes: 241 }, 'lockAfterIdleMinutes'],
    ['half a minute', { lockAfterIdleMinutes: 1.5 }, 'lockAfterIdleMinutes'],
    ['minutes in words', { lockAfterIdleMinutes: '15' }, 'lockAfterIdleMinutes'],
    ['more hours than a day', { lockAfterHours: 25 }, 'lockAfterHours'],
    ['no number of hours', { lockAfterHours: NaN }, 'lockAfterHours'],
    ['nothing at all', { lockAfterHours: null }, 'lockAfterHours'],
    ['fewer characters than Kode asks for', { passphraseLength: 9 }, 'passphraseLength'],
    ['more characters than anybody types', { passphraseLength: 65 }, 'passphraseLength'],
    ['a yes in words', { disableClearTextExport: 'true' }, 'disableClearTextExport'],
    ['a one for a yes', { disableOffers: 1 }, 'disableOffers'],
    ['a pack without a name', { helpPack: {} }, 'helpPack.organisation'],
    [
      'a pack with a link without TLS',
      { helpPack: { organisation: 'Contoso', support: { phone: '112', hours: 'http://a.example' } } },
      'helpPack.support.hours',
    ],
    ['a key nobody knows', { lockAfterMinutes: 15 }, 'lockAfterMinutes'],
    ['a key of every object', { constructor: {} }, 'constructor'],
    ['the key of prototypes', JSON.parse('{"__proto__": {"disableOffers": true}}') as object, '__proto__'],
  ])('%s', (_what, wrong, named) => {
    const { policy, ignored } = decodePolicy({ ...whole, ...wrong, ...ownProto(wrong) })
    const key = named.split('.')[0] ?? ''
    expect(ignored).toEqual([named])
    expect(Object.keys(policy)).toEqual(POLICY_KEYS.filter((one) => one !== key))
  })

  test('of too many only the first are named, and no name at full length', () => {
    const many = Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [`${'x'.repeat(200)}${at}`, 1]))
    const { policy, ignored } = decodePolicy(many)
    expect(policy).toEqual({})
    expect(ignored).toHaveLength(20)
    expect(ignored.every((name) => name.length === 64)).toBe(true)
  })
})

/** Spreading leaves `__proto__` behind as an own key only if it was one. */
const ownProto = (value: object): object =>
  Object.hasOwn(value, '__proto__')
    ? Object.fromEntries([['__proto__', Reflect.get(value, '__proto__')]])
    : {}

describe('what Chromium is told of the keys', () => {
  interface Schema {
    readonly type: string
    readonly properties?: Record<string, Schema & { readonly minimum?: number; readonly maximum?: number }>
  }
  const file = path.resolve(import.meta.dirname, '../../../src/static/managed-schema.json')
  const { properties = {} } = JSON.parse(readFileSync(file, 'utf8')) as Schema

  test('are those that are read', () => {
    expect(Object.keys(properties)).toEqual(POLICY_KEYS)
  })

  test.each(Object.entries(properties).filter(([, { type }]) => type === 'integer'))(
    '%s has the same bounds',
    (key, { minimum = NaN, maximum = NaN }) => {
      const isRead = (value: number) => decodePolicy({ [key]: value }).ignored.length === 0
      expect([minimum - 1, minimum, maximum, maximum + 1].map(isRead)).toEqual([false, true, true, false])
    },
  )

  test('and a help pack has the parts of ours', () => {
    const pack = properties.helpPack?.properties ?? {}
    expect(Object.keys(pack)).toEqual(Object.keys(NEUTRAL_PACK))
    expect(Object.keys(pack.support?.properties ?? {})).toEqual(['phone', 'hours'])
  })
})
