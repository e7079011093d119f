import * as v from 'valibot'
import type { Bytes } from '../domain/base64'
import { openGcm, utf8 } from './cipher'
import { parseJson } from './json'
import { KDF_BOUNDS, pbkdf2Key } from './kdf'
import { readRows, type Reading } from './outcome'
import type { Opening, Reader } from './reader'
import { accountRow, numeric, rowsOf, text, texts } from './rows'
import { decodeText } from './source'

/** andOTP's backup. The encrypted ones are bytes without any mark, so whatever else is no text is asked a password. */
export const andotp: Reader = {
  format: 'andotp',
  recognises: ({ bytes, text: plain, json }) =>
    (plain === undefined && bytes.length > SHORTEST) ||
    (Array.isArray(json) && json.some((item) => v.is(MARK, item))),
  read: ({ bytes, json }, opening) => (json === undefined ? readSealed(bytes, opening) : readEntries(json)),
}

const SALT_BYTES = 12
const IV_BYTES = 12
const TAG_BYTES = 16
/** An IV, an empty list and a tag. */
const SHORTEST = IV_BYTES + 2 + TAG_BYTES

async function readSealed(bytes: Bytes, opening: Opening): Promise<Reading> {
  if (!opening.password) return { status: 'password-needed' }
  const password = utf8(opening.password)
  const opened = (await openNew(bytes, password, opening)) ?? (await openOld(bytes, password))
  if (!opened) return { status: 'cannot-open' }
  const json = parseJson(decodeText(opened) ?? '')
  return json.ok ? readEntries(json.value.value) : { status: 'damaged' }
}

/** Iterations (big-endian), salt, IV, ciphertext with its tag. */
async function openNew(bytes: Bytes, password: Bytes, opening: Opening): Promise<Bytes | undefined> {
  const iterations = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0)
  // An old file begins with random bytes, which hardly ever are such a number.
  if (iterations > KDF_BOUNDS.pbkdf2.iterations) return undefined
  const salt = bytes.subarray(4, 4 + SALT_BYTES)
  const key = await pbkdf2Key(password, salt, { hash: 'SHA-1', iterations }, opening)
  return key.ok ? openWithIv(key.value, bytes.subarray(4 + SALT_BYTES)) : undefined
}

/** Before 0.6.3 the key was a plain hash of the password. */
async function openOld(bytes: Bytes, password: Bytes): Promise<Bytes | undefined> {
  return openWithIv(new Uint8Array(await crypto.subtle.digest('SHA-256', password)), bytes)
}

const openWithIv = (key: Bytes, sealed: Bytes): Promise<Bytes | undefined> =>
  openGcm(key, sealed.subarray(0, IV_BYTES), sealed.subarray(IV_BYTES))

const MARK = v.looseObject({ secret: v.string(), label: v.string() })

const ENTRY = v.object({
  secret: v.string(),
  issuer: v.nullish(v.string()),
  label: text,
  digits: numeric,
  type: v.nullish(v.string(), 'TOTP'),
  algorithm: v.nullish(v.string()),
  period: numeric,
  counter: numeric,
  tags: texts,
})

function readEntries(json: unknown): Reading {
  if (!Array.isArray(json)) return { status: 'damaged' }
  const rows = rowsOf(json, ENTRY, ({ label, issuer, tags, ...rest }, row) => {
    // The oldest files have one text for both.
    const [first = '', ...more] = issuer === undefined ? label.split(' - ') : []
    const [who, name] = more.length > 0 ? [first, more.join(' - ')] : [issuer ?? '', label]
    return accountRow(row, { issuer: who, name, ...rest }, { tags })
  })
  return readRows(rows)
}
