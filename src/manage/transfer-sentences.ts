import type { Label } from '../domain/account'
import { plainNameOf } from '../domain/label'
import { t, type MessageKey } from '../platform/i18n'
import type { RowStanding } from '../protocol/messages'
import type { FileProblem, Format, RowProblem } from '../transfer/outcome'
import type { Outcome } from '../transfer/read'
import type { LeftReason } from '../transfer/write-migration'
import { isolate } from '../ui/isolate'
import { PROBLEM_TEXT } from '../ui/sentences'

/* Every way in which a file, a row or an export may come to nothing, and the sentences a person reads. */

/** What people call them: names, the same in every language. */
export const FORMAT_NAME = {
  otpauth: 'otpauth',
  'google-migration': 'Google Authenticator',
  aegis: 'Aegis',
  '2fas': '2FAS',
  ente: 'Ente Auth',
  'authenticator-extension': 'Authenticator',
  bitwarden: 'Bitwarden',
  'bitwarden-csv': 'Bitwarden (CSV)',
  'proton-authenticator': 'Proton Authenticator',
  'proton-pass': 'Proton Pass',
  raivo: 'Raivo OTP',
  andotp: 'andOTP',
  'freeotp-plus': 'FreeOTP+',
  stratum: 'Stratum',
  lastpass: 'LastPass Authenticator',
  cxf: 'CXF',
  'authenticator-sh': 'authenticator.sh',
  'kode-backup': 'Kode',
} as const satisfies Record<Format, string>

export const ROW_TEXT = {
  ...PROBLEM_TEXT,
  malformed: 'rowMalformed',
  trashed: 'rowTrashed',
  'not-opened': 'rowNotOpened',
  'forbidden-key': 'rowForbidden',
} as const satisfies Record<RowProblem, MessageKey>

export const FILE_TEXT = {
  empty: 'fileEmpty',
  'too-large': 'fileTooLarge',
  'too-deep': 'fileTooDeep',
  'too-many-accounts': 'fileTooMany',
  'broken-json': 'fileBroken',
  unknown: 'fileUnknown',
  picture: 'filePicture',
  zip: 'fileZip',
  pgp: 'filePgp',
  database: 'fileDatabase',
  duo: 'fileDuo',
  'account-restricted': 'fileRestricted',
  'no-password-slot': 'fileNoPassword',
  'kdf-out-of-bounds': 'fileKdf',
} as const satisfies Record<FileProblem, MessageKey>

export const LEFT_TEXT = {
  steam: 'leftSteam',
  period: 'leftPeriod',
  digits: 'leftDigits',
  'label-too-long': 'leftLong',
} as const satisfies Record<LeftReason, MessageKey>

const STANDING_TEXT = {
  new: 'importNew',
  present: 'importPresent',
  conflict: 'importConflict',
  repeated: 'importRepeated',
} as const satisfies Record<RowStanding['kind'], MessageKey>

export const standingText = (standing: RowStanding): string =>
  t(STANDING_TEXT[standing.kind], 'name' in standing ? isolate(standing.name) : '')

/** The account as a file names it. */
export const accountText = (label: Label): string =>
  [label.issuer, plainNameOf(label)].filter(Boolean).join(': ')

export const formatName = (format: Format | undefined): string => (format ? FORMAT_NAME[format] : '')

/** Why a file was not read, and what to do. */
export function unreadText(outcome: Exclude<Outcome, { status: 'read' | 'password-needed' }>): string {
  switch (outcome.status) {
    case 'wrong-password':
      return t('importWrong')
    case 'cannot-open':
      return t('importCannotOpen')
    case 'damaged':
      return t('importDamaged', formatName(outcome.format))
    case 'refused':
      return t(FILE_TEXT[outcome.problem], Object.values(FORMAT_NAME).join(', '))
  }
}
