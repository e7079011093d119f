import { steamOf, type AccountDraft, type Label, type Otp } from './account'
import { labelOf, nameOf, withoutIssuer } from './label'
import { parseOtp, type OtpProblem } from './otp-parameters'
import { err, ok, type Result } from './result'
import { parseSecret } from './secret'
import { isMicrosoft } from './sign-in'

export type OtpauthProblem =
  OtpProblem | 'not-otpauth' | 'uri-too-long' | 'uri-malformed' | 'parameter-repeated'

/** Characters: what the largest QR symbol holds (version 40-L, alphanumeric). */
const MAXIMUM_QR = 4296

/**
 * Reads an `otpauth://` URI (Google's Key Uri Format). What is absent gets the format's default; what is
 * present and unknown is refused, because a guess would give wrong codes without a word. A file's lines may be
 * longer than a symbol holds: `longest` in characters.
 */
export function parseOtpauthUri(text: string, longest = MAXIMUM_QR): Result<AccountDraft, OtpauthProblem> {
  if (text.length > longest) return err('uri-too-long')
  const bare = /^steam:\/\/([^/?#]*)$/i.exec(text.trim())
  if (bare) return parseBareSteam(bare[1] ?? '')
  // A `#` in the label is one that nobody encoded, as in a guest's `#EXT#`: what follows it is no fragment.
  const parts = /^otpauth:\/\/([^/?#]+)(?:\/([^?]*))?(?:\?([^#]*))?(?:#.*)?$/is.exec(text.trim())
  if (!parts) return err(/^otpauth:/i.test(text.trim()) ? 'uri-malformed' : 'not-otpauth')
  const [, type = '', path = '', query = ''] = parts
  const parameters = parseQuery(query)
  if (!parameters.ok) return parameters
  const label = parseLabel(path, parameters.value.get('issuer') ?? '')
  if (!label.ok) return label
  const otp = parseOtp(type, parameters.value)
  return otp.ok ? ok({ label: label.value, otp: otp.value }) : otp
}

/** `steam://SECRET`, as password managers write it. */
function parseBareSteam(text: string): Result<AccountDraft, OtpauthProblem> {
  const secret = parseSecret(text)
  return secret.ok ? ok({ label: labelOf('Steam', ''), otp: steamOf(secret.value) }) : secret
}

/** Writes the URI that `parseOtpauthUri` reads back to an equal draft. */
export function writeOtpauthUri({ label, otp }: AccountDraft): string {
  const parameters: [string, string][] = [['secret', otp.secret]]
  if (label.issuer) parameters.push(['issuer', label.issuer])
  parameters.push(...shapeParameters(otp))
  const query = parameters.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')
  return `otpauth://${otp.type}/${writePath(label)}?${query}`
}

function shapeParameters(otp: Otp): [string, string][] {
  if (otp.type === 'steam') return []
  const shape: [string, string][] = [
    ['algorithm', otp.algorithm],
    ['digits', String(otp.digits)],
  ]
  return [...shape, otp.type === 'totp' ? ['period', String(otp.period)] : ['counter', String(otp.counter)]]
}

/** `issuer:user`; Microsoft's is `tenant:user`. A name with a colon of its own gets an empty issuer before it. */
function writePath(label: Label): string {
  if (label.organisation) return nameOf(label).split(':').map(encodeURIComponent).join(':')
  if (!label.issuer && !label.user.includes(':')) return encodeURIComponent(label.user)
  return `${encodeURIComponent(label.issuer)}:${encodeURIComponent(label.user)}`
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
 * `alice+work@example.com`; so it is where spaces are percent-encoded, by an app that re-wrote Microsoft's.
 */
function parseLabel(path: string, issuer: string): Result<Label, 'uri-malformed'> {
  const microsoft = isMicrosoft(labelOf(issuer, ''))
  const text = microsoft && !/ |%20/.test(path) ? decodeForm(path) : decodePercent(path)
  if (text === undefined) return err('uri-malformed')
  if (microsoft || withoutIssuer(text, issuer) !== text) return ok(labelOf(issuer, text))
  const colon = text.indexOf(':')
  const prefix = text.slice(0, Math.max(colon, 0))
  return ok(labelOf(issuer || prefix, text.slice(colon + 1)))
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
