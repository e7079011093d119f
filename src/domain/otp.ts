import { HOTP, Secret as OtpauthSecret, TOTP } from 'otpauth'
import type { Hotp, Totp } from './account'

/** A code and the time it is good for. Times are Unix milliseconds. */
export interface Code {
  readonly digits: string
  /** The time step (RFC 6238 section 4.2) the code belongs to. */
  readonly step: number
  readonly validFrom: number
  readonly expiresAt: number
}

/** The time step `now` (Unix milliseconds) falls in, with T0 = 0 (RFC 6238 section 4.1). */
export function stepAt({ period }: Totp, now: number): number {
  return Math.floor(now / 1000 / period)
}

/** The code of one time step. */
export function codeOfStep(totp: Totp, step: number): Code {
  const periodMs = totp.period * 1000
  const validFrom = step * periodMs
  const generator = new TOTP({
    secret: OtpauthSecret.fromBase32(totp.secret),
    algorithm: totp.algorithm,
    digits: totp.digits,
    period: totp.period,
  })
  return {
    digits: generator.generate({ timestamp: validFrom }),
    step,
    validFrom,
    expiresAt: validFrom + periodMs,
  }
}

/** The code shown at `now` (Unix milliseconds). */
export function codeAt(totp: Totp, now: number): Code {
  return codeOfStep(totp, stepAt(totp, now))
}

/** The code of the account's counter (RFC 4226 section 5.3). The caller keeps the counter moving. */
export function codeOfCounter(hotp: Hotp): string {
  const generator = new HOTP({
    secret: OtpauthSecret.fromBase32(hotp.secret),
    algorithm: hotp.algorithm,
    digits: hotp.digits,
  })
  return generator.generate({ counter: hotp.counter })
}
