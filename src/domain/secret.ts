import { Secret as OtpauthSecret } from 'otpauth/bare'
import type { Bytes } from './base64'
import { err, ok, type Result } from './result'

/** A shared secret as RFC 4648 base32: upper case, no spaces, no padding. `parseSecret` makes them. */
export type Secret = string & { readonly __brand: 'Secret' }

export type SecretProblem = 'secret-empty' | 'secret-not-base32' | 'secret-too-long'

/** Bytes, after decoding. RFC 4226 section 4 asks for 16; issuers are known to give 10, and some less. */
export const SECRET_BYTES = { maximum: 128, weakBelow: 10 } as const

/** Ten characters a byte is more than any real grouping needs, and keeps a hostile paste from being copied about. */
const MAXIMUM_TEXT = SECRET_BYTES.maximum * 10

/**
 * Reads a secret as people and QR codes write it: any case (Microsoft writes lower case), grouped by spaces
 * or dashes, padded or not.
 */
export function parseSecret(text: string): Result<Secret, SecretProblem> {
  if (text.length > MAXIMUM_TEXT) return err('secret-too-long')
  const compact = text
    .replace(/[\s\u00a0-]/g, '')
    .replace(/=+$/, '')
    .toUpperCase()
  if (compact === '') return err('secret-empty')
  if (isSecret(compact)) return ok(compact)
  return err(isBase32(compact) ? 'secret-too-long' : 'secret-not-base32')
}

/** `text` is a secret as `parseSecret` writes it. */
export const isSecret = (text: string): text is Secret =>
  isBase32(text) && secretByteLength(text) <= SECRET_BYTES.maximum

/** One character alone carries five bits: not a byte yet. */
const isBase32 = (text: string): text is Secret => /^[A-Z2-7]{2,}$/.test(text)

/** Whole bytes the base32 text decodes to. Bits left over at the end carry nothing (RFC 4648 section 3.5). */
export function secretByteLength(secret: Secret): number {
  return Math.floor((secret.length * 5) / 8)
}

/** The key a secret stands for. */
export function secretBytes(secret: Secret): Bytes {
  return OtpauthSecret.fromBase32(secret).bytes as Bytes
}

/** The secret of a key that came as bytes. */
export function secretOfBytes(bytes: Bytes): Result<Secret, SecretProblem> {
  if (bytes.length > SECRET_BYTES.maximum) return err('secret-too-long')
  const buffer = Uint8Array.from(bytes).buffer
  return parseSecret(new OtpauthSecret({ buffer }).base32)
}

/** Short enough that guessing it is a worry: said at adding, never refused. */
export function isWeakSecret(secret: Secret): boolean {
  return secretByteLength(secret) < SECRET_BYTES.weakBelow
}
