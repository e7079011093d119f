import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Bytes } from '../../../src/domain/base64'
import { argon2Key, pbkdf2Key, scryptKey } from '../../../src/transfer/kdf'
import { detect, readFile } from '../../../src/transfer/read'
import { PASSWORD, readVector } from './vectors'

/** Only whether a derivation would begin is asked here: one at the bounds takes a gigabyte or a minute. */
const begun = vi.hoisted(() => vi.fn(() => Promise.resolve(new Uint8Array(32))))
vi.mock('hash-wasm', () => ({ argon2id: begun }))
vi.mock('@noble/hashes/scrypt.js', () => ({ scryptAsync: begun }))

beforeEach(() => begun.mockClear())

const utf8 = (text: string): Bytes => new TextEncoder().encode(text)
const password = utf8('kode')
const salt = new Uint8Array(16)

describe('Argon2', () => {
  const cost = { memoryKiB: 19_456, iterations: 2, parallelism: 1 }

  test.each([
    { ...cost, memoryKiB: 1024 * 1024 },
    { ...cost, iterations: 64 },
    { ...cost, memoryKiB: 8 },
    { ...cost, parallelism: 16 },
  ])('begins at %o', async (bound) => {
    expect(await argon2Key(password, salt, bound, {})).toMatchObject({ ok: true })
    expect(begun).toHaveBeenCalledOnce()
  })

  test.each([
    { ...cost, memoryKiB: 1024 * 1024 + 1 },
    { ...cost, memoryKiB: 2 ** 30 },
    { ...cost, memoryKiB: 7 },
    { ...cost, memoryKiB: 19_456.5 },
    { ...cost, memoryKiB: NaN },
    { ...cost, iterations: 65 },
    { ...cost, iterations: 0 },
    { ...cost, parallelism: 17 },
    { ...cost, parallelism: 0 },
    { ...cost, parallelism: -1 },
    { ...cost, length: 1_000_000 },
  ])('does not at %o', async (bound) => {
    expect(await argon2Key(password, salt, bound, {})).toEqual({ ok: false, error: 'kdf-out-of-bounds' })
    expect(begun).not.toHaveBeenCalled()
  })

  test('takes no salt under 8 bytes', async () => {
    expect(await argon2Key(password, new Uint8Array(7), cost, {})).toMatchObject({ ok: false })
    expect(begun).not.toHaveBeenCalled()
  })
})

describe('scrypt', () => {
  test.each([
    { N: 2 ** 20, r: 8, p: 1 },
    { N: 2 ** 15, r: 8, p: 16 },
    { N: 2, r: 1, p: 1 },
  ])('begins at %o', async (cost) => {
    expect(await scryptKey(password, salt, cost, {})).toMatchObject({ ok: true })
  })

  test.each([
    { N: 2 ** 21, r: 8, p: 1 },
    { N: 2 ** 30, r: 8, p: 1 },
    { N: 2 ** 20, r: 9, p: 1 },
    { N: 32_767, r: 8, p: 1 },
    { N: 1, r: 8, p: 1 },
    { N: 0, r: 8, p: 1 },
    { N: -2, r: 8, p: 1 },
    { N: 2 ** 15, r: 0, p: 1 },
    { N: 2 ** 15, r: 8, p: 17 },
    { N: 2 ** 15, r: 8, p: 0 },
    { N: Infinity, r: 8, p: 1 },
  ])('does not at %o', async (cost) => {
    expect(await scryptKey(password, salt, cost, {})).toEqual({ ok: false, error: 'kdf-out-of-bounds' })
    expect(begun).not.toHaveBeenCalled()
  })
})

describe('PBKDF2', () => {
  const derive = vi
    .spyOn(crypto.subtle, 'deriveBits')
    .mockImplementation(() => Promise.resolve(new ArrayBuffer(32)))
  beforeEach(() => derive.mockClear())

  test.each([1, 10_000_000])('begins at %i', async (iterations) => {
    expect(await pbkdf2Key(password, salt, { hash: 'SHA-256', iterations }, {})).toMatchObject({ ok: true })
    expect(derive).toHaveBeenCalledOnce()
  })

  test.each([0, -1, 1.5, 10_000_001, NaN])('does not at %i', async (iterations) => {
    expect(await pbkdf2Key(password, salt, { hash: 'SHA-256', iterations }, {})).toMatchObject({ ok: false })
    expect(derive).not.toHaveBeenCalled()
  })
})

describe('a file whose numbers ask for too much', () => {
  test.each([
    ['aegis-encrypted.json', /"n": 32768/, '"n": 1073741824'],
    ['ente-encrypted-tag-final.json', /"memLimit": \d+/, `"memLimit": ${2 ** 40}`],
    ['ente-encrypted-tag-final.json', /"opsLimit": \d+/, '"opsLimit": 65'],
    ['bitwarden-encrypted-pbkdf2.json', /"kdfIterations": \d+/, '"kdfIterations": 10000001'],
    ['bitwarden-encrypted-argon2id.json', /"kdfMemory": \d+/, '"kdfMemory": 1025'],
    ['bitwarden-encrypted-argon2id.json', /"kdfType": 1/, '"kdfType": 2'],
    ['authenticator-extension-encrypted-v3.json', /m=19456/, 'm=99999999'],
  ])('%s with %s', async (file, where, instead) => {
    const text = new TextDecoder().decode(readVector(file)).replace(where, instead)
    expect(await readFile(utf8(text), { password: PASSWORD })).toMatchObject({
      status: 'refused',
      problem: 'kdf-out-of-bounds',
    })
  })

  test('an Aegis file with nine slots, each of which would cost a derivation', async () => {
    const file = JSON.parse(new TextDecoder().decode(readVector('aegis-encrypted.json'))) as {
      header: { slots: unknown[] }
    }
    const slot = file.header.slots[1]
    file.header.slots = Array(9).fill(slot)
    const outcome = await readFile(utf8(JSON.stringify(file)), { password: PASSWORD })
    expect(outcome).toMatchObject({ problem: 'kdf-out-of-bounds' })
    expect(begun).not.toHaveBeenCalled()
  })
})

describe('a file’s size', () => {
  const LIMIT = 16 * 1024 * 1024
  const problemOf = (text: string | Bytes) => detect(typeof text === 'string' ? utf8(text) : text)
  const line = 'otpauth://totp/a?secret=GEZDGNBV\n'

  test('16 MiB, and a byte more', () => {
    expect(problemOf(line.padEnd(LIMIT, ' '))).toEqual({ ok: true, value: 'otpauth' })
    expect(problemOf(line.padEnd(LIMIT + 1, ' '))).toEqual({ ok: false, error: 'too-large' })
  })

  test('32 levels of JSON, and one more', () => {
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)
    expect(problemOf(nested(32))).toEqual({ ok: false, error: 'unknown' })
    expect(problemOf(nested(33))).toEqual({ ok: false, error: 'too-deep' })
    expect(problemOf('['.repeat(LIMIT))).toEqual({ ok: false, error: 'too-deep' })
    expect(problemOf('{"a":"' + '['.repeat(100) + '\\"[["}')).toEqual({ ok: false, error: 'unknown' })
  })

  test('more objects than any export has', () => {
    expect(problemOf(`[${'{},'.repeat(249_998)}{}]`)).toEqual({ ok: false, error: 'unknown' })
    expect(problemOf(`[${'{},'.repeat(250_000)}{}]`)).toEqual({ ok: false, error: 'too-many-accounts' })
  })

  test.each([
    ['blanks', ' '.repeat(LIMIT - 1) + 'x'],
    ['line ends', '\n'.repeat(LIMIT - 1) + 'x'],
    ['quotes', '"'.repeat(LIMIT)],
    ['escaped quotes', '{"' + '\\"'.repeat(LIMIT / 2 - 2)],
    ['one endless line', 'otpauth:'.padEnd(LIMIT, 'a')],
    ['commas', ','.repeat(LIMIT)],
  ])('16 MiB of %s are an outcome', async (_what, text) => {
    expect(await readFile(utf8(text))).toHaveProperty('status')
  })

  test.each([
    ['lines', '\n x'.repeat(5_000_000)],
    ['one quoted field of CSV', 'name,login_totp\n"' + 'a""'.repeat(5_000_000)],
    ['short records of CSV', 'name,login_totp\n' + 'a\n'.repeat(7_500_000)],
    ['empty records of CSV', 'name,login_totp' + '\n'.repeat(15_000_000)],
    ['Ente’s separators', `${line.trim()}&codeDisplay=%7B%7D` + ',otpauth:'.repeat(1_500_000)],
  ])(
    '15 MiB of %s are one as well',
    async (_what, text) => {
      expect(await readFile(utf8(text.startsWith('\n') ? line + text : text))).toHaveProperty('status')
    },
    60_000,
  )
})
