import type { Bytes } from '../domain/base64'
import { err, ok, type Result } from '../domain/result'
import { randomBytes } from './crypto'

/** What a recovery code holds: 128 random bits. */
export const RECOVERY_BYTES = 16

/** Crockford's base32: no I, L, O and U, which people misread. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const CHECKSUM_BITS = 12
const CHARACTERS = (RECOVERY_BYTES * 8 + CHECKSUM_BITS) / 5
const GROUP = 4
/** With every separator anybody might type. */
const LONGEST_TYPED = 200

export const newRecoverySecret = (): Bytes => randomBytes(RECOVERY_BYTES)

/** Seven groups of four characters: 128 bits, and 12 of their SHA-256 to notice a slip of the pen. */
export async function writeRecoveryCode(secret: Bytes): Promise<string> {
  const bits = bitsOf(secret) + (await checksumOf(secret))
  const characters = bits.match(/.{5}/g)?.map((five) => ALPHABET[Number.parseInt(five, 2)]) ?? []
  return characters.join('').replace(new RegExp(`.{${GROUP}}(?=.)`, 'g'), '$&-')
}

/** The secret of a typed code. Case, spaces and hyphens do not matter; O is read as 0, I and L as 1. */
export async function readRecoveryCode(typed: string): Promise<Result<Bytes, 'mistyped'>> {
  const bits = typed.length > LONGEST_TYPED ? undefined : typedBits(typed)
  if (bits === undefined) return err('mistyped')
  const secret = Uint8Array.from({ length: RECOVERY_BYTES }, (_, at) =>
    Number.parseInt(bits.slice(at * 8, at * 8 + 8), 2),
  )
  return bits.endsWith(await checksumOf(secret)) ? ok(secret) : err('mistyped')
}

function typedBits(typed: string): string | undefined {
  const characters = typed
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
  if (characters.length !== CHARACTERS) return undefined
  const values = Array.from(characters, (character) => ALPHABET.indexOf(character))
  return values.includes(-1) ? undefined : values.map((value) => binary(value, 5)).join('')
}

async function checksumOf(secret: Bytes): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', secret))
  return bitsOf(hash).slice(0, CHECKSUM_BITS)
}

const bitsOf = (bytes: Bytes): string => Array.from(bytes, (byte) => binary(byte, 8)).join('')
const binary = (value: number, digits: number): string => value.toString(2).padStart(digits, '0')
