import { hmac } from '@noble/hashes/hmac.js'
import { sha1 } from '@noble/hashes/legacy.js'
import { sha256, sha512 } from '@noble/hashes/sha2.js'
import type { Algorithm } from './account'

const HASHES: Readonly<Record<Algorithm, typeof sha1>> = { SHA1: sha1, SHA256: sha256, SHA512: sha512 }

/** HMAC (RFC 2104) with the hash that an account names. */
export const hmacOf =
  (algorithm: Algorithm) =>
  (_algorithm: string, key: Uint8Array, message: Uint8Array): Uint8Array =>
    hmac(HASHES[algorithm], key, message)
