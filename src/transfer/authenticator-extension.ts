import * as v from 'valibot'
import type { Bytes } from '../domain/base64'
import { openKeys, type Passphrases } from './authenticator-extension-keys'
import { decodeHex } from './cipher'
import { openPassphrase } from './crypto-js'
import { parseJson } from './json'
import { readRows, type Row } from './outcome'
import type { Reader } from './reader'
import { accountRow, flag, numeric, refusedRow, rowsOf, text, type AccountFields } from './rows'
import { decodeText } from './source'

/**
 * The Authenticator extension's export: entries by their hash, with keys beside them. There are three ways of
 * encrypting them; in the first two the secrets alone are encrypted, in the third whole entries.
 */
export const authenticatorExtension: Reader = {
  format: 'authenticator-extension',
  recognises: ({ json }) => isObject(json) && Object.values(json).some(isEntry),
  async read({ json }, opening) {
    if (!isObject(json)) return { status: 'damaged' }
    const entries = Object.values(json).filter(isEntry)
    if (!entries.some(isEncrypted)) return readRows(readEntries(entries))
    if (!opening.password) return { status: 'password-needed' }
    const keys = await openKeys(json, opening.password, opening)
    if ('status' in keys) return keys
    const opened: Opened[] = []
    for (const entry of entries) opened.push(await openEntry(entry, keys))
    const anyOpened = opened.some(({ secret }, at) => secret !== null && isEncrypted(entries[at]))
    return anyOpened ? readRows(readEntries(opened)) : { status: 'cannot-open' }
  },
}

const isObject = (json: unknown): json is object =>
  typeof json === 'object' && json !== null && !Array.isArray(json)

const SEALED = v.object({ dataType: v.literal('EncOTPStorage'), keyId: v.string(), data: v.string() })
const PLAIN = v.union([
  v.looseObject({ dataType: v.literal('OTPStorage') }),
  // Before there was a `dataType`.
  v.looseObject({ dataType: v.optional(v.undefined()), hash: v.string(), secret: v.string() }),
])
const ENCRYPTED = v.looseObject({ encrypted: v.literal(true), secret: v.string() })

const isEntry = (value: unknown): boolean => v.is(SEALED, value) || v.is(PLAIN, value)
const isEncrypted = (value: unknown): boolean => v.is(SEALED, value) || v.is(ENCRYPTED, value)

/** An entry in clear, with `null` for a secret that its passphrase does not open. */
interface Opened {
  readonly secret?: unknown
}

async function openEntry(entry: unknown, { secrets, entries }: Passphrases): Promise<Opened> {
  if (v.is(SEALED, entry)) {
    const json = parseJson((await openText(entry.data, entries.get(entry.keyId))) ?? '')
    return json.ok && isObject(json.value.value) ? json.value.value : { ...entry, secret: null }
  }
  if (!v.is(ENCRYPTED, entry)) return Object(entry) as object
  const secret = await openText(entry.secret, secrets)
  // Nothing is authenticated: a wrong passphrase may give bytes, but hardly ever these.
  return { ...entry, secret: secret !== undefined && /^[\w= -]+$/.test(secret) ? secret : null }
}

async function openText(sealed: string, passphrase: Bytes | undefined): Promise<string | undefined> {
  const opened = passphrase && (await openPassphrase(sealed, passphrase))
  return opened && decodeText(opened)
}

const ENTRY = v.object({
  secret: v.nullable(v.string()),
  type: v.nullish(v.string(), 'totp'),
  issuer: text,
  account: text,
  algorithm: v.nullish(v.string()),
  digits: numeric,
  period: numeric,
  counter: numeric,
  pinned: flag,
  index: v.fallback(numeric, undefined),
})
type Entry = v.InferOutput<typeof ENTRY>

const readEntries = (entries: readonly unknown[]): readonly Row[] =>
  rowsOf(entries, ENTRY, readEntry, ({ index }) => index)

function readEntry({ secret, account: name, pinned, ...entry }: Entry, row: number): Row {
  // After two colons stands the site that the person bound the account to.
  const issuer = entry.issuer.split('::', 1)[0] ?? ''
  if (secret === null) return refusedRow(row, { issuer, user: name }, 'not-opened')
  return accountRow(row, { ...entry, issuer, name, ...kindOf(entry.type, secret) }, { pinned })
}

/** Steam's and Blizzard's secrets may say so by a prefix; a key may be written in hexadecimal. */
function kindOf(typeName: string, secret: string): Pick<AccountFields, 'type' | 'secret' | 'digits'> {
  const type = typeName.toLowerCase()
  if (type === 'steam' || /^stm-/i.test(secret))
    return { type: 'steam', secret: secret.replace(/^stm-/i, '') }
  if (type === 'battle' || /^bli?z-/i.test(secret))
    return { type: 'totp', secret: secret.replace(/^bli?z-/i, ''), digits: 8 }
  const hexadecimal = HEXADECIMAL.get(type)
  // No key at all is refused; read as base32 it would give wrong codes.
  return hexadecimal ? { type: hexadecimal, secret: decodeHex(secret) ?? '' } : { type, secret }
}

const HEXADECIMAL: ReadonlyMap<string, string> = new Map([
  ['hex', 'totp'],
  ['hhex', 'hotp'],
])
