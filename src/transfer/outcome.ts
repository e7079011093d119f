import type { AccountDraft } from '../domain/account'
import type { OtpauthProblem } from '../domain/otpauth-uri'
import type { Result } from '../domain/result'

/** The apps and standards whose files can be read. Plain and encrypted files of an app are one format. */
export const FORMATS = [
  'otpauth',
  'google-migration',
  'aegis',
  '2fas',
  'ente',
  'authenticator-extension',
  'bitwarden',
  'bitwarden-csv',
  'proton-authenticator',
  'proton-pass',
  'raivo',
  'andotp',
  'freeotp-plus',
  'stratum',
  'lastpass',
  'cxf',
  'authenticator-sh',
  'kode-backup',
] as const
export type Format = (typeof FORMATS)[number]

/** An account as a file has it, cleaned and within the bounds of what Kode keeps. */
export interface Imported {
  readonly draft: AccountDraft
  /** What the person called it there; empty if it is only the issuer's or the user's name again. */
  readonly name: string
  /** May have several lines. */
  readonly note: string
  /** Groups, folders, categories. */
  readonly tags: readonly string[]
  readonly pinned: boolean
}

export type RowProblem =
  | OtpauthProblem
  /** The row has not the form that the format has. */
  | 'malformed'
  /** It lies in the other app's trash. */
  | 'trashed'
  /** The password opens the file, but not this row. */
  | 'not-opened'
  /** It hung on a key that is never read (`__proto__` and the like). */
  | 'forbidden-key'

export interface RefusedRow {
  /** Its place in the file, from 1. */
  readonly row: number
  /** By which a person finds it in the other app; may be empty. Never the secret. */
  readonly name: string
  readonly reason: RowProblem
}

/** One account of a file. Rows stand in the order the other app shows them in. */
export type Row = Result<Imported, RefusedRow>

/** Pictures of a Google export that were not among those given. */
export interface MissingParts {
  readonly batch: number
  /** From 1. */
  readonly parts: readonly number[]
  readonly of: number
}

/** Why a file cannot be read at all. */
export type FileProblem =
  | 'empty'
  /** More than `MAXIMUM_FILE`. */
  | 'too-large'
  /** JSON nested deeper than any export is. */
  | 'too-deep'
  | 'too-many-accounts'
  /** It begins like JSON and is none: cut off, or edited. */
  | 'broken-json'
  /** No format that Kode knows. */
  | 'unknown'
  /** A picture: its QR code can be scanned. */
  | 'picture'
  /** A ZIP archive: what is in it may be readable. */
  | 'zip'
  /** Encrypted with PGP. */
  | 'pgp'
  /** An app's own database: the app can make an export. */
  | 'database'
  /** Duo Mobile's file, which names the accounts in a way of its own. */
  | 'duo'
  /** Bitwarden's export for the same account only. */
  | 'account-restricted'
  /** No password opens it: an Aegis file for a fingerprint, an age file for a key. */
  | 'no-password-slot'
  /** Its key derivation asks for more than Kode gives a file. */
  | 'kdf-out-of-bounds'

/** What came of reading a file whose format is known. */
export type Reading =
  | { readonly status: 'read'; readonly rows: readonly Row[]; readonly missing: readonly MissingParts[] }
  | { readonly status: 'password-needed' }
  /** The file says that it is not this password. */
  | { readonly status: 'wrong-password' }
  /** Another password, or damage: the format fails alike for both. */
  | { readonly status: 'cannot-open' }
  /** The password is right, or none is needed, and the rest does not fit together. */
  | { readonly status: 'damaged' }
  | { readonly status: 'refused'; readonly problem: FileProblem }

export const readRows = (rows: readonly Row[], missing: readonly MissingParts[] = []): Reading => ({
  status: 'read',
  rows,
  missing,
})

export const refusedFile = (problem: FileProblem): Reading => ({ status: 'refused', problem })
