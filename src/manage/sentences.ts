import type { CameraProblem } from '../platform/camera'
import { language, t, type MessageKey } from '../platform/i18n'
import type { PasskeyMaking } from '../platform/passkey-make'
import type {
  PassphraseChanged,
  PasskeyAdded,
  PinSet,
  RecoveryMade,
  VaultClosed,
  WayRemoved,
  WayRenamed,
} from '../protocol/messages'
import { clockTime } from '../ui/clock-time'
import { PASSPHRASE_CHANGE_TEXT, UNLOCK_TEXT, UNSUPPORTED_TEXT, type Explanation } from '../ui/sentences'
import type { PictureProblem } from './gather'

type PasskeyRefusal = Extract<PasskeyMaking, { status: string }>['status']

/* Every way in which this page may come to nothing, and the sentences a person reads. */

const TOO_MUCH = { title: 'pictureTooMuch', next: 'pictureTooMuchDo' } as const

export const PICTURE_TEXT = {
  ...UNSUPPORTED_TEXT,
  none: { title: 'pictureNone', next: 'pictureNoneDo' },
  'cut-off': { title: 'scanCutOff', next: 'pictureCutOffDo' },
  'too-much': TOO_MUCH,
  'too-long': TOO_MUCH,
  'too-large': { title: 'pictureTooLarge', next: 'pictureTooLargeDo' },
  empty: { title: 'pictureEmpty', next: 'pictureEmptyDo' },
  'needs-screenshot': { title: 'pictureOther', next: 'pictureOtherDo' },
  'not-a-picture': { title: 'pictureDamaged', next: 'pictureDamagedDo' },
  failed: { title: 'pictureFailed', next: 'pictureFailedDo' },
  later: { title: 'pictureLater', next: 'pictureLaterDo' },
} as const satisfies Record<PictureProblem, Explanation>

/** After these a person can still point at the code. */
const POINTABLE: readonly PictureProblem[] = ['none', 'too-much', 'too-long']

export const isPointable = (problem: PictureProblem): boolean => POINTABLE.includes(problem)

export const CAMERA_TEXT = {
  denied: { title: 'cameraDenied', next: 'cameraDeniedDo' },
  none: { title: 'cameraNone', next: 'cameraNoneDo' },
  busy: { title: 'cameraBusy', next: 'cameraBusyDo' },
} as const satisfies Record<CameraProblem, Explanation>

export const GONE_TEXT = { title: 'captureGone', next: 'captureGoneDo' } as const satisfies Explanation

/** Why a passphrase, given once more to change a way in, was not taken. `$1` of `wait` is a time. */
export const PROOF_TEXT = { ...UNLOCK_TEXT, 'cannot-open': 'proofWrong' } as const satisfies Record<
  Exclude<RecoveryMade['status'], 'made'>,
  MessageKey
>

/** The same of a passphrase that is to be replaced, by what stood in for it. */
export const RENEWAL_TEXT = {
  passphrase: { ...PASSPHRASE_CHANGE_TEXT, 'cannot-open': 'proofWrong' },
  recovery: { ...PASSPHRASE_CHANGE_TEXT, 'cannot-open': 'recoveryProofWrong' },
} as const satisfies Record<string, Record<Exclude<PassphraseChanged['status'], 'changed'>, MessageKey>>

export const PASSKEY_TEXT = {
  ...PROOF_TEXT,
  declined: 'passkeyNotMade',
  'no-prf': 'passkeyNoPrf',
  present: 'passkeyPresent',
  full: 'passkeyFull',
} as const satisfies Record<Exclude<PasskeyAdded['status'] | PasskeyRefusal, 'added'>, MessageKey>

export const REMOVE_TEXT = { ...PROOF_TEXT, gone: 'wayGone', needed: 'wayNeeded' } as const satisfies Record<
  Exclude<WayRemoved['status'], 'removed'>,
  MessageKey
>

export const RENAME_TEXT = { ...UNLOCK_TEXT, gone: 'wayGone' } as const satisfies Record<
  Exclude<WayRenamed['status'], 'changed'>,
  MessageKey
>

export const PIN_TEXT = { ...UNLOCK_TEXT, 'bad-pin': 'pinBad' } as const satisfies Record<
  Exclude<PinSet['status'], 'set'>,
  MessageKey
>

export const CLOSED_TEXT: Record<VaultClosed['status'], MessageKey> = UNLOCK_TEXT

/** The sentence for an outcome, with the time of the next try, or the characters asked for. */
export function say<S extends string>(
  outcome: { readonly status: S; readonly until?: number; readonly least?: number },
  texts: Readonly<Record<S, MessageKey>>,
): string {
  const { status, until, least } = outcome
  if (until !== undefined) return t(texts[status], clockTime(until, language()))
  return t(texts[status], ...(least === undefined ? [] : [String(least)]))
}
