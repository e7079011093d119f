import type { Account, AccountDraft, Label } from './account'

/**
 * Microsoft's sign-in and registration addresses: where a code may go. Exact origins (scheme, host, port), as
 * the browser writes them; nothing that a page or a QR code says can add one.
 */
export const MICROSOFT_ORIGINS: readonly string[] = [
  'https://login.microsoftonline.com',
  'https://login.microsoft.com',
  'https://login.live.com',
  'https://mysignins.microsoft.com',
]

/** Where an authenticator is registered with Microsoft. */
const REGISTRATION_ORIGIN = 'https://mysignins.microsoft.com'

/** `url` is a page of Microsoft's registration. */
export function isRegistration(url: string): boolean {
  return mayTakeCode(url) && parseUrl(url)?.origin === REGISTRATION_ORIGIN
}

/** Addresses of Microsoft's where a code would sign in another device: never filled (device-code phishing). */
const DEVICE_CODE_PATH = /\/(?:deviceauth|devicelogin|device|oauth20_remoteconnect\.srf)(?:\/|$)/i

/** `url` is an address of Microsoft's that may be given a code. */
export function mayTakeCode(url: string): boolean {
  const parsed = parseUrl(url)
  // A blob's origin is its maker's, so the scheme is looked at as well.
  if (parsed?.protocol !== 'https:' || parsed.username !== '') return false
  return MICROSOFT_ORIGINS.includes(parsed.origin) && !isDeviceCodePage(url)
}

/** `url` is a page that asks for the code of another device's sign-in. */
export function isDeviceCodePage(url: string): boolean {
  return DEVICE_CODE_PATH.test(parseUrl(url)?.pathname ?? '')
}

const parseUrl = (url: string): URL | undefined => (URL.canParse(url) ? new URL(url) : undefined)

/** Microsoft issued it, by its own label: decides where a *new* account is offered, before the person agrees. */
export function isMicrosoft({ issuer }: Label): boolean {
  return issuer.toLowerCase() === 'microsoft'
}

/**
 * How an account's user name stands to the one a page shows. A person may be known by several addresses, so a
 * different name proves nothing (`different`), unless the name shown is another account's of the same person
 * (`other`). `unknown` where the page names nobody, or names a phone number.
 */
export type UserMatch = 'same' | 'unknown' | 'different' | 'other'

export function matchUser(user: string, shown: string): Exclude<UserMatch, 'other'> {
  const [mine, theirs] = [namesOf(user), namesOf(shown)]
  if (mine.some((name) => theirs.includes(name))) return 'same'
  return isWholeAddress(user) && isWholeAddress(shown) ? 'different' : 'unknown'
}

/**
 * A guest's user name in the host tenant is `alice_fabrikam.example#EXT#@contoso.onmicrosoft.com`; the
 * sign-in page shows `alice@fabrikam.example`.
 */
function namesOf(user: string): readonly string[] {
  const name = foldUser(user)
  const guest = /^(.+)_([^_]+)#ext#@/.exec(name)
  return name === '' ? [] : guest ? [name, `${guest[1] ?? ''}@${guest[2] ?? ''}`] : [name]
}

/** An address with nothing masked (`al*****@contoso.example`); a telephone number is none. */
const isWholeAddress = (name: string): boolean => /^[^*@\s]+@[^*@\s]+$/.test(name.trim())

const foldUser = (name: string): string => name.trim().toLocaleLowerCase('und')

export interface Fit {
  readonly account: Account
  readonly match: UserMatch
}

const FIRST_TO_LAST: readonly UserMatch[] = ['same', 'unknown', 'different', 'other']

/** The accounts to offer where a page shows `shown` as the user (empty if none): the matching one first. */
export function accountsFor(accounts: readonly Account[], shown: string): readonly Fit[] {
  const fits = accounts
    .filter(({ offeredAt, otp }) => offeredAt === 'microsoft' && otp.type === 'totp')
    .map((account): Fit => ({ account, match: matchUser(account.label.user, shown) }))
  const named = fits.some(({ match }) => match === 'same')
  return fits
    .map((fit): Fit => (named && fit.match === 'different' ? { ...fit, match: 'other' } : fit))
    .toSorted((a, b) => FIRST_TO_LAST.indexOf(a.match) - FIRST_TO_LAST.indexOf(b.match))
}

/** Short names of organisations whose tenants' own names are long, by mail domain. */
const SHORT_NAMES: readonly (readonly [domain: string, name: string])[] = [
  ['ku.dk', 'KU'],
  ['alumni.ku.dk', 'KU'],
]

/** A good first name for an account, such as `Microsoft 365 (KU)` or `GitHub`. May be empty. */
export function suggestName({ label }: AccountDraft): string {
  if (!isMicrosoft(label)) return label.issuer || label.user
  const domain = label.user.toLowerCase().split('@').at(-1) ?? ''
  const organisation = SHORT_NAMES.find(([known]) => known === domain)?.[1] ?? label.organisation
  return organisation ? `Microsoft 365 (${organisation})` : 'Microsoft'
}
