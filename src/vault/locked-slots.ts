import { encodeBase64, type Bytes } from '../domain/base64'
import { deriveKey, equalBytes, randomBytes } from './crypto'
import { bytesOf } from './fields'
import { SALT_BYTES } from './kdf'
import { makeLock, putIn, takeOut } from './lock'
import { labelOf, SLOT_ID_BYTES, type Described, type LockedSlot } from './slots'

/** A passkey and what its PRF answered: 32 bytes for each of two inputs. */
export interface Passkey {
  readonly credential: string
  /** The PRF's inputs. */
  readonly first: string
  readonly second: string
}

export interface PasskeyAnswer {
  readonly first: Bytes
  readonly second: Bytes
}

/** A made slot, and the public key that later vault keys are put in with. */
export interface MadeSlot {
  readonly slot: LockedSlot
  readonly publicKey: string
}

/** An authenticator that answers zeros, or the same whatever it is asked, has no PRF to speak of. */
export function isPlausible({ first, second }: PasskeyAnswer): boolean {
  return !equalBytes(first, second) && [first, second].every((bytes) => bytes.some((byte) => byte !== 0))
}

export function sealRecoverySlot(vaultId: string, vaultKey: Bytes, secret: Bytes): Promise<MadeSlot> {
  return sealLocked(vaultId, vaultKey, { kind: 'recovery', ...newFields() }, secret)
}

export function sealPasskeySlot(
  vaultId: string,
  vaultKey: Bytes,
  passkey: Passkey,
  answer: PasskeyAnswer,
): Promise<MadeSlot> {
  const { credential, first, second } = passkey
  const described = { kind: 'passkey', ...newFields(), credential, first, second } as const
  return sealLocked(vaultId, vaultKey, described, secretOf(answer))
}

/** The vault key, if `secret` opens the slot. */
export async function openLocked(
  vaultId: string,
  slot: LockedSlot,
  secret: Bytes,
): Promise<Bytes | undefined> {
  return takeOut(await secretKey(slot, secret), slot, labelOf(vaultId, slot))
}

/** The same slot around another vault key. Its secret is not needed, and its earlier vault key opens nothing here. */
export async function relock<S extends LockedSlot>(
  vaultId: string,
  slot: S,
  publicKey: string,
  vaultKey: Bytes,
): Promise<S> {
  return { ...slot, ...(await putIn(publicKey, vaultKey, labelOf(vaultId, slot))) }
}

/** Both answers, one after the other. */
export function secretOf({ first, second }: PasskeyAnswer): Bytes {
  const both = new Uint8Array(first.length + second.length)
  both.set(first)
  both.set(second, first.length)
  return both
}

async function sealLocked(
  vaultId: string,
  vaultKey: Bytes,
  described: Exclude<Described, { kind: 'passphrase' }>,
  secret: Bytes,
): Promise<MadeSlot> {
  const label = labelOf(vaultId, described)
  const { publicKey, ...made } = await makeLock(await secretKey(described, secret), label)
  return { slot: { ...described, ...made, ...(await putIn(publicKey, vaultKey, label)) }, publicKey }
}

const secretKey = ({ kind, salt }: Pick<LockedSlot, 'kind' | 'salt'>, secret: Bytes): Promise<CryptoKey> =>
  deriveKey(secret, bytesOf(salt), `kode-slot ${kind}`)

const newFields = () =>
  ({
    id: encodeBase64(randomBytes(SLOT_ID_BYTES)),
    kdf: { name: 'hkdf-sha256' },
    salt: encodeBase64(randomBytes(SALT_BYTES)),
  }) as const
