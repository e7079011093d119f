import { encodeBase64, type Bytes } from '../domain/base64'
import { importKey, open, randomBytes, seal, utf8 } from './crypto'
import { bytesOf } from './fields'
import { derivePassphraseKey, SALT_BYTES, type KdfCost } from './kdf'
import { labelOf, SLOT_ID_BYTES, type PassphraseSlot } from './slots'

/** A passphrase's slot, opened: the vault key, and the key that wraps it. */
export interface OpenedPassphrase {
  readonly slot: PassphraseSlot
  readonly vaultKey: Bytes
  readonly wrappingKey: CryptoKey
}

/** Wraps `vaultKey` under a passphrase, with a salt of its own. */
export async function sealPassphraseSlot(
  vaultId: string,
  vaultKey: Bytes,
  passphrase: string,
  cost: KdfCost,
): Promise<PassphraseSlot> {
  const salt = randomBytes(SALT_BYTES)
  const described = {
    id: encodeBase64(randomBytes(SLOT_ID_BYTES)),
    kind: 'passphrase',
    kdf: { name: 'argon2id', version: 0x13, ...cost },
    salt: encodeBase64(salt),
  } as const
  const wrappingKey = await importKey(await derivePassphraseKey(passphrase, salt, cost))
  return wrapIn(vaultId, described, wrappingKey, vaultKey)
}

/** The slot's contents, if `passphrase` opens it. */
export async function openPassphraseSlot(
  vaultId: string,
  slot: PassphraseSlot,
  passphrase: string,
): Promise<OpenedPassphrase | undefined> {
  if (passphrase === '') return undefined // no slot has it, and Argon2 refuses it
  const wrappingKey = await importKey(await derivePassphraseKey(passphrase, bytesOf(slot.salt), slot.kdf))
  const sealed = { iv: bytesOf(slot.iv), data: bytesOf(slot.wrapped) }
  const vaultKey = await open(wrappingKey, sealed, utf8(labelOf(vaultId, slot)))
  return vaultKey && { slot, vaultKey, wrappingKey }
}

/** The same passphrase's slot around another vault key, without deriving again. */
export function rewrapPassphrase(
  vaultId: string,
  { slot: { iv: _iv, wrapped: _wrapped, ...described }, wrappingKey }: OpenedPassphrase,
  vaultKey: Bytes,
): Promise<PassphraseSlot> {
  return wrapIn(vaultId, described, wrappingKey, vaultKey)
}

async function wrapIn(
  vaultId: string,
  described: Omit<PassphraseSlot, 'iv' | 'wrapped'>,
  wrappingKey: CryptoKey,
  vaultKey: Bytes,
): Promise<PassphraseSlot> {
  const { iv, data } = await seal(wrappingKey, vaultKey, utf8(labelOf(vaultId, described)))
  return { ...described, iv: encodeBase64(iv), wrapped: encodeBase64(data) }
}
