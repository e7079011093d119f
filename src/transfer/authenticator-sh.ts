import * as v from 'valibot'
import { decodeBase64 } from '../domain/base64'
import { openGcm, utf8 } from './cipher'
import { parseJson } from './json'
import { pbkdf2Key } from './kdf'
import { readRows, refusedFile, type Reading } from './outcome'
import type { Opening, Reader } from './reader'
import { accountRow, aside, numeric, rowsOf, text } from './rows'
import { decodeText } from './source'

/** authenticator.sh's backup. */
export const authenticatorSh: Reader = {
  format: 'authenticator-sh',
  recognises: ({ json }) => v.is(SEALED, json) || v.is(PLAIN, json),
  read: ({ json }, opening) =>
    v.is(SEALED, json) ? readSealed(json, opening) : readAccounts(v.parse(PLAIN, json).accounts),
}

const PLAIN = v.object({ version: v.string(), exportDate: v.string(), accounts: v.array(v.unknown()) })

const SEALED = v.object({
  format: v.literal('authenticator-encrypted-backup'),
  kdf: v.literal('PBKDF2-SHA256'),
  iterations: v.number(),
  salt: v.string(),
  data: v.string(),
})

async function readSealed(file: v.InferOutput<typeof SEALED>, opening: Opening): Promise<Reading> {
  const [, ...parts] = /^v1\.([^.]*)\.([^.]*)$/.exec(file.data) ?? []
  const [salt, iv, data] = [file.salt, ...parts].map(decodeBase64)
  if (!salt || !iv || !data) return { status: 'damaged' }
  if (!opening.password) return { status: 'password-needed' }
  const password = utf8(opening.password.normalize('NFKC'))
  const key = await pbkdf2Key(password, salt, { hash: 'SHA-256', iterations: file.iterations }, opening)
  if (!key.ok) return refusedFile(key.error)
  const opened = await openGcm(key.value, iv, data)
  if (!opened) return { status: 'cannot-open' }
  const json = parseJson(decodeText(opened) ?? '')
  return json.ok && Array.isArray(json.value.value) ? readAccounts(json.value.value) : { status: 'damaged' }
}

const ACCOUNT = v.object({
  type: v.nullish(v.string(), 'totp'),
  name: text,
  issuer: text,
  secret: v.string(),
  algorithm: v.nullish(v.string()),
  digits: numeric,
  period: numeric,
  counter: numeric,
  group: aside,
})

const readAccounts = (accounts: readonly unknown[]): Reading =>
  readRows(
    rowsOf(accounts, ACCOUNT, ({ group, ...fields }, row) => accountRow(row, fields, { tags: [group] })),
  )
