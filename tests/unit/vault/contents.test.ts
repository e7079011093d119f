import { describe, expect, test } from 'vitest'
import { LOCKING } from '../../../src/domain/locking'
import { decodeContents, EMPTY, encodeContents } from '../../../src/vault/contents'
import { utf8 } from '../../../src/vault/crypto'
import { accountNamed, counterDraft } from '../accounts'

const account = accountNamed('alice@contoso.example')

const BESIDE = { notes: 'To\nlinjer', tags: ['KU'], pinned: true, uses: 3 }
const way = { id: 'AAAAAAAAAAAAAAAAAAAAAA==', name: '', madeAt: 0, confirmed: true, publicKey: null }

test('what is encoded is decoded again', () => {
  const accounts = [
    { ...account, beside: BESIDE },
    { ...account, ...counterDraft(7) },
  ]
  const valid = { ...EMPTY, accounts, trash: [{ account, deletedAt: 1, position: 0 }] }
  const bytes = encodeContents(valid)
  expect(decodeContents(bytes)).toEqual({ ok: true, value: valid })
  expect(decodeContents(encodeContents(EMPTY))).toEqual({ ok: true, value: EMPTY })
})

describe('refused', () => {
  const encode = (change: object) => utf8(JSON.stringify({ version: 5, ...EMPTY, ...change }))

  test.each([
    ['null accounts', { accounts: null }],
    ['an account of another type', { accounts: [{ ...account, otp: { ...account.otp, type: 'yandex' } }] }],
    ['a secret that is not canonical', { accounts: [{ ...account, otp: { ...account.otp, secret: 'aa' } }] }],
    ['a period of zero', { accounts: [{ ...account, otp: { ...account.otp, period: 0 } }] }],
    ['an unknown field', { accounts: [{ ...account, extra: 1 }] }],
    ['more accounts than a vault holds', { accounts: Array(10_001).fill(account) }],
    ['a place no code goes to', { accounts: [{ ...account, offeredAt: 'everywhere' }] }],
    ['locking after no time', { locking: { ...LOCKING, idleMinutes: 0 } }],
    ['locking never', { locking: { ...LOCKING, hours: 1000 } }],
    ['locking after half a code', { locking: { ...LOCKING, afterCode: 0.5 } }],
    ['a way in without a public key of the right length', { ways: [{ ...way, publicKey: 'AAAA' }] }],
    ['more ways in than a vault has', { ways: Array(17).fill(way) }],
    ['a backup of no time', { backup: { at: null, accounts: [] } }],
    ['a backup of what is no account', { backup: { at: 0, accounts: ['x'] } }],
    ['no order', { byHand: undefined }],
    [
      'notes beyond their bound',
      { accounts: [{ ...account, beside: { ...BESIDE, notes: 'a'.repeat(4097) } }] },
    ],
    ['too many tags', { accounts: [{ ...account, beside: { ...BESIDE, tags: Array(33).fill('a') } }] }],
    ['a use that never was', { accounts: [{ ...account, beside: { ...BESIDE, uses: -1 } }] }],
    ['only a pin', { accounts: [{ ...account, beside: { pinned: true } }] }],
    ['no version', { version: undefined }],
  ])('%s', (_what, change) => {
    expect(decodeContents(encode(change))).toEqual({ ok: false, error: 'malformed' })
  })

  test('a newer version, by name', () => {
    expect(decodeContents(encode({ version: 6, accounts: 'elsewhere' }))).toEqual({
      ok: false,
      error: 'too-new',
    })
  })
})

test('contents of version 1 get what came later', () => {
  const earlier = utf8(JSON.stringify({ version: 1, accounts: [account], trash: [] }))
  expect(decodeContents(earlier)).toEqual({ ok: true, value: { ...EMPTY, accounts: [account] } })
})

test('contents of version 4 locked after no code', () => {
  const locking = { idleMinutes: 5, hours: 1 }
  const earlier = (change: object) => utf8(JSON.stringify({ ...EMPTY, version: 4, locking, ...change }))
  expect(decodeContents(earlier({}))).toEqual({
    ok: true,
    value: { ...EMPTY, locking: { ...locking, afterCode: false } },
  })
  for (const other of [null, 'never', undefined, { idleMinutes: 5 }])
    expect(decodeContents(earlier({ locking: other }))).toEqual({ ok: false, error: 'malformed' })
})

test('more accounts than would be read again are never written', () => {
  expect(() => encodeContents({ ...EMPTY, accounts: Array(10_001).fill(account) as [] })).toThrow()
})
