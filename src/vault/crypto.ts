import type { Bytes } from '../domain/base64'

/** Bits of every key: AES-256. */
export const KEY_BYTES = 32
export const IV_BYTES = 12

export interface Sealed {
  /** 96 bits, fresh for every seal. */
  readonly iv: Bytes
  /** Ciphertext and the 128-bit tag. */
  readonly data: Bytes
}

export function randomBytes(length: number): Bytes {
  return crypto.getRandomValues(new Uint8Array(length))
}

/** A key for `seal` and `open`. It does not export. */
export function importKey(raw: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt'])
}

/** Encrypts with AES-256-GCM (NIST SP 800-38D); `bound` is authenticated with it and not stored in it. */
export async function seal(key: CryptoKey, data: Bytes, bound: Bytes): Promise<Sealed> {
  // A repeated IV under one key breaks GCM; 96 random bits are safe for far more saves than a life has.
  const iv = randomBytes(IV_BYTES)
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: bound }, key, data)
  return { iv, data: new Uint8Array(sealed) }
}

/** GCM fails alike for a wrong key and for changed bytes, so the outcome claims neither. */
export async function open(key: CryptoKey, { iv, data }: Sealed, bound: Bytes): Promise<Bytes | undefined> {
  try {
    return new Uint8Array(
      await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: bound }, key, data),
    )
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'OperationError') return undefined
    throw cause
  }
}

/** A 256-bit key from a secret that is random already (HKDF-SHA256, RFC 5869). `info` names what it is for. */
export async function deriveKey(secret: Bytes, salt: Bytes, info: string): Promise<CryptoKey> {
  const input = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey'])
  const hkdf = { name: 'HKDF', hash: 'SHA-256', salt, info: utf8(info) }
  return crypto.subtle.deriveKey(hkdf, input, { name: 'AES-GCM', length: KEY_BYTES * 8 }, false, [
    'encrypt',
    'decrypt',
  ])
}

export const utf8 = (text: string): Bytes => new TextEncoder().encode(text)

export function equalBytes(a: Bytes, b: Bytes): boolean {
  if (a.length !== b.length) return false
  // A plain loop: a large vault is millions of bytes, and a call for each of them is felt.
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false
  return true
}
