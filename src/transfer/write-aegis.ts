import type { AccountDraft } from '../domain/account'
import { encodeBase64, type Bytes } from '../domain/base64'
import { nameOf } from '../domain/label'
import { encodeHex, utf8 } from './cipher'
import { scryptKey, type Effort } from './kdf'

/** What Aegis itself asks of scrypt. */
const COST = { N: 32_768, r: 8, p: 1 } as const
const TAG_BYTES = 16

/** Aegis's vault, encrypted with the password: the best-known format of which both ends are public. */
export async function writeAegis(
  drafts: readonly AccountDraft[],
  password: string,
  effort: Effort = {},
): Promise<string> {
  const salt = randomBytes(32)
  const derived = await scryptKey(utf8(password), salt, COST, effort)
  if (!derived.ok) throw new Error('Aegis’s own cost is out of bounds')
  const master = randomBytes(32)
  const wrapped = await seal(derived.value, master)
  const contents = await seal(master, utf8(JSON.stringify(contentsOf(drafts))))
  const slot = {
    type: 1,
    uuid: crypto.randomUUID(),
    key: encodeHex(wrapped.data),
    key_params: wrapped.params,
    n: COST.N,
    r: COST.r,
    p: COST.p,
    salt: encodeHex(salt),
    repaired: true,
    is_backup: false,
  }
  const header = { slots: [slot], params: contents.params }
  return JSON.stringify({ version: 1, header, db: encodeBase64(contents.data) }, undefined, 4)
}

const randomBytes = (length: number): Bytes => crypto.getRandomValues(new Uint8Array(length))

interface Sealed {
  readonly params: { readonly nonce: string; readonly tag: string }
  readonly data: Bytes
}

/** AES-256-GCM under a fresh key, with the tag beside the ciphertext. */
async function seal(raw: Bytes, data: Bytes): Promise<Sealed> {
  const iv = randomBytes(12)
  const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt'])
  const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, data))
  const tag = sealed.subarray(-TAG_BYTES)
  return { params: { nonce: encodeHex(iv), tag: encodeHex(tag) }, data: sealed.slice(0, -TAG_BYTES) }
}

const contentsOf = (drafts: readonly AccountDraft[]): object => ({
  version: 3,
  entries: drafts.map(entryOf),
  groups: [],
})

function entryOf({ label, otp }: AccountDraft): object {
  const moving = otp.type === 'hotp' ? { counter: otp.counter } : { period: otp.period }
  return {
    type: otp.type,
    uuid: crypto.randomUUID(),
    name: nameOf(label),
    issuer: label.issuer,
    note: '',
    favorite: false,
    icon: null,
    info: { secret: otp.secret, algo: otp.algorithm, digits: otp.digits, ...moving },
    groups: [],
  }
}
