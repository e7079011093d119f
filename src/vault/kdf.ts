import { argon2id } from 'hash-wasm'
import type { Bytes } from '../domain/base64'
import { KEY_BYTES, utf8 } from './crypto'

/** Cost of turning a passphrase into a key: Argon2id version 1.3 (RFC 9106). */
export interface KdfCost {
  readonly memoryKiB: number
  readonly iterations: number
  readonly parallelism: 1
}

/** Stored numbers are untrusted: too little is a downgrade, too much a hang. Checked before any allocation. */
export const KDF_BOUNDS = {
  memoryKiB: { minimum: 64 * 1024, maximum: 512 * 1024 },
  iterations: { minimum: 3, maximum: 12 },
} as const

export const STANDARD_COST: KdfCost = { memoryKiB: 64 * 1024, iterations: 3, parallelism: 1 }

export const SALT_BYTES = 32

/** Code units. Long enough for any sentence, short enough that hashing it costs nothing beside Argon2. */
export const PASSPHRASE_LENGTH = { minimum: 10, maximum: 1024 } as const

/**
 * The key-encrypting key of a passphrase. The passphrase is normalised (NFKC), so that it opens on another
 * keyboard or system, and never trimmed.
 */
export function derivePassphraseKey(passphrase: string, salt: Bytes, cost: KdfCost): Promise<Bytes> {
  return argon2id({
    password: utf8(passphrase.normalize('NFKC')),
    salt,
    memorySize: cost.memoryKiB,
    iterations: cost.iterations,
    parallelism: cost.parallelism,
    hashLength: KEY_BYTES,
    outputType: 'binary',
  }) as Promise<Bytes>
}
