import { expect, test } from 'vitest'
import { isWeakSecret, parseSecret, secretByteLength, type Secret } from '../../../src/domain/secret'

test.each([
  ['gezdgnbvgy3tqojq', 'GEZDGNBVGY3TQOJQ'],
  ['GEZD GNBV GY3T QOJQ', 'GEZDGNBVGY3TQOJQ'],
  ['GEZD-GNBV\u00a0GY3T\nQOJQ====', 'GEZDGNBVGY3TQOJQ'],
  ['aa', 'AA'],
])('%j is %s', (text, secret) => {
  expect(parseSecret(text)).toEqual({ ok: true, value: secret })
})

test.each([
  ['', 'secret-empty'],
  [' -- ', 'secret-empty'],
  ['====', 'secret-empty'],
  ['A', 'secret-not-base32'],
  ['GEZD=GNBV', 'secret-not-base32'],
  ['0189', 'secret-not-base32'],
  ['GEZDGNBÆ', 'secret-not-base32'],
  ['A'.repeat(208), 'secret-too-long'],
  ['='.repeat(1e6), 'secret-too-long'],
])('%j is refused: %s', (text, error) => {
  expect(parseSecret(text)).toEqual({ ok: false, error })
})

test('eighty bits, Microsoft’s length, are not called weak; less is', () => {
  expect(secretByteLength('GEZDGNBVGY3TQOJQ' as Secret)).toBe(10)
  expect(isWeakSecret('GEZDGNBVGY3TQOJQ' as Secret)).toBe(false)
  expect(isWeakSecret('GEZDGNBVGY3TQOJ' as Secret)).toBe(true)
})
