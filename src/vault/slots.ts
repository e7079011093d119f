import * as v from 'valibot'
import { decodeBase64, encodeBase64, type Bytes } from '../domain/base64'
import { importKey, IV_BYTES, KEY_BYTES, open, randomBytes, seal, utf8 } from './crypto'
import { derivePassphraseKey, KDF_BOUNDS, SALT_BYTES, STANDARD_COST, type KdfCost } from './kdf'

/** A way in: the vault key, wrapped under a key that only the passphrase gives. */
export type Slot = v.InferOutput<typeof slotSchema>

const GCM_TAG_BYTES = 16

/** A base64 field of exactly `length` bytes. */
export const base64Of = (length: number) =>
  v.pipe(
    v.string(),
    v.length(Math.ceil(length / 3) * 4),
    v.check((text) => decodeBase64(text)?.length === length),
  )

const within = ({ minimum, maximum }: { minimum: number; maximum: number }) =>
  v.pipe(v.number(), v.integer(), v.minValue(minimum), v.maxValue(maximum))

export const slotSchema = v.strictObject({
  id: base64Of(16),
  kind: v.literal('passphrase'),
  kdf: v.strictObject({
    name: v.literal('argon2id'),
    version: v.literal(0x13),
    memoryKiB: within(KDF_BOUNDS.memoryKiB),
    iterations: within(KDF_BOUNDS.iterations),
    parallelism: v.literal(1),
  }),
  salt: base64Of(SALT_BYTES),
  iv: base64Of(IV_BYTES),
  wrapped: base64Of(KEY_BYTES + GCM_TAG_BYTES),
})

/** Wraps `vaultKey` under a passphrase, with a salt of its own. */
export async function sealPassphraseSlot(
  vaultId: string,
  vaultKey: Bytes,
  passphrase: string,
  cost: KdfCost = STANDARD_COST,
): Promise<Slot> {
  const salt = randomBytes(SALT_BYTES)
  const described = {
    id: encodeBase64(randomBytes(16)),
    kind: 'passphrase',
    kdf: { name: 'argon2id', version: 0x13, ...cost },
    salt: encodeBase64(salt),
  } as const
  const wrappingKey = await importKey(await derivePassphraseKey(passphrase, salt, cost))
  const { iv, data } = await seal(wrappingKey, vaultKey, boundTo(vaultId, described))
  return { ...described, iv: encodeBase64(iv), wrapped: encodeBase64(data) }
}

/** The vault key, if `passphrase` opens this slot. */
export async function openPassphraseSlot(
  vaultId: string,
  slot: Slot,
  passphrase: string,
): Promise<Bytes | undefined> {
  if (passphrase === '') return undefined // no slot has it, and Argon2 refuses it
  const wrappingKey = await importKey(await derivePassphraseKey(passphrase, bytesOf(slot.salt), slot.kdf))
  return open(wrappingKey, { iv: bytesOf(slot.iv), data: bytesOf(slot.wrapped) }, boundTo(vaultId, slot))
}

/** Ties a slot to its vault, its place and its cost, so that none can be moved in from elsewhere or made cheaper. */
function boundTo(
  vaultId: string,
  { id, kind, kdf, salt }: Pick<Slot, 'id' | 'kind' | 'kdf' | 'salt'>,
): Bytes {
  const cost = [kdf.name, kdf.version, kdf.memoryKiB, kdf.iterations, kdf.parallelism]
  return utf8(JSON.stringify(['kode-slot', vaultId, id, kind, ...cost, salt]))
}

/** Bytes of a field that the schema has already shown to be base64. */
export function bytesOf(text: string): Bytes {
  const bytes = decodeBase64(text)
  if (bytes === undefined) throw new Error('a field checked as base64 is not')
  return bytes
}
