import { scryptAsync } from '@noble/hashes/scrypt.js'
import { argon2id } from 'hash-wasm'
import type { Bytes } from '../domain/base64'
import { err, ok, type Result } from '../domain/result'

/** A file's numbers are a stranger's: more than this is refused before anything is allocated. */
export const KDF_BOUNDS = {
  argon2: { memoryKiB: 1024 * 1024, iterations: 64, parallelism: 16 },
  /** 128 · N · r bytes are needed: at most 1 GiB. */
  scrypt: { N: 2 ** 20, memory: 2 ** 30, p: 16 },
  pbkdf2: { iterations: 10_000_000 },
} as const

/** Bytes. Argon2 takes no salt under 8 (RFC 9106 section 3.1). */
const ARGON2_SALT = 8

export type KdfProblem = 'kdf-out-of-bounds'

/** What the caller of a long derivation may ask for. Argon2 and PBKDF2 report only their end. */
export interface Effort {
  /** Looked at before and after a derivation. To stop one on its way, stop its worker. */
  readonly signal?: AbortSignal
  /** From 0 to 1. */
  readonly onProgress?: (fraction: number) => void
}

interface Argon2Cost {
  readonly memoryKiB: number
  readonly iterations: number
  readonly parallelism: number
  /** Bytes of the key. */
  readonly length?: number
}

/** Argon2id version 1.3 (RFC 9106). */
export function argon2Key(
  password: Bytes,
  salt: Bytes,
  cost: Argon2Cost,
  effort: Effort,
): Promise<Result<Bytes, KdfProblem>> {
  const { memoryKiB, iterations, parallelism, length = 32 } = cost
  const bounds = KDF_BOUNDS.argon2
  const bounded =
    isWithin(memoryKiB, 8 * parallelism, bounds.memoryKiB) &&
    isWithin(iterations, 1, bounds.iterations) &&
    isWithin(parallelism, 1, bounds.parallelism) &&
    isWithin(length, 16, 64) &&
    salt.length >= ARGON2_SALT
  return derive(bounded, effort, () =>
    argon2id({
      password,
      salt,
      memorySize: memoryKiB,
      iterations,
      parallelism,
      hashLength: length,
      outputType: 'binary',
    }),
  )
}

/** scrypt (RFC 7914), 32 bytes. */
export function scryptKey(
  password: Bytes,
  salt: Bytes,
  { N, r, p }: { readonly N: number; readonly r: number; readonly p: number },
  effort: Effort,
): Promise<Result<Bytes, KdfProblem>> {
  const bounds = KDF_BOUNDS.scrypt
  const bounded =
    isWithin(N, 2, bounds.N) &&
    Number.isInteger(Math.log2(N)) &&
    isWithin(r, 1, bounds.memory) &&
    128 * N * r <= bounds.memory &&
    isWithin(p, 1, bounds.p)
  const { onProgress } = effort
  return derive(bounded, effort, () =>
    scryptAsync(password, salt, { N, r, p, dkLen: 32, ...(onProgress ? { onProgress } : {}) }),
  )
}

/** PBKDF2 with HMAC (RFC 8018), 32 bytes. */
export function pbkdf2Key(
  password: Bytes,
  salt: Bytes,
  { hash, iterations }: { readonly hash: 'SHA-1' | 'SHA-256'; readonly iterations: number },
  effort: Effort,
): Promise<Result<Bytes, KdfProblem>> {
  return derive(isWithin(iterations, 1, KDF_BOUNDS.pbkdf2.iterations), effort, async () => {
    const key = await crypto.subtle.importKey('raw', password, 'PBKDF2', false, ['deriveBits'])
    return crypto.subtle.deriveBits({ name: 'PBKDF2', hash, salt, iterations }, key, 256)
  })
}

async function derive(
  bounded: boolean,
  { signal, onProgress }: Effort,
  run: () => Promise<ArrayLike<number> | ArrayBuffer>,
): Promise<Result<Bytes, KdfProblem>> {
  if (!bounded) return err('kdf-out-of-bounds')
  signal?.throwIfAborted()
  onProgress?.(0)
  const key = new Uint8Array(await run())
  signal?.throwIfAborted()
  onProgress?.(1)
  return ok(key)
}

const isWithin = (value: number, minimum: number, maximum: number): boolean =>
  Number.isInteger(value) && value >= minimum && value <= maximum
