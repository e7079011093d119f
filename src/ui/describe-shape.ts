import { DIGITS, PERIOD } from '../domain/account'
import { t } from '../platform/i18n'
import type { OtpShape } from '../protocol/messages'

/** What sets an account's codes apart from the usual six digits every 30 seconds, in words; empty if nothing. */
export function describeShape(otp: OtpShape): string {
  if (otp.type === 'steam') return 'Steam'
  const parts: string[] = []
  if (otp.digits !== DIGITS.standard) parts.push(t('shapeDigits', otp.digits))
  if (otp.type === 'hotp') parts.push(t('shapeCounter'))
  else if (otp.period !== PERIOD.standard) parts.push(t('shapePeriod', otp.period))
  if (otp.algorithm !== 'SHA1') parts.push(otp.algorithm.replace('SHA', 'SHA-'))
  return parts.join(', ')
}
