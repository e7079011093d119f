import * as v from 'valibot'
import type { Bytes } from '../domain/base64'
import { MOST_TAGS } from '../domain/text'
import { openCbc, openGcm, utf8 } from './cipher'
import { parseJson } from './json'
import { argon2Key, pbkdf2Key } from './kdf'
import { readRows, refusedFile, type Reading } from './outcome'
import type { Opening, Reader } from './reader'
import { accountRow, items, numeric, rowsOf, text } from './rows'
import { decodeText } from './source'

/** Stratum's backup, which was Authenticator Pro's. */
export const stratum: Reader = {
  format: 'stratum',
  recognises: ({ bytes, json }) =>
    startsWith(bytes, HEADER) || startsWith(bytes, OLD_HEADER) || v.is(FILE, json),
  async read({ bytes, json }, opening) {
    if (json !== undefined) return readContents(json)
    if (!opening.password) return { status: 'password-needed' }
    const password = utf8(opening.password)
    const old = startsWith(bytes, OLD_HEADER)
    const opened = await (old ? openOld(bytes, password, opening) : openNew(bytes, password, opening))
    if (opened === undefined) return { status: 'cannot-open' }
    if (!(opened instanceof Uint8Array)) return opened
    const parsed = parseJson(decodeText(opened) ?? '')
    if (parsed.ok) return readContents(parsed.value.value)
    // The old way authenticates nothing.
    return { status: old ? 'cannot-open' : 'damaged' }
  },
}

const HEADER = utf8('AUTHENTICATORPRO')
const OLD_HEADER = utf8('AuthenticatorPro')
const COST = { memoryKiB: 65_536, iterations: 3, parallelism: 4 } as const
const OLD_ITERATIONS = 64_000

const startsWith = (bytes: Bytes, start: Bytes): boolean => start.every((byte, at) => bytes[at] === byte)

/** Cuts bytes into pieces of these lengths and the rest. */
function cut(bytes: Bytes, first: number, second: number): readonly [Bytes, Bytes, Bytes] {
  return [bytes.subarray(0, first), bytes.subarray(first, first + second), bytes.subarray(first + second)]
}

async function openNew(
  bytes: Bytes,
  password: Bytes,
  opening: Opening,
): Promise<Bytes | Reading | undefined> {
  const [salt, iv, data] = cut(bytes.subarray(HEADER.length), 16, 12)
  if (data.length === 0) return { status: 'damaged' }
  const key = await argon2Key(password, salt, COST, opening)
  return key.ok ? openGcm(key.value, iv, data) : refusedFile(key.error)
}

async function openOld(
  bytes: Bytes,
  password: Bytes,
  opening: Opening,
): Promise<Bytes | Reading | undefined> {
  const [salt, iv, data] = cut(bytes.subarray(OLD_HEADER.length), 20, 16)
  const key = await pbkdf2Key(password, salt, { hash: 'SHA-1', iterations: OLD_ITERATIONS }, opening)
  return key.ok ? openCbc(key.value, iv, data) : refusedFile(key.error)
}

const FILE = v.object({
  Authenticators: v.array(v.unknown()),
  Categories: items,
  AuthenticatorCategories: items,
})
const CATEGORY = v.object({ Id: v.string(), Name: v.string() })
const MEMBERSHIP = v.object({ CategoryId: v.string(), AuthenticatorSecret: v.string() })

const ENTRY = v.object({
  Type: v.number(),
  Issuer: text,
  Username: text,
  Secret: v.string(),
  Algorithm: v.nullish(v.number(), 0),
  Digits: numeric,
  Period: numeric,
  Counter: numeric,
  Ranking: v.fallback(numeric, undefined),
})
type Entry = v.InferOutput<typeof ENTRY>

/** The numbers of the app's types and algorithms. Others exist, and Kode computes none of them. */
const TYPES: ReadonlyMap<number, string> = new Map([
  [1, 'hotp'],
  [2, 'totp'],
  [4, 'steam'],
])
const ALGORITHMS = ['SHA1', 'SHA256', 'SHA512'] as const

function readContents(json: unknown): Reading {
  const file = v.safeParse(FILE, json)
  if (!file.success) return { status: 'damaged' }
  const tags = tagsOf(file.output)
  const toRow = (entry: Entry, row: number) => readEntry(entry, row, tags.get(entry.Secret) ?? [])
  return readRows(rowsOf(file.output.Authenticators, ENTRY, toRow, ({ Ranking }) => Ranking))
}

function readEntry(entry: Entry, row: number, tags: readonly string[]): ReturnType<typeof accountRow> {
  const fields = {
    type: TYPES.get(entry.Type) ?? 'unknown',
    issuer: entry.Issuer,
    name: entry.Username,
    secret: entry.Secret,
    algorithm: ALGORITHMS[entry.Algorithm] ?? 'unknown',
    digits: entry.Digits,
    period: entry.Period,
    counter: entry.Counter,
  }
  return accountRow(row, fields, { tags })
}

/** The names of each secret's categories. */
function tagsOf({ Categories, AuthenticatorCategories }: v.InferOutput<typeof FILE>): Map<string, string[]> {
  const known = Categories.filter((one) => v.is(CATEGORY, one))
  const names = new Map(known.map(({ Id, Name }) => [Id, Name]))
  const tags = new Map<string, string[]>()
  for (const member of AuthenticatorCategories.filter((one) => v.is(MEMBERSHIP, one))) {
    const name = names.get(member.CategoryId)
    const others = tags.get(member.AuthenticatorSecret) ?? []
    if (name !== undefined) tags.set(member.AuthenticatorSecret, [...others, name].slice(0, MOST_TAGS))
  }
  return tags
}
