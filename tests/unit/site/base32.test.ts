import { expect, test } from 'vitest'
import { decodeBase32, encodeBase32 } from '../../site/base32.mjs'

/** RFC 4648 section 10, without the padding that authenticators leave out. */
const VECTORS = [
  ['', ''],
  ['f', 'my'],
  ['fo', 'mzxq'],
  ['foo', 'mzxw6'],
  ['foob', 'mzxw6yq'],
  ['fooba', 'mzxw6ytb'],
  ['foobar', 'mzxw6ytboi'],
] as const

test.each(VECTORS)('"%s" is %s and back', (text, encoded) => {
  expect(encodeBase32(new TextEncoder().encode(text))).toBe(encoded)
  expect(new TextDecoder().decode(decodeBase32(encoded))).toBe(text)
  expect(new TextDecoder().decode(decodeBase32(encoded.toUpperCase()))).toBe(text)
})

test.each(['0', '1', '8', '9', 'my=', 'm y', 'mø'])('"%s" is refused', (text) => {
  expect(() => decodeBase32(text)).toThrow(RangeError)
})
