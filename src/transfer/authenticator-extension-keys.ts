import * as v from 'valibot'
import { decodeBase64, encodeBase64, type Bytes } from '../domain/base64'
import { encodeHex, utf8 } from './cipher'
import { openPassphrase } from './crypto-js'
import { argon2Key } from './kdf'
import { refusedFile, type Reading } from './outcome'
import type { Opening } from './reader'

/** The passphrases that a password gives: one for all secrets that stand alone, and one for each key object. */
export interface Passphrases {
  readonly secrets: Bytes
  readonly entries: ReadonlyMap<string, Bytes>
}

/** The third way: what an entry's `keyId` names. */
const KEY = v.object({ dataType: v.literal('Key'), id: v.string(), salt: v.string(), hash: v.string() })
type Key = v.InferOutput<typeof KEY>

/** The second way: a random passphrase, encrypted. Some versions left it at the top (their bug 557). */
const ENCRYPTED = v.object({ enc: v.string() })
const OUTER = v.object({ key: ENCRYPTED })

/** An export has one. Each costs two derivations. */
const MAXIMUM_KEYS = 4
const COST = { memoryKiB: 19_456, iterations: 2, parallelism: 1 } as const

export async function openKeys(
  json: object,
  password: string,
  opening: Opening,
): Promise<Passphrases | Reading> {
  const secrets = await openSecretsKey(json, password)
  if (!secrets) return { status: 'cannot-open' }
  const keys = Object.values(json).filter((value) => v.is(KEY, value))
  if (keys.length > MAXIMUM_KEYS) return refusedFile('kdf-out-of-bounds')
  const entries = new Map<string, Bytes>()
  for (const key of keys) {
    const passphrase = await openEntriesKey(key, password, opening)
    if (!(passphrase instanceof Uint8Array)) return passphrase
    entries.set(key.id, passphrase)
  }
  return { secrets, entries }
}

/** In the first way the password itself. */
async function openSecretsKey(json: object, password: string): Promise<Bytes | undefined> {
  const outer = v.safeParse(OUTER, json)
  const inner = v.safeParse(ENCRYPTED, json)
  const sealed = outer.success ? outer.output.key.enc : inner.success ? inner.output.enc : undefined
  if (sealed === undefined) return utf8(password)
  const opened = await openPassphrase(sealed, utf8(password))
  return opened && utf8(encodeHex(opened))
}

/** The passphrase is the text of the hash, as the usual encoding has it. */
async function openEntriesKey(key: Key, password: string, opening: Opening): Promise<Bytes | Reading> {
  const hash = await argon2Key(utf8(password), utf8(key.salt), COST, opening)
  if (!hash.ok) return refusedFile(hash.error)
  const passphrase = utf8(encodeBase64(hash.value).replace(/=+$/, ''))
  return (await checkPassphrase(passphrase, key.hash, opening)) ?? passphrase
}

const ENCODED = /^\$argon2id\$v=19\$m=(\d{1,8}),t=(\d{1,3}),p=(\d{1,3})\$([A-Za-z\d+/]+)\$([A-Za-z\d+/]+)$/

/** Why the key's own hash says that the password is another one. */
async function checkPassphrase(
  passphrase: Bytes,
  encoded: string,
  opening: Opening,
): Promise<Reading | undefined> {
  const [, memory, iterations, parallelism, salt = '', expected = ''] = ENCODED.exec(encoded) ?? []
  const saltBytes = decodeBase64(salt)
  const length = decodeBase64(expected)?.length
  if (!saltBytes || length === undefined) return { status: 'damaged' }
  const cost = {
    memoryKiB: Number(memory),
    iterations: Number(iterations),
    parallelism: Number(parallelism),
    length,
  }
  const hash = await argon2Key(passphrase, saltBytes, cost, opening)
  if (!hash.ok) return refusedFile(hash.error)
  return encodeBase64(hash.value).replace(/=+$/, '') === expected ? undefined : { status: 'wrong-password' }
}
