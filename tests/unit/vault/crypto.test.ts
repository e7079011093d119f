import { createCipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Bytes } from '../../../src/domain/base64'
import wycheproof from '../../fixtures/vectors/wycheproof-aes-256-gcm.json'
import { deriveKey, importKey, open, seal, utf8 } from '../../../src/vault/crypto'

const bytes = (hex: string): Bytes => new Uint8Array(Buffer.from(hex, 'hex'))

/**
 * AES-256 test cases of McGrew and Viega, "The Galois/Counter Mode of Operation", appendix B, with a 96-bit IV
 * (NIST SP 800-38D refers to them).
 */
const KEY = 'feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308'
const IV = 'cafebabefacedbaddecaf888'
const PLAIN =
  'd9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39'
const CIPHER =
  '522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662'
const CASES = [
  {
    number: 13,
    key: '00'.repeat(32),
    iv: '00'.repeat(12),
    plain: '',
    aad: '',
    cipher: '',
    tag: '530f8afbc74536b9a963b4f1c4cb738b',
  },
  {
    ...{ number: 14, key: '00'.repeat(32), iv: '00'.repeat(12), plain: '00'.repeat(16), aad: '' },
    ...{ cipher: 'cea7403d4d606b6e074ec5d3baf39d18', tag: 'd0d1c8a799996bf0265b98b5d48ab919' },
  },
  {
    ...{ number: 15, key: KEY, iv: IV, plain: `${PLAIN}1aafd255`, aad: '' },
    ...{ cipher: `${CIPHER}898015ad`, tag: 'b094dac5d93471bdec1a502270e3cc6c' },
  },
  {
    ...{ number: 16, key: KEY, iv: IV, plain: PLAIN, aad: 'feedfacedeadbeeffeedfacedeadbeefabaddad2' },
    ...{ cipher: CIPHER, tag: '76fc6ece0f4e1768cddf8853bb2d551b' },
  },
]

describe.each(CASES)('AES-256-GCM, test case $number', ({ key, iv, plain, aad, cipher, tag }) => {
  const opened = async (data: string, bound = aad, nonce = iv) =>
    open(await importKey(bytes(key)), { iv: bytes(nonce), data: bytes(data) }, bytes(bound))

  test('opens', async () => {
    expect(await opened(cipher + tag)).toEqual(bytes(plain))
  })

  test('is what another implementation makes', () => {
    const other = createCipheriv('aes-256-gcm', bytes(key), bytes(iv)).setAAD(bytes(aad))
    const made = Buffer.concat([other.update(bytes(plain)), other.final(), other.getAuthTag()])
    expect(made.toString('hex')).toBe(cipher + tag)
  })

  test('does not open with a bit of the tag, the text, the IV or the bound data changed', async () => {
    const whole = cipher + tag
    for (let bit = 0; bit < whole.length * 4; bit++) expect(await opened(flip(whole, bit))).toBeUndefined()
    expect(await opened(whole, aad, flip(iv, 7))).toBeUndefined()
    expect(await opened(whole, aad === '' ? '00' : flip(aad, 0))).toBeUndefined()
  })

  test('does not open with a shorter tag, none, or one that is all zeros or ones', async () => {
    for (let length = 0; length < 32; length += 2)
      expect(await opened(cipher + tag.slice(0, length))).toBeUndefined()
    expect(await opened(cipher + '00'.repeat(16))).toBeUndefined()
    expect(await opened(cipher + 'ff'.repeat(16))).toBeUndefined()
  })
})

test('Wycheproof has 21 cases that open and 27 that do not', () => {
  const results = wycheproof.tests.map(({ result }) => result)
  expect(results.filter((result) => result === 'valid')).toHaveLength(21)
  expect(results.filter((result) => result === 'invalid')).toHaveLength(27)
})

test.each(wycheproof.tests)(
  'Wycheproof, case $tcId: $result',
  async ({ key, iv, aad, msg, ct, tag, result }) => {
    const sealed = { iv: bytes(iv), data: bytes(ct + tag) }
    const opened = await open(await importKey(bytes(key)), sealed, bytes(aad))
    expect(opened).toEqual(result === 'valid' ? bytes(msg) : undefined)
  },
)

test('two seals of the same under the same key have nothing in common', async () => {
  const key = await importKey(new Uint8Array(randomBytes(32)))
  const made = await Promise.all(Array.from({ length: 200 }, () => seal(key, utf8('same'), utf8('bound'))))
  expect(new Set(made.map(({ iv }) => Buffer.from(iv).toString('hex'))).size).toBe(200)
  expect(new Set(made.map(({ data }) => Buffer.from(data).toString('hex'))).size).toBe(200)
  for (const one of made) expect(await open(key, one, utf8('bound'))).toEqual(utf8('same'))
})

test('derived keys are those of HKDF-SHA256', async () => {
  const [secret, salt] = [new Uint8Array(16).fill(5), new Uint8Array(32).fill(6)]
  const key = await deriveKey(secret, salt, 'what it is for')
  const other = await importKey(new Uint8Array(hkdfSync('sha256', secret, salt, 'what it is for', 32)))
  expect(await open(other, await seal(key, utf8('text'), utf8('')), utf8(''))).toEqual(utf8('text'))
})

/** Hexadecimal text with one bit changed. */
function flip(hex: string, bit: number): string {
  const copy = Buffer.from(hex, 'hex')
  copy[bit >> 3]! ^= 0x80 >> (bit & 7)
  return copy.toString('hex')
}
