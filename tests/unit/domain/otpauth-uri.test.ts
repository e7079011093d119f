import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ALGORITHMS, steamOf, type AccountDraft } from '../../../src/domain/account'
import { labelOf } from '../../../src/domain/label'
import { parseOtpauthUri, writeOtpauthUri } from '../../../src/domain/otpauth-uri'
import { parseSecret, type Secret } from '../../../src/domain/secret'
import accepted from '../../fixtures/uris/accepted.json'
import refused from '../../fixtures/uris/refused.json'

describe('accepted', () => {
  test.each(accepted.cases)('$what', ({ uri, label, otp }) => {
    expect(parseOtpauthUri(uri)).toEqual({ ok: true, value: { label, otp } })
  })
})

describe('refused', () => {
  test.each(refused.cases)('$uri: $error', ({ uri, error }) => {
    expect(parseOtpauthUri(uri)).toEqual({ ok: false, error })
  })

  test('what no QR symbol can hold', () => {
    const uri = `otpauth://totp/${'a'.repeat(4296)}?secret=GEZDGNBV`
    expect(parseOtpauthUri(uri)).toEqual({ ok: false, error: 'uri-too-long' })
  })

  test('a secret past 128 bytes, not one of 128', () => {
    const uri = (characters: number) => `otpauth://totp/a?secret=${'A'.repeat(characters)}`
    expect(parseOtpauthUri(uri(205))).toMatchObject({ ok: true })
    expect(parseOtpauthUri(uri(207))).toEqual({ ok: false, error: 'secret-too-long' })
    expect(parseOtpauthUri(uri(4000))).toEqual({ ok: false, error: 'secret-too-long' })
  })
})

const secret = fc
  .array(fc.constantFrom(...Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567')), { minLength: 2, maxLength: 204 })
  .map((letters) => letters.join(''))
  .filter((text) => parseSecret(text).ok)
  .map((text) => text as Secret)
const name = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc
    .array(fc.constantFrom(':', 'Acme', 'Microsoft', ' ', '+', '%20', '#', 'é'), { maxLength: 8 })
    .map((parts) => parts.join('')),
)
const generator = {
  secret,
  algorithm: fc.constantFrom(...ALGORITHMS),
  digits: fc.integer({ min: 6, max: 8 }),
}
const otp = fc.oneof(
  fc.record({ type: fc.constant('totp' as const), ...generator, period: fc.integer({ min: 1, max: 600 }) }),
  fc.record({
    type: fc.constant('hotp' as const),
    ...generator,
    counter: fc.maxSafeNat().map((n) => n >>> 0),
  }),
  secret.map(steamOf),
)

describe('writing and reading back', () => {
  test('is the identity for every label there can be', () => {
    const issuer = fc.oneof(name, fc.constantFrom('Microsoft', 'Acme', 'microsoft'))
    fc.assert(
      fc.property(issuer, name, otp, (who, user, generated) => returns(labelOf(who, user), generated)),
    )
  })

  function returns(label: AccountDraft['label'], generated: AccountDraft['otp']): void {
    const uri = writeOtpauthUri({ label, otp: generated })
    expect(parseOtpauthUri(uri)).toEqual({ ok: true, value: { label, otp: generated } })
  }

  test('any text is an outcome, never an exception', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        expect(parseOtpauthUri(`otpauth://totp/${text}`)).toHaveProperty('ok')
      }),
    )
  })
})
