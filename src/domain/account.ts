import type { Secret } from './secret'

export const ALGORITHMS = ['SHA1', 'SHA256', 'SHA512'] as const
export type Algorithm = (typeof ALGORITHMS)[number]

/** What Kode computes with. Wider ranges exist in other apps' files, and are refused row by row. */
export const DIGITS = { minimum: 6, maximum: 8, standard: 6 } as const
/** Seconds. */
export const PERIOD = { minimum: 1, maximum: 600, standard: 30 } as const

interface Generator {
  readonly secret: Secret
  readonly algorithm: Algorithm
  /** Length of a code: 6 to 8, and 5 at Steam. */
  readonly digits: number
}

/** Time-based one-time passwords (RFC 6238). `period` in seconds. */
export interface Totp extends Generator {
  readonly type: 'totp'
  readonly period: number
}

/** Counter-based one-time passwords (RFC 4226). `counter` is that of the next code. */
export interface Hotp extends Generator {
  readonly type: 'hotp'
  readonly counter: number
}

/** Steam Guard: five characters of Steam's own alphabet. Steam gives no choice of the rest. */
export interface Steam extends Generator {
  readonly type: 'steam'
  readonly algorithm: 'SHA1'
  readonly digits: 5
  readonly period: 30
}

export const steamOf = (secret: Secret): Steam => ({
  type: 'steam',
  secret,
  algorithm: 'SHA1',
  digits: 5,
  period: 30,
})

/** What has a code for every time step. */
export type TimeBased = Totp | Steam
export type Otp = TimeBased | Hotp

/** The texts an issuer puts on an account, cleaned. */
export interface Label {
  /** Who issued it, such as `Microsoft` or `GitHub`; may be empty. */
  readonly issuer: string
  /** Microsoft's tenant, such as `Contoso University`; empty elsewhere. */
  readonly organisation: string
  /** The user name at the issuer, usually an address; may be empty. */
  readonly user: string
}

/** What is known of an account before a person has added it. */
export interface AccountDraft {
  readonly label: Label
  readonly otp: Otp
}

export type AccountId = string & { readonly __brand: 'AccountId' }

export interface Account extends AccountDraft {
  readonly id: AccountId
  /** What the person calls it. */
  readonly name: string
  /** The sign-in pages this account's codes are offered at: bound when added, never read from a QR code. */
  readonly offeredAt: 'microsoft' | 'nowhere'
  /** Unix time in milliseconds. */
  readonly addedAt: number
  /** Microsoft has accepted a code of it. */
  readonly confirmed: boolean
  /** The last time step whose code Kode gave to a page: a server takes no step twice (RFC 6238 section 5.2). */
  readonly lastUsedStep: number | null
}

/** Two accounts that give the same codes. A HOTP counter moves, so it does not tell accounts apart. */
export function sameOtp(a: Otp, b: Otp): boolean {
  return (
    a.type === b.type &&
    a.secret === b.secret &&
    a.algorithm === b.algorithm &&
    a.digits === b.digits &&
    (a.type === 'hotp' || b.type === 'hotp' || a.period === b.period)
  )
}

/** Two labels a person would take for one account. */
export function sameLabel(a: Label, b: Label): boolean {
  const fold = ({ issuer, organisation, user }: Label) =>
    [issuer, organisation, user].map((text) => text.toLocaleLowerCase('und')).join('\n')
  return fold(a) === fold(b)
}

/** What a draft is to the accounts already kept. */
export type Standing =
  | { readonly kind: 'new' }
  | { readonly kind: 'present'; readonly account: Account }
  /** The same label with another secret: perhaps a renewed registration, perhaps a trap. */
  | { readonly kind: 'conflict'; readonly account: Account }

/** Compares a draft with the accounts kept: the same secret first, then the same label. */
export function standingOf(draft: AccountDraft, accounts: readonly Account[]): Standing {
  const present = accounts.find(({ otp }) => sameOtp(otp, draft.otp))
  if (present) return { kind: 'present', account: present }
  const conflict = accounts.find(({ label }) => sameLabel(label, draft.label))
  return conflict ? { kind: 'conflict', account: conflict } : { kind: 'new' }
}
