import * as v from 'valibot'
import { decodeBase64, type Bytes } from '../domain/base64'
import { decodeHex, joinBytes, openGcm, utf8 } from './cipher'
import { decodeText } from './source'
import { parseJson } from './json'
import { scryptKey } from './kdf'
import { readRows, refusedFile, type Reading } from './outcome'
import type { Opening, Reader } from './reader'
import { accountRow, aside, flag, items, numeric, rowsOf, text, texts } from './rows'

/** Aegis Authenticator's vault: docs/vault.md of its repository. */
export const aegis: Reader = {
  format: 'aegis',
  recognises: ({ json }) => v.is(FILE, json),
  read({ json }, opening) {
    const { header, db } = v.parse(FILE, json)
    return typeof db === 'string' ? readEncrypted(header, db, opening) : readContents(db)
  },
}

const sealing = v.object({ nonce: v.string(), tag: v.string() })
const HEADER = v.object({ slots: items, params: v.nullish(sealing) })
const FILE = v.object({ header: HEADER, db: v.union([v.string(), v.looseObject({})]) })

/** A slot that a password opens. Those of type 2 are for a fingerprint. */
const SLOT = v.object({
  type: v.literal(1),
  key: v.string(),
  key_params: sealing,
  n: v.number(),
  r: v.number(),
  p: v.number(),
  salt: v.string(),
})
type Slot = v.InferOutput<typeof SLOT>

/** A backup has one or two of them. Each costs a derivation. */
const MAXIMUM_SLOTS = 8

async function readEncrypted(
  { slots, params }: v.InferOutput<typeof HEADER>,
  db: string,
  opening: Opening,
): Promise<Reading> {
  const passwordSlots = slots.filter((slot) => v.is(SLOT, slot))
  if (passwordSlots.length === 0) return refusedFile('no-password-slot')
  if (passwordSlots.length > MAXIMUM_SLOTS) return refusedFile('kdf-out-of-bounds')
  if (!opening.password) return { status: 'password-needed' }
  const key = await openSlots(passwordSlots, opening.password, opening)
  if (!(key instanceof Uint8Array)) return key
  const data = decodeBase64(db)
  const opened = params && data ? await openSealed(key, params, data) : undefined
  const json = opened && parseJson(decodeText(opened) ?? '')
  return json?.ok ? readContents(json.value.value) : { status: 'damaged' }
}

/** The master key from the first slot that the password opens. */
async function openSlots(
  slots: readonly Slot[],
  password: string,
  opening: Opening,
): Promise<Bytes | Reading> {
  for (const slot of slots) {
    const salt = decodeHex(slot.salt)
    const wrapped = decodeHex(slot.key)
    if (!salt || wrapped?.length !== 32) return { status: 'damaged' }
    const derived = await scryptKey(utf8(password), salt, { N: slot.n, r: slot.r, p: slot.p }, opening)
    if (!derived.ok) return refusedFile(derived.error)
    const key = await openSealed(derived.value, slot.key_params, wrapped)
    if (key) return key
  }
  return { status: 'wrong-password' }
}

/** Aegis keeps the tag beside the ciphertext. */
async function openSealed(
  key: Bytes,
  { nonce, tag }: v.InferOutput<typeof sealing>,
  data: Bytes,
): Promise<Bytes | undefined> {
  const iv = decodeHex(nonce)
  const end = decodeHex(tag)
  return iv && end?.length === 16 ? openGcm(key, iv, joinBytes(data, end)) : undefined
}

const GROUP = v.object({ uuid: v.string(), name: v.string() })
const CONTENTS = v.object({ entries: v.array(v.unknown()), groups: items })

const ENTRY = v.object({
  type: v.string(),
  name: text,
  issuer: text,
  note: aside,
  favorite: flag,
  /** The uuids of its groups; before version 3 one name. */
  groups: texts,
  group: aside,
  info: v.object({ secret: v.string(), algo: text, digits: numeric, period: numeric, counter: numeric }),
})

function readContents(json: unknown): Reading {
  const contents = v.safeParse(CONTENTS, json)
  if (!contents.success) return { status: 'damaged' }
  const groups = contents.output.groups.filter((group) => v.is(GROUP, group))
  const names = new Map(groups.map(({ uuid, name }) => [uuid, name]))
  return readRows(
    rowsOf(contents.output.entries, ENTRY, ({ type, name, issuer, info, ...rest }, row) => {
      const tags = [rest.group, ...rest.groups.map((uuid) => names.get(uuid) ?? '')]
      const { algo, ...numbers } = info
      const extras = { note: rest.note, tags, pinned: rest.favorite }
      return accountRow(row, { type, name, issuer, algorithm: algo, ...numbers }, extras)
    }),
  )
}
