import { HOTP, Secret as OtpauthSecret, TOTP } from 'otpauth/bare'
import type { Hotp, Steam, TimeBased, Totp } from './account'
import { hmacOf } from './hmac'

/** A code and the time it is good for. Times are Unix milliseconds. */
export interface Code {
  readonly digits: string
  /** The time step (RFC 6238 section 4.2) the code belongs to. */
  readonly step: number
  readonly validFrom: number
  readonly expiresAt: number
}

/** The time step `now` (Unix milliseconds) falls in, with T0 = 0 (RFC 6238 section 4.1). */
export function stepAt({ period }: TimeBased, now: number): number {
  return Math.floor(now / 1000 / period)
}

/** The code of one time step. */
export function codeOfStep(otp: TimeBased, step: number): Code {
  const periodMs = otp.period * 1000
  const validFrom = step * periodMs
  const digits = otp.type === 'steam' ? steamCode(otp, step) : totpCode(otp, validFrom)
  return { digits, step, validFrom, expiresAt: validFrom + periodMs }
}

function totpCode(totp: Totp, timestamp: number): string {
  const generator = new TOTP({
    secret: OtpauthSecret.fromBase32(totp.secret),
    algorithm: totp.algorithm,
    digits: totp.digits,
    period: totp.period,
    hmac: hmacOf(totp.algorithm),
  })
  return generator.generate({ timestamp })
}

/** Digits and letters that are hard to mistake for one another, in Steam's order. */
const STEAM_ALPHABET = '23456789BCDFGHJKMNPQRTVWXY'
/** Above the 31 bits of RFC 4226's truncation: as many digits give the truncated number itself. */
const TRUNCATED_DIGITS = 10

/** RFC 4226's truncated number, written in Steam's alphabet, the smallest place first. */
function steamCode({ secret, algorithm, digits }: Steam, step: number): string {
  const generator = new HOTP({
    secret: OtpauthSecret.fromBase32(secret),
    algorithm,
    digits: TRUNCATED_DIGITS,
    hmac: hmacOf(algorithm),
  })
  let rest = Number(generator.generate({ counter: step }))
  return Array.from({ length: digits }, () => {
    const character = STEAM_ALPHABET.charAt(rest % STEAM_ALPHABET.length)
    rest = Math.floor(rest / STEAM_ALPHABET.length)
    return character
  }).join('')
}

/** The code shown at `now` (Unix milliseconds). */
export function codeAt(otp: TimeBased, now: number): Code {
  return codeOfStep(otp, stepAt(otp, now))
}

/** The code of the account's counter (RFC 4226 section 5.3). The caller keeps the counter moving. */
export function codeOfCounter(hotp: Hotp): string {
  const generator = new HOTP({
    secret: OtpauthSecret.fromBase32(hotp.secret),
    algorithm: hotp.algorithm,
    digits: hotp.digits,
    hmac: hmacOf(hotp.algorithm),
  })
  return generator.generate({ counter: hotp.counter })
}
