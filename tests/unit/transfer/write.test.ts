import fc from 'fast-check'
import { createDecipheriv, scryptSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { ALGORITHMS, steamOf, type AccountDraft } from '../../../src/domain/account'
import { labelOf } from '../../../src/domain/label'
import { secretBytes, secretOfBytes } from '../../../src/domain/secret'
import { joinMigration, readMigration } from '../../../src/transfer/google-migration'
import type { Row } from '../../../src/transfer/outcome'
import { readFile } from '../../../src/transfer/read'
import { writeAegis } from '../../../src/transfer/write-aegis'
import { writeCxf } from '../../../src/transfer/write-cxf'
import { writeMigration } from '../../../src/transfer/write-migration'
import { writeOtpauthText } from '../../../src/transfer/write-otpauth'
import { accountsOf } from './vectors'

const PASSWORD = 'blåbærgrød på en tirsdag'

/** Names a person or an attacker could choose: colons, markup, other directions, URIs, every kind of character. */
const name = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.constantFrom(
    '',
    '<img src=x onerror=alert(1)>',
    'a:b:c',
    ':',
    '::host',
    '\u202eevil\u202c',
    '__proto__',
    'constructor',
    'x'.repeat(5000),
    '𓀀'.repeat(300),
    'otpauth://totp/a?secret=AAAA',
    'a,otpauth://totp/b?secret=AAAA',
    '"quoted", and\r\nbroken',
    '{"a":1}',
    '%2B+ %20#&=?',
    'null',
  ),
)
const label = fc
  .tuple(fc.oneof(name, fc.constantFrom('Microsoft', 'microsoft', 'Steam')), name)
  .map(([issuer, user]) => labelOf(issuer, user))
const secret = fc.uint8Array({ minLength: 1, maxLength: 128 }).map((bytes) => {
  const made = secretOfBytes(Uint8Array.from(bytes))
  if (!made.ok) throw new Error(made.error)
  return made.value
})
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
    counter: fc.nat({ max: Number.MAX_SAFE_INTEGER - 1 }),
  }),
  secret.map(steamOf),
)
const draft: fc.Arbitrary<AccountDraft> = fc.record({ label, otp })
const drafts = fc.array(draft, { minLength: 1, maxLength: 25 })

const utf8 = (text: string) => new TextEncoder().encode(text)

async function readBack(text: string, password?: string): Promise<readonly Row[]> {
  const outcome = await readFile(utf8(text), password === undefined ? {} : { password })
  if (outcome.status !== 'read') throw new Error(JSON.stringify(outcome))
  return outcome.rows
}

const draftsOf = (rows: readonly Row[]) => {
  expect(rows.filter((row) => !row.ok)).toEqual([])
  return accountsOf(rows).map((one) => one.draft)
}

describe('what is written is read again, equal', () => {
  test('otpauth text', async () => {
    await fc.assert(
      fc.asyncProperty(drafts, async (written) => {
        expect(draftsOf(await readBack(writeOtpauthText(written)))).toEqual(written)
      }),
    )
  })

  test('CXF, with what the person calls each account', async () => {
    const named = fc.array(fc.tuple(draft, fc.constantFrom('', 'Mail', 'x')), { minLength: 1, maxLength: 25 })
    await fc.assert(
      fc.asyncProperty(named, async (pairs) => {
        const written = pairs.map(([one, called]) => ({ ...one, name: called }))
        const rows = await readBack(writeCxf(written, 1_700_000_000_000))
        expect(draftsOf(rows)).toEqual(pairs.map(([one]) => one))
        const names = accountsOf(rows).map((one) => one.name)
        pairs.forEach(
          (
            [
              {
                label: { issuer, user },
              },
              called,
            ],
            at,
          ) => {
            if (![issuer, user].includes(called) && called !== '') expect(names[at]).toBe(called)
          },
        )
      }),
    )
  })

  test('Google’s pictures, all that they can carry; the rest is named', async () => {
    await fc.assert(
      fc.asyncProperty(drafts, fc.integer(), async (written, batch) => {
        const { texts, left } = writeMigration(written, batch)
        const leftOver = left.map((one) => one.draft)
        const carried = written.filter((one) => !leftOver.includes(one))
        if (carried.length > 0)
          expect(draftsOf(await readBack(texts.toReversed().join('\n')))).toEqual(carried)
        expect(carried.every(fitsGoogle)).toBe(true)
        expect(left.every((one) => one.reason === 'label-too-long' || !fitsGoogle(one.draft))).toBe(true)
      }),
    )
  })

  function fitsGoogle({ otp: one }: AccountDraft): boolean {
    return one.type !== 'steam' && one.digits !== 7 && (one.type === 'hotp' || one.period === 30)
  }

  // A derivation of Aegis's cost for each file: a few large ones instead of many small.
  test('Aegis, encrypted', async () => {
    const [written = []] = fc.sample(fc.array(draft, { minLength: 300, maxLength: 300 }), 1)
    const text = await writeAegis(written, PASSWORD)
    expect(draftsOf(await readBack(text, PASSWORD))).toEqual(written)
    // A short one may stand in the ciphertext by chance.
    const long = written.filter((one) => one.otp.secret.length >= 16)
    expect(long.length).toBeGreaterThan(0)
    for (const one of long) expect(text).not.toContain(one.otp.secret)
  })
})

describe('Aegis', () => {
  test('opens by its published scheme, with other code than ours', async () => {
    const written = fc.sample(draft, 20)
    const file = JSON.parse(await writeAegis(written, PASSWORD)) as AegisFile
    const [slot] = file.header.slots
    if (!slot) throw new Error('no slot')
    const cost = { N: slot.n, r: slot.r, p: slot.p, maxmem: 2 ** 26 }
    const key = scryptSync(PASSWORD, Buffer.from(slot.salt, 'hex'), 32, cost)
    const master = openGcm(key, slot.key_params, Buffer.from(slot.key, 'hex'))
    const text = openGcm(master, file.header.params, Buffer.from(file.db, 'base64')).toString()
    const contents = JSON.parse(text) as {
      version: number
      entries: { type: string; info: { secret: string } }[]
    }
    expect(contents.version).toBe(3)
    expect(contents.entries.map(({ type, info }) => [type, info.secret])).toEqual(
      written.map((one) => [one.otp.type, one.otp.secret]),
    )
  })

  test('is sealed anew each time', async () => {
    const [one, other] = await Promise.all([writeAegis([], PASSWORD), writeAegis([], PASSWORD)])
    const salts = [one, other].map((text) => (JSON.parse(text) as AegisFile).header.slots[0]?.salt)
    expect(new Set(salts).size).toBe(2)
  })

  interface Params {
    readonly nonce: string
    readonly tag: string
  }
  interface AegisFile {
    readonly header: {
      readonly slots: readonly {
        n: number
        r: number
        p: number
        salt: string
        key: string
        key_params: Params
      }[]
      readonly params: Params
    }
    readonly db: string
  }

  function openGcm(key: Buffer, { nonce, tag }: Params, data: Buffer): Buffer {
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'hex'))
    decipher.setAuthTag(Buffer.from(tag, 'hex'))
    return Buffer.concat([decipher.update(data), decipher.final()])
  }
})

describe('Google’s pictures', () => {
  const plain = (user: string): AccountDraft => ({
    label: { issuer: 'Acme', organisation: '', user },
    otp: { type: 'totp', secret: fc.sample(secret, 1)[0]!, algorithm: 'SHA1', digits: 6, period: 30 },
  })
  const many = (count: number) => Array.from({ length: count }, (_, at) => plain(`user ${at}`))

  test('hold ten accounts each, and say how many they are', () => {
    const { texts } = writeMigration(many(21), 7)
    const parts = texts.map((text) => readMigration(text))
    expect(parts.map((part) => part.ok && [part.value.part, part.value.parts, part.value.batch])).toEqual([
      [1, 3, 7],
      [2, 3, 7],
      [3, 3, 7],
    ])
    expect(parts.map((part) => part.ok && part.value.rows.length)).toEqual([10, 10, 1])
  })

  test('are read in any order and twice; the missing ones are named', () => {
    const parts = writeMigration(many(35), 7).texts.map((text) => readMigration(text))
    const [first, , third, fourth] = parts.map((part) => (part.ok ? part.value : undefined))
    const joined = joinMigration([fourth!, first!, third!, first!])
    expect(joined.missing).toEqual([{ batch: 7, parts: [2], of: 4 }])
    expect(accountsOf(joined.rows).map((one) => one.draft.label.user)).toEqual(
      [...range(0, 10), ...range(20, 35)].map((at) => `user ${at}`),
    )
    expect(joinMigration([])).toEqual({ rows: [], missing: [] })
  })

  const range = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => from + at)

  test('of two exports are kept apart', () => {
    const read = [...writeMigration(many(11), 1).texts, ...writeMigration(many(11), 2).texts.slice(1)]
    const parts = read.map((text) => readMigration(text)).flatMap((part) => (part.ok ? [part.value] : []))
    const joined = joinMigration(parts)
    expect(joined.missing).toEqual([{ batch: 2, parts: [1], of: 2 }])
    expect(joined.rows).toHaveLength(12)
  })

  test('stay coarse enough for a camera', () => {
    const long = Array.from({ length: 30 }, () => plain('æ'.repeat(250)))
    const { texts, left } = writeMigration([...long, plain('𓀀'.repeat(250))], 1)
    expect(left.map(({ reason }) => reason)).toEqual(['label-too-long'])
    expect(Math.max(...texts.map((text) => text.length))).toBeLessThan(1500)
  })

  test('name what they cannot carry, and why', () => {
    const odd: AccountDraft[] = [
      { ...plain('a'), otp: steamOf(plain('a').otp.secret) },
      { ...plain('b'), otp: { ...plain('b').otp, type: 'totp', period: 60 } },
      { ...plain('c'), otp: { ...plain('c').otp, type: 'totp', digits: 7, period: 30 } },
    ]
    expect(writeMigration(odd, 1).left.map(({ reason }) => reason)).toEqual(['steam', 'period', 'digits'])
    expect(writeMigration(odd, 1).texts).toEqual([])
  })
})

test('CXF puts what it has a credential for in credentials, and the rest in an extension', () => {
  const [key] = fc.sample(secret, 1)
  const who = labelOf('Acme', 'bob')
  const written = [
    { label: who, name: '', otp: { type: 'totp', secret: key!, algorithm: 'SHA256', digits: 8, period: 60 } },
    { label: who, name: '', otp: { type: 'hotp', secret: key!, algorithm: 'SHA1', digits: 6, counter: 7 } },
    { label: who, name: 'Games', otp: steamOf(key!) },
    // A credential's period is one byte.
    { label: who, name: '', otp: { type: 'totp', secret: key!, algorithm: 'SHA1', digits: 6, period: 256 } },
  ] as const
  const file = JSON.parse(writeCxf(written, 1_700_000_000_999)) as CxfFile
  expect(file).toMatchObject({ version: { major: 1, minor: 0 }, timestamp: 1_700_000_000 })
  const items = file.accounts[0]!.items
  expect(items[0]!.credentials).toEqual([
    {
      type: 'totp',
      secret: key,
      period: 60,
      digits: 8,
      algorithm: 'sha256',
      username: 'bob',
      issuer: 'Acme',
    },
  ])
  expect(items.map((item) => item.credentials.length)).toEqual([1, 0, 0, 0])
  expect(items.map((item) => item.extensions?.map(({ type }) => type))).toEqual([
    undefined,
    ['hotp'],
    ['steam'],
    ['totp'],
  ])
  expect(items.map(({ title }) => title)).toEqual(['Acme', 'Acme', 'Games', 'Acme'])
  expect(items.every(({ id }) => /^[\w-]{22}$/.test(id))).toBe(true)
})

interface CxfFile {
  readonly accounts: readonly {
    readonly items: readonly {
      readonly id: string
      readonly title: string
      readonly credentials: readonly object[]
      readonly extensions?: readonly { readonly type: string }[]
    }[]
  }[]
}

test('every writer and its reader take 10,000 accounts', async () => {
  const key = fc.sample(secret, 1)[0]!
  const many = Array.from({ length: 10_000 }, (_, at) => ({
    label: { issuer: 'Acme', organisation: '', user: `user ${at}` },
    name: '',
    otp: { type: 'totp', secret: key, algorithm: 'SHA1', digits: 6, period: 30 } as const,
  }))
  const plain = many.map(({ label: who, otp: one }) => ({ label: who, otp: one }))
  expect(draftsOf(await readBack(writeOtpauthText(many)))).toEqual(plain)
  expect(draftsOf(await readBack(writeCxf(many, 0)))).toEqual(plain)
  expect(draftsOf(await readBack(writeMigration(many, 1).texts.join('\n')))).toEqual(plain)
  expect(draftsOf(await readBack(await writeAegis(many, PASSWORD), PASSWORD))).toEqual(plain)
  expect(secretBytes(key).length).toBeGreaterThan(0)
}, 60_000)
