import type { OtherForm } from '../domain/other-form'
import type { OtpauthProblem } from '../domain/otpauth-uri'
import type { MessageKey } from '../platform/i18n'
import type { PasskeyAsked } from '../platform/passkey-open'
import type {
  AccountEntered,
  AccountRestored,
  CodeNext,
  CopiesListed,
  Finding,
  ForbiddenPage,
  Mistyped,
  NothingSign,
  PassphraseChanged,
  RecoveryConfirmed,
  ScanReport,
  VaultClosed,
  VaultCreated,
  VaultRecovered,
  VaultUnlocked,
  VaultUnlockedWithPin,
} from '../protocol/messages'

/*
 * Every outcome the background may answer with, and the sentence a person reads. A new outcome without a
 * sentence does not compile.
 */

type Status<Reply extends { readonly status: string }, Success extends string> = Exclude<
  Reply['status'],
  Success
>

export const CREATE_TEXT = {
  exists: 'vaultExists',
  'passphrase-too-short': 'passphraseTooShort',
  'passphrase-too-long': 'passphraseTooLong',
  'storage-failed': 'storageFailedWhat',
} as const satisfies Record<Status<VaultCreated, 'created'>, MessageKey>

const CLOSED_TEXT = {
  locked: 'vaultLocked',
  none: 'vaultMissing',
  damaged: 'damagedWhat',
  'too-new': 'tooNewWhat',
  'storage-failed': 'storageFailedWhat',
} as const satisfies Record<VaultClosed['status'], MessageKey>

/** `$1` of `wait` is the time from which on the next try is heard. */
export const UNLOCK_TEXT = {
  ...CLOSED_TEXT,
  'cannot-open': 'unlockCannotOpen',
  wait: 'unlockWait',
} as const satisfies Record<Status<VaultUnlocked, 'unlocked'> | 'locked', MessageKey>

/** Recovery codes are never made to wait, and `wait` is another's: a passphrase's. */
export const RECOVERY_UNLOCK_TEXT = {
  ...UNLOCK_TEXT,
  'cannot-open': 'recoveryCannotOpen',
  mistyped: 'recoveryMistyped',
} as const satisfies Record<Status<VaultUnlocked | Mistyped, 'unlocked'>, MessageKey>

/** `$1` of `pin-wrong` is how many tries are left. */
export const PIN_UNLOCK_TEXT = {
  ...CLOSED_TEXT,
  'pin-wrong': 'pinWrong',
  'pin-gone': 'pinGone',
} as const satisfies Record<Status<VaultUnlockedWithPin, 'unlocked'>, MessageKey>

export const PASSKEY_UNLOCK_TEXT = {
  ...UNLOCK_TEXT,
  'cannot-open': 'passkeyCannotOpen',
  declined: 'passkeyDeclined',
  'no-prf': 'passkeyNoAnswer',
} as const satisfies Record<
  Status<VaultUnlocked, 'unlocked'> | Exclude<PasskeyAsked, { proof: unknown }>['status'],
  MessageKey
>

/** Why a recovery code that was typed back is not the one. */
export const CONFIRM_TEXT = {
  ...CLOSED_TEXT,
  mistyped: 'recoveryMistyped',
  'cannot-open': 'recoveryAnother',
} as const satisfies Record<Status<RecoveryConfirmed, 'confirmed'>, MessageKey>

export const PASSPHRASE_CHANGE_TEXT = {
  ...UNLOCK_TEXT,
  mistyped: 'recoveryMistyped',
  'passphrase-too-short': 'passphraseTooShort',
  'passphrase-too-long': 'passphraseTooLong',
} as const satisfies Record<Status<PassphraseChanged, 'changed'>, MessageKey>

/** Why a copy of the vault was not opened, or not brought back. */
export const RECOVER_TEXT = {
  'storage-failed': 'storageFailedWhat',
  'cannot-open': 'copiesCannotOpen',
  wait: 'unlockWait',
  mistyped: 'recoveryMistyped',
  gone: 'copyGone',
  unreadable: 'copyUnreadable',
  'too-new': 'copyTooNew',
} as const satisfies Record<Status<CopiesListed | VaultRecovered, 'copies' | 'recovered'>, MessageKey>

/** Why `accounts.rename`, `remove` and `restore`, and `codes.next`, came to nothing. */
export const CHANGE_TEXT = {
  ...CLOSED_TEXT,
  gone: 'accountGone',
  full: 'addFull',
} as const satisfies Record<Status<AccountRestored | CodeNext, 'changed' | 'code'>, MessageKey>

/** Why an account was not added. `$1` is the name of the account kept; `bad-entry` has a problem of its own. */
export const ADD_TEXT = {
  ...CLOSED_TEXT,
  present: 'standingPresent',
  conflict: 'standingConflict',
  gone: 'findGone',
  full: 'addFull',
} as const satisfies Record<Status<AccountEntered, 'added' | 'bad-entry'>, MessageKey>

/** A title, what it means, and what to do: for what fills a whole view. */
export interface Explanation {
  readonly title: MessageKey
  readonly what?: MessageKey
  /** What `what` is filled in with. */
  readonly values?: readonly string[]
  /** Several are steps, one after the other. */
  readonly next: MessageKey | readonly MessageKey[]
  /** What if that cannot be done. */
  readonly otherwise?: MessageKey
}

/** States of the vault that only a restart, an update or a recovery ends. */
export type Trouble = Exclude<VaultClosed['status'], 'locked' | 'none'>

export const TROUBLE_TEXT = {
  damaged: { title: 'damagedTitle', what: 'damagedWhat', next: 'damagedDo' },
  'too-new': { title: 'tooNewTitle', what: 'tooNewWhat', next: 'tooNewDo' },
  'storage-failed': { title: 'storageFailedTitle', what: 'storageFailedWhat', next: 'storageFailedDo' },
} as const satisfies Record<Trouble, Explanation>

/** What was seen is a code, but of no kind that Kode reads: the same wherever the picture came from. */
export const UNSUPPORTED_TEXT = {
  'structured-append': { title: 'scanPart', what: 'scanPartWhat', next: 'scanPartDo' },
  'micro-qr': { title: 'scanMicroQr', what: 'scanOtherWhat', next: 'scanOtherDo' },
  'data-matrix': { title: 'scanDataMatrix', what: 'scanOtherWhat', next: 'scanOtherDo' },
} as const satisfies Partial<Record<NothingSign, Explanation>>

const NOTHING_TEXT = {
  ...UNSUPPORTED_TEXT,
  none: { title: 'scanNothing', next: 'scanNothingDo' },
  'cut-off': { title: 'scanCutOff', next: 'scanCutOffDo' },
  'too-much': { title: 'scanTooMuch', next: 'scanTooMuchDo' },
} as const satisfies Record<NothingSign, Explanation>

const REPORT_TEXT = {
  'not-allowed': { title: 'scanNotAllowed', next: 'scanNotAllowedDo' },
  failed: { title: 'scanFailed', next: 'scanFailedDo' },
} as const satisfies Record<Status<ScanReport, 'found' | 'nothing' | 'forbidden'>, Explanation>

const FORBIDDEN_TEXT = {
  browser: 'forbiddenBrowser',
  store: 'forbiddenStore',
  pdf: 'forbiddenPdf',
  edge: 'forbiddenEdge',
  policy: 'forbiddenPolicy',
  unknown: 'forbiddenUnknown',
} as const satisfies Record<ForbiddenPage, MessageKey>

function explainForbidden(page: ForbiddenPage): Explanation {
  // Who forbids extensions to see a page has often forbidden screenshots too.
  const next = page === 'policy' ? 'forbiddenPolicyDo' : 'scanForbiddenDo'
  return { title: 'scanForbidden', what: FORBIDDEN_TEXT[page], next }
}

/** Why a scan found nothing to add. */
export function explainReport(report: Exclude<ScanReport, { status: 'found' }>): Explanation {
  if (report.status === 'nothing') return NOTHING_TEXT[report.sign]
  return report.status === 'forbidden' ? explainForbidden(report.page) : REPORT_TEXT[report.status]
}

const OTHER_TEXT = {
  link: 'findLink',
  wifi: 'findWifi',
  contact: 'findContact',
  text: 'findText',
  empty: 'findEmpty',
} as const satisfies Record<OtherForm, MessageKey>

export const PROBLEM_TEXT = {
  'secret-empty': 'problemKeyEmpty',
  'secret-not-base32': 'problemKeyLetters',
  'secret-too-long': 'problemKeyLong',
  'not-otpauth': 'problemNotAccount',
  'uri-too-long': 'problemTooLong',
  'uri-malformed': 'problemMalformed',
  'parameter-repeated': 'problemRepeated',
  'type-unsupported': 'problemType',
  'algorithm-unsupported': 'problemAlgorithm',
  'digits-unsupported': 'problemDigits',
  'period-unsupported': 'problemPeriod',
  'counter-missing': 'problemCounterMissing',
  'counter-unsupported': 'problemCounter',
} as const satisfies Record<OtpauthProblem, MessageKey>

/** A symbol that gives no account: what it is, and the way on. Its content is never shown. */
export type DeadEnd = Exclude<Finding, { kind: 'account' }>

export function explain(finding: DeadEnd): Explanation {
  switch (finding.kind) {
    case 'microsoft-push':
      return {
        title: 'findMicrosoft',
        what: 'findMicrosoftWhat',
        next: ['findMicrosoftDo', 'findMicrosoftNext', 'findMicrosoftScan'],
        otherwise: 'findMicrosoftNoLink',
      }
    case 'migration':
      return {
        title: 'findMigration',
        what: 'findMigrationPart',
        values: [finding.part, finding.parts, finding.accounts].map(String),
        next: finding.parts > 1 ? 'findMigrationDo' : 'findMigrationOneDo',
        ...(finding.refused > 0 ? { otherwise: 'findMigrationLeft' } : {}),
      }
    case 'bad-account':
      return { title: 'findBad', what: PROBLEM_TEXT[finding.problem], next: 'findOtherDo' }
    case 'move':
      return { title: 'findMove', what: 'findMoveWhat', next: 'findMoveDo' }
    case 'other':
      return { title: 'findOther', what: OTHER_TEXT[finding.form], next: 'findOtherDo' }
  }
}
