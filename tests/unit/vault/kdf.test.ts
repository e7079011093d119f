import { argon2id as otherArgon2id } from '@noble/hashes/argon2.js'
import { argon2id } from 'hash-wasm'
import { describe, expect, test } from 'vitest'
import { slotSchema } from '../../../src/vault/slots'
import * as v from 'valibot'
import {
  affordableCost,
  derivePassphraseKey,
  isCheaper,
  LEAST_COST,
  problemOfPassphrase,
} from '../../../src/vault/kdf'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

test('the implementation we compare with gives the vector of RFC 9106 section 5.3', () => {
  const tag = otherArgon2id(new Uint8Array(32).fill(1), new Uint8Array(16).fill(2), {
    ...{ t: 3, m: 32, p: 4, dkLen: 32, version: 0x13 },
    key: new Uint8Array(8).fill(3),
    personalization: new Uint8Array(12).fill(4),
  })
  expect(hex(tag)).toBe('0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659')
})

describe('the implementation we ship gives the same as that one', () => {
  test.each([
    [1, 8, 1],
    [3, 64, 1],
    [3, 1024, 1],
    [12, 256, 1],
    [2, 512, 4],
  ])('%i passes over %i KiB in %i lanes', async (t, m, p) => {
    for (const password of ['x', 'korrekt hest', 'ærlig talt 😀\0', 'y'.repeat(1024)]) {
      const salt = new Uint8Array(32).fill(m & 255)
      const shipped = await argon2id({
        ...{ password, salt, memorySize: m, iterations: t, parallelism: p },
        ...{ hashLength: 32, outputType: 'hex' },
      })
      expect(shipped).toBe(hex(otherArgon2id(password, salt, { t, m, p, dkLen: 32, version: 0x13 })))
    }
  })

  test('at the least cost a vault has, through our own function', async () => {
    const salt = new Uint8Array(32).fill(7)
    const { memoryKiB: m, iterations: t, parallelism: p } = LEAST_COST
    const ours = await derivePassphraseKey('A\u030angstro\u0308m', salt, LEAST_COST)
    expect(hex(ours)).toBe(hex(otherArgon2id('Ångström', salt, { t, m, p, dkLen: 32 })))
  }, 60_000)
})

describe('cost', () => {
  /** Mebibytes for a machine whose probe took so many milliseconds: one pass over 64 MiB. */
  const chosen = (probed: number) => affordableCost(probed).memoryKiB / 1024
  test.each([
    [10, 256],
    [83, 256],
    [84, 192],
    [111, 192],
    [112, 128],
    [166, 128],
    [167, 64],
    [5000, 64],
    [Number.NaN, 64],
  ])('a probe of %i ms affords %i MiB', (probed, mebibytes) => {
    expect(chosen(probed)).toBe(mebibytes)
    expect(affordableCost(probed)).toMatchObject({ iterations: 3, parallelism: 1 })
  })

  test('less memory or fewer passes are cheaper', () => {
    expect(isCheaper(LEAST_COST, affordableCost(10))).toBe(true)
    expect(isCheaper(affordableCost(10), LEAST_COST)).toBe(false)
    expect(isCheaper(LEAST_COST, LEAST_COST)).toBe(false)
  })
})

describe('passphrases', () => {
  test.each([
    ['empty', '', 'too-short'],
    ['one character', 'x', 'too-short'],
    ['nine', 'nine char', 'too-short'],
    ['five emoji, ten code units', '😀'.repeat(5), 'too-short'],
    ['ten that compose to five', 'e\u0301'.repeat(5), 'too-short'],
    ['ten', 'ten charac', undefined],
    ['ten emoji', '😀'.repeat(10), undefined],
    ['with NUL', 'before\0after', undefined],
    ['1,024', 'x'.repeat(1024), undefined],
    ['1,025', 'x'.repeat(1025), 'too-long'],
    ['a megabyte', 'x'.repeat(1_000_000), 'too-long'],
  ])('%s', (_what, passphrase, problem) => {
    expect(problemOfPassphrase(passphrase)).toBe(problem)
  })
})

test('a bomb is refused before memory is taken for it', () => {
  const before = process.memoryUsage()
  const base = {
    id: btoa('x'.repeat(16)),
    kind: 'passphrase',
    salt: btoa('x'.repeat(32)),
    iv: btoa('x'.repeat(12)),
  }
  const kdf = { name: 'argon2id', version: 19, parallelism: 1 }
  const slot = (memoryKiB: number, iterations: number) => ({
    ...base,
    kdf: { ...kdf, memoryKiB, iterations },
    wrapped: btoa('x'.repeat(48)),
  })
  const isTaken = (one: unknown) => v.safeParse(slotSchema, one).success
  expect(isTaken(slot(512 * 1024, 12))).toBe(true)
  for (const bomb of [slot(512 * 1024 + 1, 3), slot(4_000_000_000, 3), slot(65536, 13), slot(65536, 1e9)])
    expect(isTaken(bomb)).toBe(false)
  for (const cheap of [slot(65535, 3), slot(8, 3), slot(65536, 2), slot(65536.5, 3), slot(-65536, 3)])
    expect(isTaken(cheap)).toBe(false)
  const after = process.memoryUsage()
  expect(after.rss + after.external - before.rss - before.external).toBeLessThan(32 * 2 ** 20)
})
