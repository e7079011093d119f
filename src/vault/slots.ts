import * as v from 'valibot'
import { IV_BYTES, KEY_BYTES } from './crypto'
import { base64Of, base64UpTo, within } from './fields'
import { KDF_BOUNDS, SALT_BYTES } from './kdf'
import { lockFields } from './lock'

/*
 * A slot is a way in: the vault key, wrapped under what only a passphrase, a recovery code or a passkey gives.
 * Slots stand in the header, readable before anything is open, so they hold no names and no dates.
 */

export const MAXIMUM_SLOTS = 16
export const SLOT_ID_BYTES = 16
const TAG_BYTES = 16

/** The length WebAuthn allows a credential's name. */
export const LONGEST_CREDENTIAL = 1023

/** Bytes of what is asked of a passkey's PRF, and of what it answers. */
export const PRF_BYTES = 32

export const passphraseSlot = v.strictObject({
  id: base64Of(SLOT_ID_BYTES),
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
  wrapped: base64Of(KEY_BYTES + TAG_BYTES),
})

const locked = {
  id: base64Of(SLOT_ID_BYTES),
  kdf: v.strictObject({ name: v.literal('hkdf-sha256') }),
  salt: base64Of(SALT_BYTES),
  ...lockFields,
}

const recoverySlot = v.strictObject({ kind: v.literal('recovery'), ...locked })

const passkeySlot = v.strictObject({
  kind: v.literal('passkey'),
  ...locked,
  /** Which passkey to ask for, and the two inputs of its PRF. */
  credential: base64UpTo(LONGEST_CREDENTIAL),
  first: base64Of(PRF_BYTES),
  second: base64Of(PRF_BYTES),
})

export const slotSchema = v.variant('kind', [passphraseSlot, recoverySlot, passkeySlot])

export type PassphraseSlot = v.InferOutput<typeof passphraseSlot>
export type RecoverySlot = v.InferOutput<typeof recoverySlot>
export type PasskeySlot = v.InferOutput<typeof passkeySlot>
/** A slot that takes a new vault key without its secret. */
export type LockedSlot = RecoverySlot | PasskeySlot
export type Slot = PassphraseSlot | LockedSlot

/**
 * What a slot's seals are bound to: its vault, its place, its kind and its numbers, so that none can be moved in
 * from elsewhere, made cheaper or pointed at another passkey.
 */
export function labelOf(vaultId: string, slot: Described): string {
  const { id, kind, kdf, salt } = slot
  const numbers = kdf.name === 'argon2id' ? [kdf.version, kdf.memoryKiB, kdf.iterations, kdf.parallelism] : []
  const asked = slot.kind === 'passkey' ? [slot.credential, slot.first, slot.second] : []
  return JSON.stringify(['kode-slot', vaultId, id, kind, kdf.name, ...numbers, salt, ...asked])
}

/** A slot before anything is sealed in it. */
export type Described =
  | Omit<PassphraseSlot, 'iv' | 'wrapped'>
  | Omit<RecoverySlot, keyof typeof lockFields>
  | Omit<PasskeySlot, keyof typeof lockFields>
