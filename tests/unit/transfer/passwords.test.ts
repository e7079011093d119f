import type * as HashWasm from 'hash-wasm'
import { createCipheriv, createHash, pbkdf2Sync, randomBytes } from 'node:crypto'
import { describe, expect, test, vi } from 'vitest'
import type { Bytes } from '../../../src/domain/base64'
import { readFile } from '../../../src/transfer/read'
import { accountsOf, PASSWORD, readVector } from './vectors'

vi.mock('hash-wasm', async (original) => {
  const { remembering } = await import('./remembered-kdf')
  const { argon2id } = await original<typeof HashWasm>()
  return {
    argon2id: remembering(argon2id, (_options) => Promise.reject(new Error('still learning')) as never),
  }
})

const utf8 = (text: string): Bytes => new TextEncoder().encode(text)
const textOf = (file: string) => new TextDecoder().decode(readVector(file))

/** Changes one bit of the byte in the middle of base64 text. */
function flipBase64(base64: string): string {
  const bytes = Buffer.from(base64, 'base64')
  const middle = bytes.length >> 1
  bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle)
  return bytes.toString('base64')
}

/** Replaces what the first group of `where` finds. */
function change(file: string, where: RegExp, how: (found: string) => string): Bytes {
  const text = textOf(file)
  const found = where.exec(text)?.[1]
  if (found === undefined) throw new Error(`${file} has no ${where.source}`)
  return utf8(text.replace(found, how(found)))
}

function flipByte(file: string, at: number): Bytes {
  const bytes = readVector(file)
  bytes[at] = (bytes[at] ?? 0) ^ 1
  return bytes
}

/** What each format can tell of a wrong password, and of the right one where a bit of the ciphertext is changed. */
const FILES: readonly (readonly [file: string, wrong: string, damaged: Bytes, found: string])[] = [
  [
    '2fas-encrypted.2fas',
    'wrong-password',
    change('2fas-encrypted.2fas', /"servicesEncrypted": "([^":]*)/, flipBase64),
    'damaged',
  ],
  [
    'aegis-encrypted.json',
    'wrong-password',
    change('aegis-encrypted.json', /"db": "([^"]*)/, flipBase64),
    'damaged',
  ],
  ['andotp-encrypted.json.aes', 'cannot-open', flipByte('andotp-encrypted.json.aes', 500), 'cannot-open'],
  [
    'andotp-encrypted-old.json.aes',
    'cannot-open',
    flipByte('andotp-encrypted-old.json.aes', 500),
    'cannot-open',
  ],
  [
    'bitwarden-encrypted-argon2id.json',
    'wrong-password',
    change('bitwarden-encrypted-argon2id.json', /"data": "2\.[^|]*\|([^|]*)/, flipBase64),
    'damaged',
  ],
  [
    'bitwarden-encrypted-pbkdf2.json',
    'wrong-password',
    change('bitwarden-encrypted-pbkdf2.json', /"data": "2\.[^|]*\|([^|]*)/, flipBase64),
    'damaged',
  ],
  [
    'ente-encrypted-tag-final.json',
    'cannot-open',
    change('ente-encrypted-tag-final.json', /"encryptedData": "([^"]*)/, flipBase64),
    'cannot-open',
  ],
  [
    'ente-encrypted-tag-message.json',
    'cannot-open',
    change('ente-encrypted-tag-message.json', /"encryptedData": "([^"]*)/, flipBase64),
    'cannot-open',
  ],
  [
    'proton-encrypted.json',
    'cannot-open',
    change('proton-encrypted.json', /"content": "([^"]*)/, flipBase64),
    'cannot-open',
  ],
  ['stratum-encrypted.bin', 'cannot-open', flipByte('stratum-encrypted.bin', 500), 'cannot-open'],
]

describe.each(FILES)('%s', (file, wrong, damaged, found) => {
  test('another password', async () => {
    expect(await readFile(readVector(file), { password: `${PASSWORD} ` })).toMatchObject({ status: wrong })
  })

  test('the right password and one changed bit', async () => {
    expect(await readFile(damaged, { password: PASSWORD })).toMatchObject({ status: found })
  })
})

describe('the Authenticator extension, which authenticates nothing', () => {
  const file = (version: string) => `authenticator-extension-encrypted-${version}.json`

  test.each([
    ['v1', 'cannot-open'],
    ['v2', 'cannot-open'],
    ['v2-bug557', 'cannot-open'],
    ['v3', 'wrong-password'],
  ])('%s with other passwords', async (version, status) => {
    // A wrong one gives padding that looks right once in 256 times.
    const tries = version === 'v3' ? 1 : 300
    for (let at = 0; at < tries; at += 1)
      expect(await readFile(readVector(file(version)), { password: `wrong ${at}` })).toMatchObject({ status })
  })

  test('one changed bit costs one row, which is named', async () => {
    const damaged = change(file('v1'), /"issuer": "Rfc4226",\s*"secret": "([^"]*)/, (secret) => {
      const bytes = Buffer.from(secret, 'base64')
      bytes.writeUInt8(bytes.readUInt8(bytes.length - 17) ^ 255, bytes.length - 17)
      return bytes.toString('base64')
    })
    const outcome = await readFile(damaged, { password: PASSWORD })
    if (outcome.status !== 'read') throw new Error(outcome.status)
    expect(accountsOf(outcome.rows)).toHaveLength(4)
    expect(outcome.rows[3]).toEqual({
      ok: false,
      error: { row: 4, name: 'Rfc4226: hotp', reason: 'not-opened' },
    })
  })
})

test('a 2FAS file without its check cannot tell damage from another password', async () => {
  const bytes = change('2fas-encrypted.2fas', /("reference": "[^"]*")/, () => '"reference": null')
  expect(await readFile(bytes, { password: 'wrong' })).toMatchObject({ status: 'cannot-open' })
})

describe('authenticator.sh', () => {
  const accounts = [
    {
      id: '1',
      name: 'alice',
      issuer: 'Acme',
      secret: 'GEZDGNBV',
      algorithm: 'SHA256',
      digits: 8,
      period: 60,
      group: 'Work',
    },
  ]

  function sealed(password: string): object {
    const [salt, iv] = [randomBytes(16), randomBytes(12)]
    const cipher = createCipheriv('aes-256-gcm', pbkdf2Sync(password, salt, 1000, 32, 'sha256'), iv)
    const data = Buffer.concat([cipher.update(JSON.stringify(accounts)), cipher.final(), cipher.getAuthTag()])
    const base64 = (bytes: Buffer) => bytes.toString('base64')
    return {
      format: 'authenticator-encrypted-backup',
      v: 1,
      kdf: 'PBKDF2-SHA256',
      iterations: 1000,
      salt: base64(salt),
      exportDate: '2026-01-01',
      data: `v1.${base64(iv)}.${base64(data)}`,
    }
  }
  const read = (file: object, password?: string) =>
    readFile(utf8(JSON.stringify(file)), password === undefined ? {} : { password })

  test('plain and encrypted give the same account', async () => {
    const plain = await read({ version: '2.0', exportDate: '2026-01-01', accountCount: 1, accounts })
    expect(plain).toMatchObject({
      status: 'read',
      format: 'authenticator-sh',
      rows: [{ value: { tags: ['Work'] } }],
    })
    expect(await read(sealed('kode'), 'kode')).toEqual(plain)
  })

  test('a password is normalised to NFKC, as its keyboard may not have done', async () => {
    expect(await read(sealed('\u00e6\u030a'.normalize('NFKC')), '\u00e6\u030a')).toMatchObject({
      status: 'read',
    })
    expect(await read(sealed('blå'), 'bla\u030a')).toMatchObject({ status: 'read' })
  })

  test('needs the right password', async () => {
    expect(await read(sealed('kode'))).toMatchObject({
      status: 'password-needed',
      format: 'authenticator-sh',
    })
    expect(await read(sealed('kode'), 'Kode')).toMatchObject({ status: 'cannot-open' })
  })
})

describe('Stratum’s old form', () => {
  const plain = readVector('stratum-plain.json')

  function sealed(password: string): Bytes {
    const [salt, iv] = [randomBytes(20), randomBytes(16)]
    const cipher = createCipheriv('aes-256-cbc', pbkdf2Sync(password, salt, 64_000, 32, 'sha1'), iv)
    return Uint8Array.from(
      Buffer.concat([Buffer.from('AuthenticatorPro'), salt, iv, cipher.update(plain), cipher.final()]),
    )
  }

  test('opens with its password and no other', async () => {
    const bytes = sealed('kode')
    expect(await readFile(bytes, { password: 'kode' })).toEqual(await readFile(plain))
    expect(await readFile(bytes, { password: 'other' })).toMatchObject({
      status: 'cannot-open',
      format: 'stratum',
    })
  })
})

test('an old andOTP file opens with a key that is only a hash', async () => {
  const cipher = createCipheriv(
    'aes-256-gcm',
    createHash('sha256').update('kode').digest(),
    Buffer.alloc(12, 255),
  )
  const list = [
    { secret: 'GEZDGNBV', label: 'Acme - alice', type: 'TOTP', digits: 6, period: 30, algorithm: 'SHA1' },
  ]
  const sealed = Buffer.concat([
    Buffer.alloc(12, 255),
    cipher.update(JSON.stringify(list)),
    cipher.final(),
    cipher.getAuthTag(),
  ])
  const outcome = await readFile(Uint8Array.from(sealed), { password: 'kode' })
  if (outcome.status !== 'read') throw new Error(outcome.status)
  expect(accountsOf(outcome.rows)[0]?.draft.label).toEqual({
    issuer: 'Acme',
    organisation: '',
    user: 'alice',
  })
})

test('a derivation tells its progress, and an aborted reading throws the signal’s reason', async () => {
  const told: number[] = []
  const bytes = readVector('aegis-encrypted.json')
  await readFile(bytes, { password: PASSWORD, onProgress: (fraction) => told.push(fraction) })
  expect(told.length).toBeGreaterThan(5)
  expect(told).toEqual(told.toSorted((a, b) => a - b))
  expect(told.at(-1)).toBe(1)

  const reason = new Error('closed')
  await expect(readFile(bytes, { password: PASSWORD, signal: AbortSignal.abort(reason) })).rejects.toBe(
    reason,
  )
})
