import { DIGITS, PERIOD, type AccountDraft, type Otp } from '../domain/account'
import type { OtpauthProblem } from '../domain/otpauth-uri'
import { err, ok, type Result } from '../domain/result'
import { parseSecret } from '../domain/secret'
import { cleanLabel } from '../domain/text'
import type { AccountEntry } from '../protocol/messages'

/** An account typed by hand, held to the same bounds as one that was scanned. */
export function parseEntry(entry: AccountEntry): Result<AccountDraft, OtpauthProblem> {
  const otp = parseOtp(entry)
  if (!otp.ok) return otp
  const label = { issuer: cleanLabel(entry.issuer), organisation: '', user: cleanLabel(entry.user) }
  return ok({ label, otp: otp.value })
}

function parseOtp(entry: AccountEntry): Result<Otp, OtpauthProblem> {
  const secret = parseSecret(entry.secret)
  if (!secret.ok) return secret
  const { type, algorithm, digits, period, counter } = entry
  if (!isWithin(digits, DIGITS)) return err('digits-unsupported')
  const generator = { secret: secret.value, algorithm, digits }
  if (type === 'totp')
    return isWithin(period, PERIOD) ? ok({ type, ...generator, period }) : err('period-unsupported')
  const fits = isWithin(counter, { minimum: 0, maximum: Number.MAX_SAFE_INTEGER - 1 })
  return fits ? ok({ type, ...generator, counter }) : err('counter-unsupported')
}

function isWithin(value: number, { minimum, maximum }: { minimum: number; maximum: number }): boolean {
  return Number.isInteger(value) && value >= minimum && value <= maximum
}
