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

export const SALT_BYTES = 32

const costOf = (mebibytes: number): KdfCost => ({
  memoryKiB: mebibytes * 1024,
  iterations: 3,
  parallelism: 1,
})

/** What every machine must bear. */
export const LEAST_COST = costOf(64)

/** What a passphrase may cost, least first. */
const COSTS: readonly KdfCost[] = [LEAST_COST, costOf(128), costOf(192), costOf(256)]

/** Milliseconds a person waits for the vault to open. */
const PATIENCE = 1000

/** One pass over 64 MiB: short enough to time while somebody waits, long enough to tell machines apart. */
export const PROBE_COST: KdfCost = { memoryKiB: 64 * 1024, iterations: 1, parallelism: 1 }

/** The largest cost that a machine bears whose probe took `probed` milliseconds. Time grows with the bytes filled. */
export function affordableCost(probed: number): KdfCost {
  const fits = COSTS.filter((cost) => (probed * filled(cost)) / filled(PROBE_COST) <= PATIENCE)
  return fits.at(-1) ?? LEAST_COST
}

/** Guessing a passphrase of cost `a` takes less than of cost `b`. */
export const isCheaper = (a: KdfCost, b: KdfCost): boolean => filled(a) < filled(b)

const filled = ({ memoryKiB, iterations }: KdfCost): number => memoryKiB * iterations

/** Long enough to withstand guessing, short enough that hashing it costs nothing beside Argon2. */
const PASSPHRASE_LENGTH = { minimum: 10, maximum: 1024 } as const

/** Why `passphrase` may not lock a vault: fewer characters (code points) than `least`, too many code units. */
export function problemOfPassphrase(
  passphrase: string,
  least: number = PASSPHRASE_LENGTH.minimum,
): 'too-short' | 'too-long' | undefined {
  if (isBeyondBounds(passphrase)) return 'too-long'
  const minimum = Math.max(least, PASSPHRASE_LENGTH.minimum)
  return Array.from(passphrase.normalize('NFKC')).length < minimum ? 'too-short' : undefined
}

/** No vault was ever made with it: not worth a derivation. */
export const isBeyondBounds = (passphrase: string): boolean => passphrase.length > PASSPHRASE_LENGTH.maximum

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
