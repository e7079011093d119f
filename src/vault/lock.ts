import * as v from 'valibot'
import { encodeBase64, type Bytes } from '../domain/base64'
import { deriveKey, IV_BYTES, KEY_BYTES, open, seal, utf8, type Sealed } from './crypto'
import { base64Of, bytesOf } from './fields'

/*
 * A lock that snaps shut: whoever has its public key can put a vault key behind it, and only the secret that
 * made it takes the vault key out again. So a new vault key can be put behind recovery codes and passkeys that
 * are not at hand, and somebody who knows an old vault key learns nothing about the new one.
 *
 * The public key is kept in the sealed contents only: to somebody without the vault key it is not public.
 */

const CURVE = { name: 'ECDH', namedCurve: 'P-256' } as const
const COORDINATE_BYTES = 32
/** The private number and the point's two coordinates. */
const PRIVATE_BYTES = 3 * COORDINATE_BYTES
export const POINT_BYTES = 1 + 2 * COORDINATE_BYTES
const TAG_BYTES = 16

export const lockFields = {
  /** The lock's private key, sealed under the secret's. */
  private: v.strictObject({ iv: base64Of(IV_BYTES), data: base64Of(PRIVATE_BYTES + TAG_BYTES) }),
  /** The passing public key that the vault key was put in with. */
  ephemeral: base64Of(POINT_BYTES),
  iv: base64Of(IV_BYTES),
  wrapped: base64Of(KEY_BYTES + TAG_BYTES),
} as const

export interface Lock {
  readonly private: { readonly iv: string; readonly data: string }
  readonly ephemeral: string
  readonly iv: string
  readonly wrapped: string
}

type Contained = Pick<Lock, 'ephemeral' | 'iv' | 'wrapped'>

/** A new lock whose private key `secretKey` seals; `label` is authenticated with it. */
export async function makeLock(
  secretKey: CryptoKey,
  label: string,
): Promise<{ readonly private: Lock['private']; readonly publicKey: string }> {
  const pair = await crypto.subtle.generateKey(CURVE, true, ['deriveBits'])
  const publicKey = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))
  const { d } = await crypto.subtle.exportKey('jwk', pair.privateKey)
  const bytes = joined(fromBase64Url(d ?? ''), publicKey.subarray(1))
  return { private: textOf(await seal(secretKey, bytes, utf8(label))), publicKey: encodeBase64(publicKey) }
}

/** Puts `vaultKey` behind the lock. */
export async function putIn(publicKey: string, vaultKey: Bytes, label: string): Promise<Contained> {
  const pair = await crypto.subtle.generateKey(CURVE, false, ['deriveBits'])
  const ephemeral = encodeBase64(new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)))
  const receiver = await crypto.subtle.importKey('raw', bytesOf(publicKey), CURVE, false, [])
  const key = await agreedKey(pair.privateKey, receiver, [label, ephemeral, publicKey])
  const { iv, data } = textOf(await seal(key, vaultKey, utf8(label)))
  return { ephemeral, iv, wrapped: data }
}

/** The vault key behind the lock, if `secretKey` opens it. */
export async function takeOut(secretKey: CryptoKey, lock: Lock, label: string): Promise<Bytes | undefined> {
  const bytes = await open(secretKey, sealedOf(lock.private), utf8(label))
  if (!bytes) return undefined
  const own = await importPrivate(bytes)
  const ephemeral = await importPoint(bytesOf(lock.ephemeral))
  if (!ephemeral) return undefined
  const publicKey = encodeBase64(joined(Uint8Array.of(4), bytes.subarray(COORDINATE_BYTES)))
  const key = await agreedKey(own, ephemeral, [label, lock.ephemeral, publicKey])
  return open(key, sealedOf({ iv: lock.iv, data: lock.wrapped }), utf8(label))
}

/** Both sides of one agreement come to the same key, and to no other lock's. */
async function agreedKey(own: CryptoKey, other: CryptoKey, names: readonly string[]): Promise<CryptoKey> {
  const bits = await crypto.subtle.deriveBits({ name: 'ECDH', public: other }, own, COORDINATE_BYTES * 8)
  return deriveKey(new Uint8Array(bits), new Uint8Array(), JSON.stringify(['kode-lock', ...names]))
}

function importPrivate(bytes: Bytes): Promise<CryptoKey> {
  const [d, x, y] = [0, 1, 2].map((at) =>
    toBase64Url(bytes.slice(at * COORDINATE_BYTES, (at + 1) * COORDINATE_BYTES)),
  )
  const key = { kty: 'EC', crv: CURVE.namedCurve, d: d ?? '', x: x ?? '', y: y ?? '' }
  return crypto.subtle.importKey('jwk', key, CURVE, false, ['deriveBits'])
}

/** `undefined` if the bytes are no point of the curve, which WebCrypto refuses as data. */
async function importPoint(bytes: Bytes): Promise<CryptoKey | undefined> {
  try {
    return await crypto.subtle.importKey('raw', bytes, CURVE, false, [])
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'DataError') return undefined
    throw cause
  }
}

function joined(...parts: readonly Bytes[]): Bytes {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

const textOf = ({ iv, data }: Sealed) => ({ iv: encodeBase64(iv), data: encodeBase64(data) })
const sealedOf = ({ iv, data }: { iv: string; data: string }): Sealed => ({
  iv: bytesOf(iv),
  data: bytesOf(data),
})

const toBase64Url = (bytes: Bytes): string =>
  encodeBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
const fromBase64Url = (text: string): Bytes =>
  bytesOf(text.replaceAll('-', '+').replaceAll('_', '/') + '='.repeat((4 - (text.length % 4)) % 4))
