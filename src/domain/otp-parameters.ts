import { ALGORITHMS, DIGITS, PERIOD, steamOf, type Algorithm, type Hotp, type Otp } from './account'
import { err, ok, type Result } from './result'
import { parseSecret, type SecretProblem } from './secret'

export type OtpProblem =
  | SecretProblem
  | 'type-unsupported'
  | 'algorithm-unsupported'
  | 'digits-unsupported'
  | 'period-unsupported'
  | 'counter-missing'
  | 'counter-unsupported'

/**
 * What makes the codes, from the names and texts of an `otpauth://` URI, whatever file they were in. Of Steam only
 * the secret counts: apps write all kinds of numbers beside it that Steam does not know.
 */
export function parseOtp(typeName: string, parameters: ReadonlyMap<string, string>): Result<Otp, OtpProblem> {
  const type = parseType(typeName, parameters.get('encoder'))
  if (!type.ok) return type
  const secret = parseSecret(parameters.get('secret') ?? '')
  if (!secret.ok) return secret
  if (type.value === 'steam') return ok(steamOf(secret.value))
  const algorithm = parseAlgorithm(parameters.get('algorithm'))
  if (!algorithm.ok) return algorithm
  const digits = parseWhole(parameters.get('digits'), DIGITS)
  if (digits === undefined) return err('digits-unsupported')
  const generator = { secret: secret.value, algorithm: algorithm.value, digits }
  if (type.value === 'hotp') return parseHotp(generator, parameters.get('counter'))
  const period = parseWhole(parameters.get('period'), PERIOD)
  return period === undefined ? err('period-unsupported') : ok({ type: 'totp', ...generator, period })
}

/** KeePass programs mark a Steam account by an encoder; any other encoder would give other codes. */
function parseType(name: string, encoder: string | undefined): Result<Otp['type'], 'type-unsupported'> {
  const lower = name.toLowerCase()
  const type = encoder?.toLowerCase() === 'steam' && lower === 'totp' ? 'steam' : lower
  if (encoder !== undefined && type !== 'steam') return err('type-unsupported')
  return type === 'totp' || type === 'hotp' || type === 'steam' ? ok(type) : err('type-unsupported')
}

function parseHotp(
  generator: Omit<Hotp, 'type' | 'counter'>,
  counter: string | undefined,
): Result<Hotp, OtpProblem> {
  if (counter === undefined) return err('counter-missing')
  const value = parseWhole(counter, { minimum: 0, maximum: Number.MAX_SAFE_INTEGER - 1, standard: 0 })
  return value === undefined ? err('counter-unsupported') : ok({ type: 'hotp', ...generator, counter: value })
}

/** `SHA1`, `sha-256` and `HmacSHA512` name the same three everywhere; anything else is refused. */
export function parseAlgorithm(text: string | undefined): Result<Algorithm, 'algorithm-unsupported'> {
  if (text === undefined) return ok('SHA1')
  const name = text
    .toUpperCase()
    .replace(/^HMAC-?/, '')
    .replace('-', '')
  const found = ALGORITHMS.find((algorithm) => algorithm === name)
  return found ? ok(found) : err('algorithm-unsupported')
}

interface Bounds {
  readonly minimum: number
  readonly maximum: number
  readonly standard: number
}

function parseWhole(text: string | undefined, { minimum, maximum, standard }: Bounds): number | undefined {
  if (text === undefined) return standard
  if (!/^\d{1,16}$/.test(text)) return undefined
  const value = Number(text)
  return value >= minimum && value <= maximum ? value : undefined
}
