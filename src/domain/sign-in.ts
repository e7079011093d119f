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

/** How an account's user name stands to the one a page shows. `unknown` when the page shows none. */
export type UserMatch = 'same' | 'other' | 'unknown'

export function matchUser(user: string, shown: string): UserMatch {
  if (user === '' || shown.trim() === '') return 'unknown'
  const names = [foldUser(user), foldUser(homeAddressOfGuest(user))]
  return names.includes(foldUser(shown)) ? 'same' : 'other'
}

/**
 * A guest's user name in the host tenant is `alice_fabrikam.example#EXT#@contoso.onmicrosoft.com`; the
 * sign-in page shows `alice@fabrikam.example`.
 */
function homeAddressOfGuest(user: string): string {
  const guest = /^(.+)_([^_]+)#ext#@/i.exec(user)
  return guest ? `${guest[1] ?? ''}@${guest[2] ?? ''}` : user
}

const foldUser = (name: string): string => name.trim().toLocaleLowerCase('und')

/** The accounts to offer where a page shows `shown` as the user (empty if none): the matching one first. */
export function accountsFor(accounts: readonly Account[], shown: string): readonly Account[] {
  const offered = accounts.filter(({ offeredAt, otp }) => offeredAt === 'microsoft' && otp.type === 'totp')
  const rank = ({ label }: Account) => ['same', 'unknown', 'other'].indexOf(matchUser(label.user, shown))
  return offered.toSorted((a, b) => rank(a) - rank(b))
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
