import * as v from 'valibot'
import { decodeBase64, type Bytes } from '../domain/base64'
import { openGcm, utf8 } from './cipher'
import { parseJson } from './json'
import { pbkdf2Key } from './kdf'
import { readRows, type Reading } from './outcome'
import type { Opening, Reader } from './reader'
import { accountRow, aside, items, numeric, rowsOf, text } from './rows'
import { decodeText } from './source'

/** 2FAS's backup, schema 1 to 4. */
export const twoFas: Reader = {
  format: '2fas',
  recognises: ({ json }) => v.is(FILE, json),
  read({ json }, opening) {
    const file = v.parse(FILE, json)
    const groups = namesOf(file.groups)
    return file.servicesEncrypted
      ? readEncrypted(file.servicesEncrypted, file.reference, groups, opening)
      : readServices(file.services, groups)
  },
}

const FILE = v.pipe(
  v.object({
    schemaVersion: v.number(),
    services: v.nullish(v.array(v.unknown()), []),
    servicesEncrypted: text,
    /** A constant of the app, sealed with the same key: tells a wrong password from damage. */
    reference: aside,
    groups: items,
  }),
  v.check(({ services, servicesEncrypted }) => services.length > 0 || servicesEncrypted !== ''),
)

const ITERATIONS = 10_000

async function readEncrypted(
  sealed: string,
  reference: string,
  groups: ReadonlyMap<string, string>,
  opening: Opening,
): Promise<Reading> {
  const services = partsOf(sealed)
  if (!services) return { status: 'damaged' }
  if (!opening.password) return { status: 'password-needed' }
  const opened = await openParts(services, opening.password, opening)
  if (opened) {
    const json = parseJson(decodeText(opened) ?? '')
    return json.ok && Array.isArray(json.value.value)
      ? readServices(json.value.value, groups)
      : { status: 'damaged' }
  }
  const check = partsOf(reference)
  if (!check) return { status: 'cannot-open' }
  return { status: (await openParts(check, opening.password, opening)) ? 'damaged' : 'wrong-password' }
}

type Parts = readonly [data: Bytes, salt: Bytes, iv: Bytes]

/** Ciphertext with its tag, salt and IV, each base64, between colons. */
function partsOf(sealed: string): Parts | undefined {
  const [data, salt, iv, ...more] = sealed.split(':', 4).map(decodeBase64)
  return data && salt && iv && more.length === 0 ? [data, salt, iv] : undefined
}

async function openParts(
  [data, salt, iv]: Parts,
  password: string,
  opening: Opening,
): Promise<Bytes | undefined> {
  const key = await pbkdf2Key(utf8(password), salt, { hash: 'SHA-256', iterations: ITERATIONS }, opening)
  return key.ok ? openGcm(key.value, iv, data) : undefined
}

const GROUP = v.object({ id: v.string(), name: v.string() })

const namesOf = (groups: readonly unknown[]): ReadonlyMap<string, string> =>
  new Map(groups.filter((group) => v.is(GROUP, group)).map(({ id, name }) => [id, name]))

const OTP = v.object({
  label: text,
  account: text,
  issuer: text,
  digits: numeric,
  period: numeric,
  algorithm: v.nullish(v.string()),
  counter: numeric,
  tokenType: v.nullish(v.string(), 'TOTP'),
})

const SERVICE = v.object({
  name: text,
  secret: v.string(),
  groupId: aside,
  order: v.fallback(v.object({ position: numeric }), { position: undefined }),
  otp: OTP,
})

function readServices(services: readonly unknown[], groups: ReadonlyMap<string, string>): Reading {
  const rows = rowsOf(
    services,
    SERVICE,
    ({ name, secret, groupId, otp }, row) => {
      const { tokenType: type, label, account, issuer, ...shape } = otp
      const fields = { type, issuer: issuer || name, name: account || label, secret, ...shape }
      return accountRow(row, fields, { name, tags: [groups.get(groupId) ?? ''] })
    },
    ({ order }) => order.position,
  )
  return readRows(rows)
}
