import { describe, expect, test } from 'vitest'
import type { Bytes } from '../../../src/domain/base64'
import { readMigration } from '../../../src/transfer/google-migration'
import { detect, readFile, type Outcome } from '../../../src/transfer/read'
import { accountsOf, PASSWORD, readVector, refusedOf, VECTORS } from './vectors'

const utf8 = (text: string): Bytes => new TextEncoder().encode(text)
const read = (text: string, password = '') => readFile(utf8(text), { password })
const problemOf = (bytes: Bytes) => {
  const found = detect(bytes)
  return found.ok ? found.value : found.error
}
const SECRET = 'GEZDGNBVGY3TQOJQ'
const textOf = (file: string) => new TextDecoder().decode(readVector(file))

/** What became of a file's rows: `ok`, or why not. */
function fates(outcome: Outcome): readonly string[] {
  if (outcome.status !== 'read') throw new Error(JSON.stringify(outcome))
  return outcome.rows.map((row) => (row.ok ? 'ok' : row.error.reason))
}

describe('files that hold nothing to read', () => {
  test.each([
    ['an empty one', '', 'empty'],
    ['one of blanks', '\ufeff \r\n\t', 'empty'],
    ['JSON that is null', 'null', 'unknown'],
    ['JSON that is a number', '42', 'unknown'],
    ['an empty list', '[]', 'unknown'],
    ['an empty object', '{}', 'unknown'],
    ['a letter', 'Dear Sir or Madam', 'unknown'],
    ['a page', '<!doctype html><p>otpauth://totp/a?secret=AAAA', 'unknown'],
    ['truncated JSON', textOf('aegis-plain.json').slice(0, 700), 'broken-json'],
    ['JSON with a tail', '{"a":1} x', 'broken-json'],
    ['Duo’s', '[{"name":"a","otpGenerator":{"otpSecret":"AAAA"}}]', 'duo'],
    ['PGP’s', '-----BEGIN PGP MESSAGE-----\n\nhQEM', 'pgp'],
    ['an empty Bitwarden-like object', '{"items":[]}', 'unknown'],
  ])('%s', async (_what, text, problem) => {
    expect(problemOf(utf8(text))).toBe(problem)
    expect(await readFile(utf8(text))).toEqual({ status: 'refused', problem })
  })

  test.each([
    ['a PNG', '\x89PNG\r\n\x1a\n', 'picture'],
    ['a JPEG', '\xff\xd8\xff\xe0', 'picture'],
    ['a WebP', 'RIFF\0\0\0\0WEBP', 'picture'],
    ['a photo of a phone', '\0\0\0\x18ftypheic', 'picture'],
    ['a ZIP', 'PK\x03\x04', 'zip'],
    ['a database', 'SQLite format 3\0', 'database'],
  ])('%s', (_what, start, problem) => {
    const bytes = Uint8Array.from(start.padEnd(100, '\xfe'), (character) => character.charCodeAt(0))
    expect(problemOf(bytes)).toBe(problem)
  })

  test('bytes too few for anything', () => {
    expect(problemOf(Uint8Array.of(0xff, 0xfe, 0xfd))).toBe('unknown')
  })
})

describe('files that Kode knows and cannot open', () => {
  test('Bitwarden’s for one account only', async () => {
    const text = JSON.stringify({
      encrypted: true,
      encKeyValidation_DO_NOT_EDIT: '2.a|b|c',
      data: null,
      items: [],
    })
    expect(await read(text)).toEqual({
      status: 'refused',
      problem: 'account-restricted',
      format: 'bitwarden',
    })
  })

  test('Aegis’s with a fingerprint alone', async () => {
    const file = JSON.parse(textOf('aegis-encrypted.json')) as { header: { slots: unknown[] } }
    file.header.slots.pop()
    expect(await read(JSON.stringify(file), PASSWORD)).toMatchObject({ problem: 'no-password-slot' })
  })
})

describe('rows are refused one by one, with the reason and the name', () => {
  const uri = (query: string, type = 'totp') =>
    `otpauth://${type}/Acme:bob?secret=${SECRET}&issuer=Acme${query}`

  test.each([
    ['a secret of one character', `otpauth://totp/Acme:bob?secret=A`, 'secret-not-base32'],
    ['a period of 0', uri('&period=0'), 'period-unsupported'],
    ['a period of -1', uri('&period=-1'), 'period-unsupported'],
    ['a period of 1e9', uri('&period=1000000000'), 'period-unsupported'],
    ['no digits', uri('&digits=0'), 'digits-unsupported'],
    ['eleven digits', uri('&digits=11'), 'digits-unsupported'],
    ['MD5', uri('&algorithm=MD5'), 'algorithm-unsupported'],
    ['GOST', uri('&algorithm=GOST3411_2012_256'), 'algorithm-unsupported'],
    ['a counter of 2^53', uri('&counter=9007199254740992', 'hotp'), 'counter-unsupported'],
    ['Yandex', uri('', 'yaotp'), 'type-unsupported'],
    ['a label beyond every bound', `otpauth://totp/${'x'.repeat(20_000)}?secret=${SECRET}`, 'uri-too-long'],
  ])('%s', async (_what, line, reason) => {
    const outcome = await read(`${line}\n${uri('&period=7')}\n`)
    expect(fates(outcome)).toEqual([reason, 'ok'])
    if (outcome.status !== 'read') throw new Error(outcome.status)
    expect(refusedOf(outcome.rows)[0]).toMatchObject({ row: 1 })
    expect(refusedOf(outcome.rows)[0]?.name).toMatch(/^(?:Acme:bob|x{256})$/)
  })

  test('a secret is never the name of a row', async () => {
    const lines = [
      `steam://${SECRET}!`,
      `motp://Acme:bob?secret=0123456789abcdef`,
      SECRET,
      `otpauth://totp/a`,
    ]
    const outcome = await read(lines.join('\n'))
    expect(fates(outcome)).toEqual(['secret-not-base32', 'not-otpauth', 'not-otpauth', 'secret-empty'])
    expect(JSON.stringify(outcome)).not.toMatch(/GEZDGNBVGY3TQOJQ|0123456789abcdef/)
  })

  test('duplicates and one secret under two names stay, for the person to see', async () => {
    const lines = [uri(''), uri(''), uri('').replaceAll('bob', 'eve')]
    expect(fates(await read(lines.join('\n')))).toEqual(['ok', 'ok', 'ok'])
  })

  test('2FAS’s SHA-224, Aegis’s Yandex and mOTP, Stratum’s unknown type, a row that is none', async () => {
    const twoFas = textOf('2fas-plain.2fas').replace('"algorithm": "SHA256"', '"algorithm": "SHA224"')
    expect(fates(await read(twoFas))).toEqual(['ok', 'algorithm-unsupported', 'ok', 'ok', 'ok'])
    const aegis = textOf('aegis-plain.json').replace('"hotp"', '"yandex"').replace('"totp"', '"motp"')
    expect(fates(await read(aegis))).toEqual(['type-unsupported', 'ok', 'ok', 'type-unsupported', 'ok'])
    const stratum = textOf('stratum-plain.json').replace('"Type": 2', '"Type": 3')
    expect(fates(await read(stratum))).toEqual(['type-unsupported', 'ok', 'ok', 'ok', 'ok'])
    const raivo = textOf('raivo-otp-export.json').replace(
      '[',
      '[null, {"issuer":"Acme","secret":5,"kind":"TOTP"},',
    )
    const outcome = await read(raivo)
    expect(fates(outcome).slice(0, 3)).toEqual(['malformed', 'malformed', 'ok'])
    if (outcome.status !== 'read') throw new Error(outcome.status)
    expect(refusedOf(outcome.rows)[1]).toEqual({ row: 2, name: 'Acme', reason: 'malformed' })
  })

  test('an account is kept where only what stands beside it is odd', async () => {
    const odd = textOf('aegis-plain.json')
      .replace('"note 0"', '{"x":1}')
      .replace('"favorite": true', '"favorite": 7')
    const outcome = await read(odd)
    if (outcome.status !== 'read') throw new Error(outcome.status)
    expect(accountsOf(outcome.rows)[0]).toMatchObject({ note: '', pinned: false, tags: ['University'] })
  })
})

describe('hostile texts', () => {
  test('markup stays text, and what turns text around leaves it', async () => {
    const [name, issuer] = ['<img src=x onerror=alert(1)>', '\u202eknaB\u2066\u200b']
    const line = `otpauth://totp/${encodeURIComponent(`${issuer}:${name}`)}?secret=${SECRET}`
    const outcome = await read(line)
    if (outcome.status !== 'read') throw new Error(outcome.status)
    expect(accountsOf(outcome.rows)[0]?.draft.label).toEqual({ issuer: 'knaB', organisation: '', user: name })
  })

  test('notes and tags are cleaned and bounded', async () => {
    const file = JSON.parse(textOf('aegis-plain.json')) as {
      db: { entries: Record<string, unknown>[]; groups: unknown[] }
    }
    file.db.entries[0]!.note = `first\u202e\r\nsecond\0\n${'x'.repeat(100_000)}`
    file.db.entries[0]!.groups = Array.from({ length: 1000 }, (_, at) => `g${at}`)
    file.db.groups = Array.from({ length: 1000 }, (_, at) => ({ uuid: `g${at}`, name: `\u200bgroup ${at}` }))
    const outcome = await read(JSON.stringify(file))
    if (outcome.status !== 'read') throw new Error(outcome.status)
    const { note, tags } = accountsOf(outcome.rows)[0]!
    expect(note.split('\n').map((line) => line.slice(0, 8))).toEqual(['first', 'second', 'xxxxxxxx'])
    expect(note.length).toBeLessThan(300)
    expect(tags.length).toBeLessThanOrEqual(32)
    expect(tags[0]).toBe('group 0')
  })

  test.each(['__proto__', 'constructor', 'prototype', '\\u005f_proto__'])(
    'the key %s is refused by number',
    async (key) => {
      const entry = `{"secret":"${SECRET}","hash":"x","polluted":true,"type":"totp"}`
      const outcome = await read(`{"${key}":${entry},"good":${entry}}`)
      expect(fates(outcome)).toEqual(['ok', 'forbidden-key'])
      expect(Object.prototype).not.toHaveProperty('polluted')
    },
  )

  test('a codeDisplay that is no JSON costs nothing but itself', async () => {
    const good = `otpauth://totp/a?secret=${SECRET}`
    const lines = [`${good}&codeDisplay=%7Bnot%20json`, `${good}&codeDisplay=%E0`, `${good}&codeDisplay=[[]]`]
    expect(fates(await read(lines.join('\n')))).toEqual(['ok', 'ok', 'ok'])
  })
})

describe('Google’s text', () => {
  const good = textOf('google-migration-batch-2-only.txt').trim()
  const data = decodeURIComponent(good.split('data=')[1] ?? '')
  const withData = (changed: string) => `otpauth-migration://offline?data=${changed}`
  const withBytes = (...bytes: number[]) =>
    withData(encodeURIComponent(Buffer.from(bytes).toString('base64')))

  test.each([
    ['another address', 'otpauth://totp/a?secret=AAAA', 'not-migration'],
    ['no data', 'otpauth-migration://offline?x=1', 'not-migration'],
    ['no base64', withData('%%%'), 'damaged'],
    ['a length past the end', withBytes(0x0a, 0x7f, 0x01), 'damaged'],
    [
      'a length without an end',
      withBytes(0x0a, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01),
      'damaged',
    ],
    ['an account that is a number', withBytes(0x08, 0x01), 'damaged'],
    ['an account with a damaged inside', withBytes(0x0a, 0x02, 0x0a, 0x7f), 'damaged'],
    ['a group, which nests', withBytes(...Array<number>(5000).fill(0x0b)), 'damaged'],
    ['nothing at all', withData(''), 'damaged'],
    ['part 3 of 2', withBytes(0x0a, 0x03, 0x0a, 0x01, 0x41, 0x18, 0x02, 0x20, 0x02), 'damaged'],
    ['64 KiB and a byte', withBytes(...Array<number>(65_537).fill(0)), 'too-long'],
    [
      '201 accounts',
      withBytes(...Array<number[]>(201).fill([0x0a, 0x03, 0x0a, 0x01, 0x41]).flat()),
      'too-many-accounts',
    ],
  ])('%s', (_what, text, error) => {
    expect(readMigration(text)).toEqual({ ok: false, error })
  })

  test('200 accounts, unknown fields, and every fault of writing base64 that is known', () => {
    const many = withBytes(
      ...Array<number[]>(200).fill([0x0a, 0x03, 0x0a, 0x01, 0x41]).flat(),
      0x35,
      1,
      2,
      3,
      4,
      0x4a,
      1,
      9,
    )
    expect(readMigration(many)).toMatchObject({ ok: true, value: { part: 1, parts: 1, batch: 0 } })
    const plain = readMigration(good)
    expect(plain.ok).toBe(true)
    const urlSafe = data.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
    for (const changed of [data, data.replaceAll('+', ' '), urlSafe, encodeURIComponent(data)])
      expect(readMigration(withData(changed))).toEqual(plain)
  })

  test('MD5, an unknown type, other numbers of digits and a counter of 2^63 are refused as rows', () => {
    const account = (...fields: number[]) => [0x0a, fields.length + 3, 0x0a, 0x01, 0x41, ...fields]
    const part = readMigration(
      withBytes(
        ...account(0x20, 4),
        ...account(0x30, 9),
        ...account(0x28, 7),
        ...account(0x30, 1, 0x38, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f),
      ),
    )
    if (!part.ok) throw new Error(part.error)
    expect(part.value.rows.map((row) => row.ok || row.error.reason)).toEqual([
      'algorithm-unsupported',
      'type-unsupported',
      'digits-unsupported',
      'counter-unsupported',
    ])
  })
})

test('every prefix of every file is an outcome', async () => {
  for (const file of VECTORS) {
    const bytes = readVector(file)
    for (let length = 0; length < bytes.length; length += 97)
      expect(await readFile(bytes.slice(0, length))).toHaveProperty('status')
  }
})
