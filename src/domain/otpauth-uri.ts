import {
  ALGORITHMS,
  DIGITS,
  PERIOD,
  type AccountDraft,
  type Algorithm,
  type Label,
  type Otp,
} from './account'
import { err, ok, type Result } from './result'
import { parseSecret, type SecretProblem } from './secret'
import { cleanLabel } from './text'

export type OtpauthProblem =
  | SecretProblem
  | 'not-otpauth'
  | 'uri-too-long'
  | 'uri-malformed'
  | 'parameter-repeated'
  | 'type-unsupported'
  | 'algorithm-unsupported'
  | 'digits-unsupported'
  | 'period-unsupported'
  | 'counter-missing'
  | 'counter-unsupported'

/** Characters: what the largest QR symbol holds (version 40-L, alphanumeric). */
const MAXIMUM_URI = 4296

const MICROSOFT = 'microsoft'

/**
 * Reads an `otpauth://` URI (Google's Key Uri Format). What is absent gets the format's default; what is
 * present and unknown is refused, because a guess would give wrong codes without a word.
 */
export function parseOtpauthUri(text: string): Result<AccountDraft, OtpauthProblem> {
  if (text.length > MAXIMUM_URI) return err('uri-too-long')
  const parts = /^otpauth:\/\/([^/?#]+)(?:\/([^?#]*))?(?:\?([^#]*))?(?:#.*)?$/is.exec(text.trim())
  if (!parts) return err(/^otpauth:/i.test(text.trim()) ? 'uri-malformed' : 'not-otpauth')
  const [, type = '', path = '', query = ''] = parts
  const parameters = parseQuery(query)
  if (!parameters.ok) return parameters
  const label = parseLabel(path, parameters.value.get('issuer') ?? '')
  if (!label.ok) return label
  const otp = parseOtp(type.toLowerCase(), parameters.value)
  return otp.ok ? ok({ label: label.value, otp: otp.value }) : otp
}

/** Writes the URI that `parseOtpauthUri` reads back to an equal draft. */
export function writeOtpauthUri({ label, otp }: AccountDraft): string {
  const prefix = label.organisation || label.issuer
  const path = [prefix, label.user]
    .filter((part, at) => at === 1 || part !== '')
    .map(encodeURIComponent)
    .join(':')
  const parameters: [string, string][] = [['secret', otp.secret]]
  if (label.issuer) parameters.push(['issuer', label.issuer])
  parameters.push(['algorithm', otp.algorithm], ['digits', String(otp.digits)])
  parameters.push(otp.type === 'totp' ? ['period', String(otp.period)] : ['counter', String(otp.counter)])
  const query = parameters.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')
  return `otpauth://${otp.type}/${path}?${query}`
}

/** Query parameters, names lower-cased. A repeated name is refused: readers disagree on which one counts. */
function parseQuery(
  query: string,
): Result<ReadonlyMap<string, string>, 'uri-malformed' | 'parameter-repeated'> {
  const parameters = new Map<string, string>()
  for (const pair of query.split('&').filter((part) => part !== '')) {
    const [name = '', ...value] = pair.split('=')
    const decodedName = decodeForm(name)?.toLowerCase()
    const decoded = decodeForm(value.join('='))
    if (decodedName === undefined || decoded === undefined) return err('uri-malformed')
    if (parameters.has(decodedName)) return err('parameter-repeated')
    parameters.set(decodedName, decoded)
  }
  return ok(parameters)
}

/**
 * The label is `issuer:user`, or `user` alone. Microsoft's is form-encoded (`+` is a space) and its prefix is
 * the tenant, while its issuer parameter always says `Microsoft`. Elsewhere `+` is a plus, as in
 * `alice+work@example.com`.
 */
function parseLabel(path: string, issuerParameter: string): Result<Label, 'uri-malformed'> {
  const issuer = cleanLabel(issuerParameter)
  const microsoft = issuer.toLowerCase() === MICROSOFT
  const text = microsoft ? decodeForm(path) : decodePercent(path)
  if (text === undefined) return err('uri-malformed')
  // A Microsoft user name has no colon, a tenant's name may; elsewhere the first colon divides.
  const colon = microsoft ? text.lastIndexOf(':') : text.indexOf(':')
  const prefix = cleanLabel(text.slice(0, Math.max(colon, 0)))
  const user = cleanLabel(text.slice(colon + 1))
  const isTenant = microsoft && prefix.toLowerCase() !== MICROSOFT
  return ok({ issuer: issuer || prefix, organisation: isTenant ? prefix : '', user })
}

function parseOtp(type: string, parameters: ReadonlyMap<string, string>): Result<Otp, OtpauthProblem> {
  if (type !== 'totp' && type !== 'hotp') return err('type-unsupported')
  const secret = parseSecret(parameters.get('secret') ?? '')
  if (!secret.ok) return secret
  const algorithm = parseAlgorithm(parameters.get('algorithm'))
  if (!algorithm.ok) return algorithm
  const digits = parseWhole(parameters.get('digits'), DIGITS)
  if (digits === undefined) return err('digits-unsupported')
  const generator = { secret: secret.value, algorithm: algorithm.value, digits }
  if (type === 'hotp') {
    const counter = parameters.get('counter')
    if (counter === undefined) return err('counter-missing')
    const value = parseWhole(counter, { minimum: 0, maximum: Number.MAX_SAFE_INTEGER - 1, standard: 0 })
    return value === undefined ? err('counter-unsupported') : ok({ type, ...generator, counter: value })
  }
  const period = parseWhole(parameters.get('period'), PERIOD)
  return period === undefined ? err('period-unsupported') : ok({ type, ...generator, period })
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

const decodeForm = (text: string): string | undefined => decodePercent(text.replaceAll('+', ' '))

function decodePercent(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch (cause) {
    if (cause instanceof URIError) return undefined
    throw cause
  }
}
