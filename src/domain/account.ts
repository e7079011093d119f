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
  /** Absent while there is nothing: most accounts never have any of it, and a large vault is read the faster. */
  readonly beside?: Beside
}

/** What a person puts beside an account, and how often they use it. */
export interface Beside {
  /** May have several lines. */
  readonly notes: string
  readonly tags: readonly string[]
  readonly pinned: boolean
  /** Codes copied, filled and counted so far. When that was is nobody's business, and not kept. */
  readonly uses: number
}

export const NOTHING_BESIDE: Beside = { notes: '', tags: [], pinned: false, uses: 0 }

/** Uses are counted so far: no list needs more. */
export const MOST_USES = 1_000_000

export const besideOf = ({ beside }: Pick<Account, 'beside'>): Beside => beside ?? NOTHING_BESIDE

/** The account with these changes beside it. */
export function withBeside(account: Account, changes: Partial<Beside>): Account {
  const { beside: _before, ...bare } = account
  const beside = { ...besideOf(account), ...changes }
  const isBare = beside.notes === '' && beside.tags.length === 0 && !beside.pinned && beside.uses === 0
  return isBare ? bare : { ...bare, beside }
}

export const usedOnceMore = (account: Account): Account =>
  withBeside(account, { uses: Math.min(MOST_USES, besideOf(account).uses + 1) })

/** Two accounts that give the same codes. A HOTP counter moves, so it does not tell accounts apart. */
export const sameOtp = (a: Otp, b: Otp): boolean => otpKey(a) === otpKey(b)

const otpKey = (otp: Otp): string =>
  [otp.type, otp.secret, otp.algorithm, otp.digits, otp.type === 'hotp' ? '' : otp.period].join(' ')

/** Two labels a person would take for one account. */
export const sameLabel = (a: Label, b: Label): boolean => labelKey(a) === labelKey(b)

const labelKey = ({ issuer, organisation, user }: Label): string =>
  [issuer, organisation, user].map((text) => text.toLocaleLowerCase('und')).join('\n')

/** What a draft is to the accounts already kept. */
export type Standing =
  | { readonly kind: 'new' }
  | { readonly kind: 'present'; readonly account: Account }
  /** The same label with another secret: perhaps a renewed registration, perhaps a trap. */
  | { readonly kind: 'conflict'; readonly account: Account }

/** Compares a draft with the accounts kept: the same secret first, then the same label. */
export const standingOf = (draft: AccountDraft, accounts: readonly Account[]): Standing =>
  new KnownAccounts(accounts).standingOf(draft)

/** The accounts kept, to compare thousands of drafts with. */
export class KnownAccounts {
  readonly #byOtp = new Map<string, Account>()
  readonly #byLabel = new Map<string, Account>()

  constructor(accounts: readonly Account[]) {
    accounts.forEach((account) => this.add(account))
  }

  /** The first of its kind is the one a draft is told to be like. */
  add(account: Account): void {
    const [otp, label] = [otpKey(account.otp), labelKey(account.label)]
    if (!this.#byOtp.has(otp)) this.#byOtp.set(otp, account)
    if (!this.#byLabel.has(label)) this.#byLabel.set(label, account)
  }

  standingOf(draft: AccountDraft): Standing {
    const present = this.#byOtp.get(otpKey(draft.otp))
    if (present) return { kind: 'present', account: present }
    const conflict = this.#byLabel.get(labelKey(draft.label))
    return conflict ? { kind: 'conflict', account: conflict } : { kind: 'new' }
  }
}
