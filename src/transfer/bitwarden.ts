import * as v from 'valibot'
import { decodeBase64, type Bytes } from '../domain/base64'
import { bareSecretRow } from './bare-secret'
import { isHmac, joinBytes, openCbc, utf8 } from './cipher'
import { parseJson } from './json'
import { argon2Key, pbkdf2Key } from './kdf'
import { readRows, refusedFile, type Reading } from './outcome'
import type { Opening, Reader } from './reader'
import { aside, flag, items, rowsOf, text } from './rows'
import { decodeText } from './source'

/** Bitwarden's JSON export, plain or protected by a password of its own. Passwords in it are not read. */
export const bitwarden: Reader = {
  format: 'bitwarden',
  recognises: ({ json }) => v.is(PROTECTED, json) || v.is(RESTRICTED, json) || v.is(PLAIN, json),
  read({ json }, opening) {
    if (v.is(PROTECTED, json)) return readProtected(v.parse(PROTECTED, json), opening)
    return v.is(RESTRICTED, json) ? refusedFile('account-restricted') : readPlain(json)
  },
}

const PROTECTED = v.object({
  encrypted: v.literal(true),
  passwordProtected: v.literal(true),
  salt: v.string(),
  kdfType: v.number(),
  kdfIterations: v.number(),
  kdfMemory: v.nullish(v.number(), 0),
  kdfParallelism: v.nullish(v.number(), 0),
  encKeyValidation_DO_NOT_EDIT: v.string(),
  data: v.string(),
})
type Protected = v.InferOutput<typeof PROTECTED>

/** Only the account that wrote it can open it. */
const RESTRICTED = v.object({ encrypted: v.literal(true), encKeyValidation_DO_NOT_EDIT: v.string() })
const PLAIN = v.object({
  encrypted: v.literal(false),
  items: v.array(v.unknown()),
  folders: items,
  collections: items,
})

async function readProtected(file: Protected, opening: Opening): Promise<Reading> {
  if (!opening.password) return { status: 'password-needed' }
  const derived = await deriveKey(file, utf8(opening.password), opening)
  if (!derived.ok) return refusedFile(derived.error)
  const keys = { cipher: await expand(derived.value, 'enc'), mac: await expand(derived.value, 'mac') }
  if (!(await openString(file.encKeyValidation_DO_NOT_EDIT, keys))) return { status: 'wrong-password' }
  const opened = await openString(file.data, keys)
  const json = parseJson((opened && decodeText(opened)) ?? '')
  return json.ok ? readPlain(json.value.value) : { status: 'damaged' }
}

/** The salt is the text as it stands, not what it encodes; Argon2 takes its SHA-256. */
async function deriveKey(file: Protected, password: Bytes, opening: Opening): ReturnType<typeof pbkdf2Key> {
  const salt = utf8(file.salt)
  const iterations = file.kdfIterations
  if (file.kdfType === 0) return pbkdf2Key(password, salt, { hash: 'SHA-256', iterations }, opening)
  const parallelism = file.kdfType === 1 ? file.kdfParallelism : 0
  const hashed = new Uint8Array(await crypto.subtle.digest('SHA-256', salt))
  return argon2Key(password, hashed, { memoryKiB: file.kdfMemory * 1024, iterations, parallelism }, opening)
}

/** HKDF's second half alone (RFC 5869 section 2.3), for 32 bytes: one HMAC. */
async function expand(key: Bytes, info: string): Promise<Bytes> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const hmac = await crypto.subtle.importKey('raw', key, algorithm, false, ['sign'])
  return new Uint8Array(await crypto.subtle.sign('HMAC', hmac, joinBytes(utf8(info), Uint8Array.of(1))))
}

/** An "EncString" of type 2: IV, ciphertext and MAC, each base64. */
async function openString(sealed: string, keys: { cipher: Bytes; mac: Bytes }): Promise<Bytes | undefined> {
  const [, ...parts] = /^2\.([^|]*)\|([^|]*)\|([^|]*)$/.exec(sealed) ?? []
  const [iv, data, mac] = parts.map(decodeBase64)
  if (!iv || !data || !mac || !(await isHmac(keys.mac, mac, joinBytes(iv, data)))) return undefined
  return openCbc(keys.cipher, iv, data)
}

const FOLDER = v.object({ id: v.string(), name: v.string() })

const ITEM = v.object({
  type: v.number(),
  name: text,
  notes: aside,
  favorite: flag,
  folderId: aside,
  collectionIds: items,
  login: v.nullish(v.object({ username: text, totp: text })),
})

function readPlain(json: unknown): Reading {
  const file = v.safeParse(PLAIN, json)
  if (!file.success) return { status: 'damaged' }
  const { folders, collections, items: entries } = file.output
  const named = [...folders, ...collections].filter((folder) => v.is(FOLDER, folder))
  const names = new Map(named.map(({ id, name }) => [id, name]))
  return readRows(
    rowsOf(entries, ITEM, ({ name, login, favorite: pinned, notes: note, folderId, collectionIds }, row) => {
      if (!login?.totp) return []
      const tags = [folderId, ...collectionIds].map((id) => names.get(String(id)) ?? '')
      return bareSecretRow(
        row,
        login.totp,
        { issuer: name, user: login.username },
        { name, note, tags, pinned },
      )
    }),
  )
}
