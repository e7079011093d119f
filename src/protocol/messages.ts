import type { AccountDraft, AccountId, Algorithm, Label, Otp } from '../domain/account'
import type { HelpPack, Organisation } from '../domain/help-pack'
import type { ChosenLanguage, Texts } from '../domain/language'
import type { Locking } from '../domain/locking'
import type { Move, MoveStage } from '../domain/moving'
import type { Outline, Sighting } from '../domain/pixels'
import type { OtherForm } from '../domain/other-form'
import type { OtpauthProblem } from '../domain/otpauth-uri'
import type { PageState } from '../domain/page-state'
import type { Settings } from '../domain/settings'
import type { UserMatch } from '../domain/sign-in'
import type { PolicyRead } from './policy'

/**
 * Every word two contexts may say. A reply is an outcome; an exception over the wire is a bug.
 *
 * `page` is one of our own pages (popup, manage). `content` is our content script in the top frame of one of
 * Microsoft's pages, which may be told the labels of accounts that fit and, after a trusted click, one code:
 * never a secret, a URI, the vault or a screenshot.
 */
export interface Protocol {
  'vault.create': Message<'page', { passphrase: string }, VaultCreated>
  'vault.unlock': Message<'page', { passphrase: string }, VaultUnlocked>
  'vault.unlockWithRecovery': Message<'page', { code: string }, VaultUnlocked | Mistyped>
  'vault.unlockWithPasskey': Message<'page', PasskeyProof, VaultUnlocked>
  /** Only after the vault locked by itself, in the same run of the browser. */
  'vault.unlockWithPin': Message<'page', { pin: string }, VaultUnlockedWithPin>
  'vault.lock': Message<'page', Nothing, Done>
  /** What a closed vault can be opened with. */
  'vault.doors': Message<'page', Nothing, VaultDoors>

  /** The ways in of an open vault, with what is known of them. */
  'vault.ways': Message<'page', Nothing, WaysListed>
  /** The code that `vault.create` or `vault.newRecovery` gave, typed back. */
  'vault.confirmRecovery': Message<'page', { code: string }, RecoveryConfirmed>
  /** Whether the recovery code was ever typed back: cheaper to tell than `vault.ways`. */
  'vault.recovery': Message<'page', Nothing, RecoveryTold>
  'vault.changePassphrase': Message<'page', { current: ProofGiven; next: string }, PassphraseChanged>
  /** Another recovery code in place of the present one, which opens nothing any more. */
  'vault.newRecovery': Message<'page', { passphrase: string }, RecoveryMade>
  'vault.addPasskey': Message<'page', PasskeyAddition, PasskeyAdded>
  'vault.renameWay': Message<'page', { id: WayId; name: string }, WayRenamed>
  'vault.removeWay': Message<'page', { id: WayId; passphrase: string }, WayRemoved>
  'vault.setPin': Message<'page', { pin: string }, PinSet>
  'vault.dropPin': Message<'page', Nothing, Done>
  'vault.locking': Message<'page', Nothing, LockingTold>
  'vault.setLocking': Message<'page', Locking, LockingSet>

  /** Every stored copy of the vault; how many accounts are in each, if `proof` opens it or the vault is open. */
  'vault.copies': Message<'page', { proof: ProofGiven | null }, CopiesListed>
  /** Makes a copy the vault, and opens it. Everything else that is stored is put aside. */
  'vault.recover': Message<'page', { name: string; proof: ProofGiven }, VaultRecovered>
  /** All that is stored, as it is stored: sealed. */
  'vault.exportBytes': Message<'page', Nothing, BytesExported>
  /** Puts the vault aside, so that a new one can be made. The person has typed that this is what they want. */
  'vault.reset': Message<'page', { confirmed: true }, VaultReset>

  /** The rows `first` to `first + count` of those that `search` and `tag` mean, of all without: only these are computed. */
  'codes.list': Message<'page', { first: number; count: number; search?: string; tag?: string }, CodesListed>
  /** Moves a HOTP counter on and gives its code, after the new counter is saved. */
  'codes.next': Message<'page', { id: AccountId }, CodeNext>

  'accounts.add': Message<'page', { find: FindId; name: string; despiteConflict: boolean }, AccountAdded>
  'accounts.enter': Message<'page', { entry: AccountEntry; despiteConflict: boolean }, AccountEntered>
  'accounts.rename': Message<'page', { id: AccountId; name: string }, AccountChanged>
  /** The person says that Microsoft takes this account's codes, though Kode did not see it. */
  'accounts.confirm': Message<'page', { id: AccountId }, AccountChanged>
  /** To the trash, from which `accounts.restore` brings it back. */
  'accounts.remove': Message<'page', { id: AccountId }, AccountChanged>
  'accounts.restore': Message<'page', { id: AccountId }, AccountRestored>
  /** All of an account but its secret, for a person to edit. */
  'accounts.read': Message<'page', { id: AccountId }, AccountTold>
  'accounts.edit': Message<'page', { id: AccountId; form: AccountForm }, AccountChanged>
  /** The code it would have with other settings. Changes nothing. */
  'accounts.preview': Message<'page', { id: AccountId; settings: CodeSettings }, CodePreviewed>
  'accounts.pin': Message<'page', { id: AccountId; pinned: boolean }, AccountChanged>
  /** A code of it was copied: the most used stand first, and Kode may lock after each. */
  'accounts.used': Message<'page', { id: AccountId }, AccountChanged>
  /** To a position of the list of all accounts. Pinned ones stay before the others. */
  'accounts.move': Message<'page', { id: AccountId; to: number }, AccountMoved>
  /** The order made by hand, or the most used first. */
  'accounts.order': Message<'page', { byHand: boolean }, AccountChanged>
  'accounts.tags': Message<'page', Nothing, TagsListed>
  /** Deleted accounts, the last deleted first: `first` to `first + count`. */
  'accounts.trash': Message<'page', { first: number; count: number }, TrashListed>

  /** Captures the visible part of the current tab and reads the codes on it. */
  'scan.tab': Message<'page', Nothing, ScanReport>
  /** What the last scan found, if nobody has answered it yet. */
  'scan.pending': Message<'page', Nothing, ScanReport | { status: 'none' }>
  'scan.dismiss': Message<'page', Nothing, Done>
  /** What one of our own pages read in a picture file, a region or the camera's picture. Answered like a scan. */
  'scan.submit': Message<'page', { sightings: readonly Sighting[] }, ScanReport>
  /** The capture in which nothing was found, for the person to show where the code is. */
  'scan.capture': Message<'page', Nothing, CaptureHeld>

  /** What the tab in front asks for, and which accounts fit. */
  'signIn.page': Message<'page', Nothing, PageAsks>
  /** Fills the code of this account into the tab in front: a click in our own page is the person's word. */
  'signIn.fill': Message<'page', { id: AccountId }, PageFilled>

  /** Where this person gets help with signing in. */
  'help.pack': Message<'page', Nothing, HelpPack>
  /** The person said where they work or study. */
  'help.choose': Message<'page', { organisation: Organisation }, SettingsChanged>
  /**
   * The one way in which secrets leave the background: for a backup or an export that a person asked for, against the
   * passphrase. `only` one account, or all of them. What becomes of them has a `form`, which a policy may not allow.
   */
  'transfer.accounts': Message<
    'page',
    { passphrase: string; only: AccountId | null; form: ExportForm },
    AccountsHandedOut
  >
  /** What each account of a file is to those kept, so that a person can choose. Changes nothing. */
  'transfer.plan': Message<'page', { accounts: readonly Carried[] }, ImportPlanned>
  /** Adds the accounts a person chose, in one save. Each is compared anew with those kept. */
  'transfer.add': Message<'page', { accounts: readonly ChosenAccount[] }, AccountsImported>
  /** Takes back what an import added, in one save. */
  'transfer.undo': Message<'page', { ids: readonly AccountId[] }, ImportUndone>
  /** What a backup was found to hold when it was read back: compared with what is kept, and remembered if whole. */
  'transfer.prove': Message<'page', { accounts: readonly Carried[] }, BackupProven>
  'transfer.backup': Message<'page', Nothing, BackupTold>

  /** How far a move to this computer has come, so that a person can be reminded of the next step. */
  'move.read': Message<'page', Nothing, MoveTold>
  /** Goes to a step, the first of them to begin; `null` ends or cancels. */
  'move.set': Message<'page', { stage: MoveStage | null }, MoveSet>

  'settings.read': Message<'page', Nothing, Settings>
  'settings.change': Message<'page', Settings, SettingsChanged>
  /** What the organisation has set. */
  'policy.read': Message<'page', Nothing, PolicyRead>
  'language.read': Message<'page', Nothing, LanguageTold>
  /** `null`: as the browser. */
  'language.choose': Message<'page', { chosen: ChosenLanguage | null }, SettingsChanged>

  /** The page asks for a code: which accounts fit? `user` is the name the page shows, empty if none. */
  'autofill.offers': Message<'content', { user: string; state: PageState }, Offers>
  /** The texts of the language that was chosen by hand; empty without a choice. */
  'autofill.texts': Message<'content', Nothing, Texts>
  /** A person clicked an offered account: the one code, for this document only. */
  'autofill.code': Message<'content', { id: AccountId }, CodeGiven>
  /** The page has stopped asking for a code. */
  'autofill.over': Message<'content', Nothing, Done>
  /** The page says anew that a code was wrong, after ours was sent off. */
  'autofill.rejected': Message<'content', Rejected, Rejection>
  /** The picture of the QR code on Microsoft's registration page, a data URL, after a person's press. */
  'registration.read': Message<'content', { picture: string }, RegistrationRead>
  /** The person saw whose account it is, and wants it. It is called as suggested. */
  'registration.add': Message<'content', { find: FindId; despiteConflict: boolean }, RegistrationAdded>
  /** The person calls the account that was just kept something else; empty for the suggestion. */
  'registration.rename': Message<'content', { id: AccountId; name: string }, RegistrationAdded>
  /** The page went on after the code that Kode filled in. */
  'registration.accepted': Message<'content', Nothing, RegistrationConfirmed>
  /** A person clicked "Open Kode" in the offer, because the vault is locked. */
  'signIn.openKode': Message<'content', Nothing, Done>
  /** A person clicked "Help" in the coach's card. */
  'registration.openHelp': Message<'content', Nothing, Done>
}

/** Characters of a data URL with the picture of one QR code: many times what Microsoft's needs. */
export const LONGEST_PICTURE = 2_000_000

interface Message<From extends Caller, Request, Reply> {
  readonly from: From
  readonly request: Request
  readonly reply: Reply
}

export type Caller = 'page' | 'content'
export type Verb = keyof Protocol
export type Request<V extends Verb> = Protocol[V]['request']
export type Reply<V extends Verb> = Protocol[V]['reply']
export type VerbOf<C extends Caller> = { [V in Verb]: Protocol[V]['from'] extends C ? V : never }[Verb]

/** Who may say each verb: the value-level twin of `Protocol`, kept equal by the compiler. */
export const CALLER = {
  'vault.create': 'page',
  'vault.unlock': 'page',
  'vault.unlockWithRecovery': 'page',
  'vault.unlockWithPasskey': 'page',
  'vault.unlockWithPin': 'page',
  'vault.lock': 'page',
  'vault.doors': 'page',
  'vault.ways': 'page',
  'vault.confirmRecovery': 'page',
  'vault.recovery': 'page',
  'vault.changePassphrase': 'page',
  'vault.newRecovery': 'page',
  'vault.addPasskey': 'page',
  'vault.renameWay': 'page',
  'vault.removeWay': 'page',
  'vault.setPin': 'page',
  'vault.dropPin': 'page',
  'vault.locking': 'page',
  'vault.setLocking': 'page',
  'vault.copies': 'page',
  'vault.recover': 'page',
  'vault.exportBytes': 'page',
  'vault.reset': 'page',
  'codes.list': 'page',
  'codes.next': 'page',
  'accounts.add': 'page',
  'accounts.enter': 'page',
  'accounts.rename': 'page',
  'accounts.confirm': 'page',
  'accounts.remove': 'page',
  'accounts.restore': 'page',
  'accounts.read': 'page',
  'accounts.edit': 'page',
  'accounts.preview': 'page',
  'accounts.pin': 'page',
  'accounts.used': 'page',
  'accounts.move': 'page',
  'accounts.order': 'page',
  'accounts.tags': 'page',
  'accounts.trash': 'page',
  'scan.tab': 'page',
  'scan.pending': 'page',
  'scan.dismiss': 'page',
  'scan.submit': 'page',
  'scan.capture': 'page',
  'signIn.page': 'page',
  'signIn.fill': 'page',
  'help.pack': 'page',
  'help.choose': 'page',
  'transfer.accounts': 'page',
  'transfer.plan': 'page',
  'transfer.add': 'page',
  'transfer.undo': 'page',
  'transfer.prove': 'page',
  'transfer.backup': 'page',
  'move.read': 'page',
  'move.set': 'page',
  'settings.read': 'page',
  'settings.change': 'page',
  'policy.read': 'page',
  'language.read': 'page',
  'language.choose': 'page',
  'autofill.offers': 'content',
  'autofill.texts': 'content',
  'autofill.code': 'content',
  'autofill.over': 'content',
  'autofill.rejected': 'content',
  'registration.read': 'content',
  'registration.add': 'content',
  'registration.rename': 'content',
  'registration.accepted': 'content',
  'signIn.openKode': 'content',
  'registration.openHelp': 'content',
} as const satisfies { [V in Verb]: Protocol[V]['from'] }

/** Verbs that change nothing, so that asking twice is no different from asking once. */
const QUESTIONS: readonly Verb[] = [
  'vault.doors',
  'vault.ways',
  'vault.recovery',
  'vault.locking',
  'vault.exportBytes',
  'codes.list',
  'accounts.read',
  'accounts.preview',
  'accounts.tags',
  'accounts.trash',
  'scan.pending',
  'scan.capture',
  'autofill.offers',
  'autofill.texts',
  'help.pack',
  'transfer.plan',
  'transfer.backup',
  'move.read',
  'settings.read',
  'policy.read',
  'language.read',
  'signIn.page',
]

export const isQuestion = (verb: Verb): boolean => QUESTIONS.includes(verb)

/** An empty object on the wire. */
export type Nothing = Readonly<Record<string, never>>
export type Done = 'done'

/** Why an account cannot be reached: each surface shows the view this names. */
export type VaultClosed =
  | { readonly status: 'locked' }
  /** There is no vault yet. */
  | { readonly status: 'none' }
  /** There are vault bytes, but no copy of them can be read as a vault. They are left untouched. */
  | { readonly status: 'damaged' }
  /** A newer Kode wrote the vault. */
  | { readonly status: 'too-new' }
  /** The browser could not read or write its storage; nothing was changed. */
  | { readonly status: 'storage-failed' }

/** The browser could not read or write its storage; nothing was changed. */
type StorageFailed = Extract<VaultClosed, { readonly status: 'storage-failed' }>

export type PassphraseRefused =
  /** `least` characters are asked for. */
  | { readonly status: 'passphrase-too-short'; readonly least: number }
  | { readonly status: 'passphrase-too-long' }

export type VaultCreated =
  /** The vault is open. Its recovery code is told once, and waits for `vault.confirmRecovery`. */
  | { readonly status: 'created'; readonly recoveryCode: string }
  | { readonly status: 'exists' }
  | PassphraseRefused
  | StorageFailed

/**
 * AES-GCM fails alike for a wrong passphrase and for damaged bytes, so `cannot-open` claims neither. `wait`: after
 * too many wrong tries the next is heard at `until` (Unix milliseconds).
 */
export type NotLetIn =
  { readonly status: 'cannot-open' } | { readonly status: 'wait'; readonly until: number }

/** No recovery code at all: its checksum does not fit, so a character is wrong. */
export interface Mistyped {
  readonly status: 'mistyped'
}

export type VaultUnlocked =
  { readonly status: 'unlocked' } | NotLetIn | Exclude<VaultClosed, { readonly status: 'locked' }>

export type VaultUnlockedWithPin =
  | Exclude<VaultUnlocked, NotLetIn>
  | { readonly status: 'pin-wrong'; readonly triesLeft: number }
  /** None is set, it was dropped, or the session it goes on with is too old: ask for the passphrase. */
  | { readonly status: 'pin-gone' }

/** A passkey as its slot names it: base64. `first` and `second` are the inputs of its PRF, 32 bytes each. */
export interface PasskeyNamed {
  readonly credential: string
  readonly first: string
  readonly second: string
}

/** What its PRF answered to them: base64, 32 bytes each. */
export interface PasskeyAnswered {
  readonly first: string
  readonly second: string
}

export type PasskeyProof = { readonly credential: string } & PasskeyAnswered

/** What a person brings to be let in, or to be let change the ways in. */
export type ProofGiven =
  | { readonly kind: 'passphrase'; readonly passphrase: string }
  | { readonly kind: 'recovery'; readonly code: string }
  | ({ readonly kind: 'passkey' } & PasskeyProof)

export type VaultDoors =
  | Exclude<VaultClosed, { readonly status: 'locked' }>
  | {
      readonly status: 'doors'
      readonly passkeys: readonly PasskeyNamed[]
      /** There is a recovery code. */
      readonly recovery: boolean
      /** A PIN is set that opens it now. */
      readonly pin: boolean
      /** When the next passphrase is heard (Unix milliseconds); `null` for now. */
      readonly waitsUntil: number | null
    }

export type WayId = string & { readonly __brand: 'WayId' }

/** A way in, as the security page lists it. */
export interface WayShown {
  readonly id: WayId
  readonly kind: 'passphrase' | 'recovery' | 'passkey'
  /** What the person calls it; empty if nothing. */
  readonly name: string
  /** Unix milliseconds; `null` where nobody wrote it down. */
  readonly madeAt: number | null
  /** False for a recovery code nobody has typed back yet. */
  readonly confirmed: boolean
  /** This computer affords a passphrase that is slower to guess: changing it, even to the same one, makes it so. */
  readonly couldBeStronger: boolean
  /** Others can only be replaced. */
  readonly removable: boolean
}

export type WaysListed =
  VaultClosed | { readonly status: 'ways'; readonly ways: readonly WayShown[]; readonly pin: boolean }

export type RecoveryConfirmed =
  VaultClosed | Mistyped | { readonly status: 'confirmed' } | { readonly status: 'cannot-open' }

export type RecoveryTold = VaultClosed | { readonly status: 'recovery'; readonly confirmed: boolean }

export type PassphraseChanged =
  VaultClosed | NotLetIn | Mistyped | PassphraseRefused | { readonly status: 'changed' }

export type RecoveryMade = VaultClosed | NotLetIn | { readonly status: 'made'; readonly recoveryCode: string }

export interface PasskeyAddition {
  readonly passphrase: string
  readonly passkey: PasskeyNamed
  readonly answer: PasskeyAnswered
  readonly name: string
}

export type PasskeyAdded =
  | VaultClosed
  | NotLetIn
  | { readonly status: 'added' }
  /** The authenticator has no PRF that could hold a key. */
  | { readonly status: 'no-prf' }
  | { readonly status: 'present' }
  /** The vault has all the passkeys it can. */
  | { readonly status: 'full' }

export type WayRenamed = VaultClosed | { readonly status: 'changed' } | { readonly status: 'gone' }

export type WayRemoved =
  | VaultClosed
  | NotLetIn
  | { readonly status: 'removed' }
  | { readonly status: 'gone' }
  /** The passphrase and the recovery code can only be replaced. */
  | { readonly status: 'needed' }

export type PinSet = VaultClosed | { readonly status: 'set' } | { readonly status: 'bad-pin' }

export type LockingTold = VaultClosed | ({ readonly status: 'locking' } & Locking)
export type LockingSet = VaultClosed | { readonly status: 'changed' }

/** A copy of the vault. `name` is for `vault.recover`. */
export type CopyShown =
  | { readonly name: string; readonly state: 'unreadable' | 'too-new' }
  | {
      readonly name: string
      readonly state: 'readable'
      readonly generation: number
      /** Unix milliseconds; `null` if the copy does not tell. */
      readonly savedAt: number | null
      /** `null` as long as nothing has opened it. */
      readonly accounts: number | null
    }

export type CopiesListed =
  StorageFailed | NotLetIn | Mistyped | { readonly status: 'copies'; readonly copies: readonly CopyShown[] }

export type VaultRecovered =
  | StorageFailed
  | NotLetIn
  | Mistyped
  | { readonly status: 'recovered' }
  /** There is no copy of that name. */
  | { readonly status: 'gone' }
  | { readonly status: 'unreadable' }
  | { readonly status: 'too-new' }

/** `text` is JSON, for a file. */
export type BytesExported = StorageFailed | { readonly status: 'bytes'; readonly text: string }

/** `records`: how many were put aside. */
export type VaultReset = StorageFailed | { readonly status: 'reset'; readonly records: number }

export interface MoveTold {
  readonly move: Move | null
}

export type MoveSet = 'done' | 'storage-failed'

/** A code as the popup shows it. Times are Unix milliseconds. */
export interface CodeRow {
  readonly id: AccountId
  readonly name: string
  readonly label: Label
  /** It is for Microsoft's sign-in, and nobody has seen Microsoft take a code of it yet. */
  readonly unconfirmed: boolean
  readonly pinned: boolean
  readonly code: TotpCode | HotpCode
}

/** A code that changes with the time: Steam's as well, whose "digits" are letters too. */
export interface TotpCode {
  readonly type: 'totp'
  readonly digits: string
  /** The code of the following time step, shown near the end of this one. */
  readonly next: string
  /** Seconds. */
  readonly period: number
  readonly expiresAt: number
}

/** Shown only after the person asks (`codes.next`), because each showing uses one up. */
export interface HotpCode {
  readonly type: 'hotp'
  readonly counter: number
}

export type CodesListed =
  | VaultClosed
  | {
      readonly status: 'open'
      /** How many accounts there are. */
      readonly kept: number
      /** How many of them the search means. */
      readonly total: number
      /** The person has put them in order. */
      readonly byHand: boolean
      /** Codes are shown only where the person presses. */
      readonly hidden: boolean
      /** Kode locks once one of them was copied or filled in. Absent where it does not. */
      readonly locksAfterCode?: true
      readonly first: number
      readonly rows: readonly CodeRow[]
    }

export type CodeNext =
  VaultClosed | { readonly status: 'code'; readonly digits: string } | { readonly status: 'gone' }

/** Names one find of the last scan; the secret stays in the background. */
export type FindId = string & { readonly __brand: 'FindId' }

/** Parameters of an account without its secret. */
export type OtpShape =
  | { readonly type: 'totp'; readonly algorithm: Algorithm; readonly digits: number; readonly period: number }
  | {
      readonly type: 'hotp'
      readonly algorithm: Algorithm
      readonly digits: number
      readonly counter: number
    }
  | {
      readonly type: 'steam'
      readonly algorithm: Algorithm
      readonly digits: number
      readonly period: number
    }

export interface AccountPreview {
  readonly label: Label
  readonly otp: OtpShape
  readonly suggestedName: string
  readonly weakSecret: boolean
  /** Its codes will be offered at Microsoft's sign-in. */
  readonly offeredAtMicrosoft: boolean
}

/** What a found account is to those kept. `unknown` while the vault is locked. */
export type FindStanding =
  | { readonly kind: 'new' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'present'; readonly name: string }
  | { readonly kind: 'conflict'; readonly name: string }

/** One symbol, told by what it holds, and where in the picture it is. */
export type Finding = Found & {
  /** Which of the scan's sightings it comes from, from 0: an export gives several findings. */
  readonly sighting: number
  /** In shares of the picture; several where the same code is shown more than once. */
  readonly places: readonly Outline[]
}

export type Found =
  | {
      readonly kind: 'account'
      readonly find: FindId
      readonly preview: AccountPreview
      readonly standing: FindStanding
    }
  | { readonly kind: 'bad-account'; readonly problem: OtpauthProblem }
  /** Part `part` (from 1) of `parts` of Google Authenticator's export. Each of its accounts is a finding, too. */
  | {
      readonly kind: 'migration'
      readonly part: number
      readonly parts: number
      readonly accounts: number
      /** How many more it has that Kode cannot keep. */
      readonly refused: number
    }
  /** Microsoft's own push registration: holds no secret, so no authenticator but Microsoft's can use it. */
  | { readonly kind: 'microsoft-push' }
  /** One of the QR codes by which Kode moves to another computer. */
  | { readonly kind: 'move' }
  | { readonly kind: 'other'; readonly form: OtherForm }

/** What there was to see on a page without a code that could be read. */
export const NOTHING_SIGNS = [
  'none',
  'cut-off',
  'structured-append',
  'micro-qr',
  'data-matrix',
  'too-much',
] as const
export type NothingSign = (typeof NOTHING_SIGNS)[number]

/** Whose page it is that no extension may see, so far as the browser tells. `edge`: Microsoft's, in its browser. */
export const FORBIDDEN_PAGES = ['browser', 'store', 'pdf', 'edge', 'policy', 'unknown'] as const
export type ForbiddenPage = (typeof FORBIDDEN_PAGES)[number]

/** A small copy of the picture that was read, so that a person sees what was found where. */
export interface Thumbnail {
  /** A JPEG data URL. */
  readonly url: string
  /** Pixels. */
  readonly width: number
  /** Pixels. */
  readonly height: number
}

export type ScanReport =
  | {
      readonly status: 'found'
      readonly findings: readonly Finding[]
      /** The scan stopped at its limit of symbols or time, so there may be others. */
      readonly more: boolean
      /** Absent where the page that asked has the picture itself. */
      readonly picture?: Thumbnail | undefined
    }
  /** The picture was read and holds no symbol that can be. */
  | {
      readonly status: 'nothing'
      readonly sign: NothingSign
      readonly picture?: Thumbnail | undefined
      /** The capture is kept for `scan.capture`. */
      readonly captureHeld: boolean
    }
  /** The browser, or who manages it, lets no extension see this page. */
  | { readonly status: 'forbidden'; readonly page: ForbiddenPage }
  /** The browser wants a click on Kode in this tab first (activeTab). */
  | { readonly status: 'not-allowed' }
  /** No tab, or no picture of it, could be had: the browser's reason is in its console. */
  | { readonly status: 'failed' }

export type CaptureHeld =
  /** `url` is a JPEG data URL, of every pixel the capture had. */
  { readonly status: 'held'; readonly url: string } | { readonly status: 'gone' }

export type AccountAdded =
  | VaultClosed
  | { readonly status: 'added'; readonly id: AccountId }
  | { readonly status: 'present'; readonly name: string }
  | { readonly status: 'conflict'; readonly name: string }
  /** The vault holds all it can (10,000 accounts). */
  | { readonly status: 'full' }
  /** The find is no longer held (the browser restarted, or another scan replaced it): scan again. */
  | { readonly status: 'gone' }

/** Steam shows no key to type. */
export type EntryType = Exclude<Otp['type'], 'steam'>

/** An account typed by hand. `secret` is what the person typed. */
export interface AccountEntry {
  readonly name: string
  readonly issuer: string
  readonly user: string
  readonly secret: string
  readonly type: EntryType
  readonly algorithm: Algorithm
  readonly digits: number
  readonly period: number
  readonly counter: number
}

export type AccountEntered = AccountAdded | { readonly status: 'bad-entry'; readonly problem: OtpauthProblem }

export type AccountChanged = VaultClosed | { readonly status: 'changed' } | { readonly status: 'gone' }

/** How an account makes its codes. `period` in seconds; `null` for one that counts. */
export interface CodeSettings {
  readonly algorithm: Algorithm
  readonly digits: number
  readonly period: number | null
}

/** What a person may change of an account. */
export interface AccountForm {
  readonly name: string
  readonly label: Label
  readonly settings: CodeSettings
  readonly notes: string
  readonly tags: readonly string[]
}

export type AccountTold =
  | VaultClosed
  | { readonly status: 'gone' }
  | { readonly status: 'account'; readonly type: Otp['type']; readonly form: AccountForm }

export type CodePreviewed =
  VaultClosed | { readonly status: 'gone' } | { readonly status: 'preview'; readonly code: CodeRow['code'] }

/** Positions in the list of all accounts, from 0. */
export type AccountMoved =
  | VaultClosed
  | { readonly status: 'gone' }
  | { readonly status: 'moved'; readonly from: number; readonly at: number }

/** How many accounts have a tag. */
export interface TagCount {
  readonly tag: string
  readonly accounts: number
}

export type TagsListed = VaultClosed | { readonly status: 'tags'; readonly tags: readonly TagCount[] }

/** `full`: the vault holds all it can (10,000 accounts). */
export type AccountRestored = AccountChanged | { readonly status: 'full' }

/** An account on its way in or out: what it is, and what the person calls it (empty for a suggestion). */
export interface Carried extends AccountDraft {
  readonly name: string
  readonly notes?: string
  readonly tags?: readonly string[]
  readonly pinned?: boolean
}

export interface ChosenAccount extends Carried {
  /** The person saw that this label is kept with another secret, and wants both. */
  readonly despiteConflict: boolean
}

/** `clear`: whoever gets hold of it can read it, as a text or a QR code. */
export const EXPORT_FORMS = ['sealed', 'clear'] as const
export type ExportForm = (typeof EXPORT_FORMS)[number]

export type AccountsHandedOut =
  | VaultClosed
  | NotLetIn
  | { readonly status: 'accounts'; readonly accounts: readonly HandedOut[] }
  | NotAllowed

/** The organisation's policy forbids it. */
export interface NotAllowed {
  readonly status: 'not-allowed'
}

export interface HandedOut extends Carried {
  readonly id: AccountId
}

/** `repeated`: an earlier row of the same file has it. */
export type RowStanding = Exclude<FindStanding, { kind: 'unknown' }> | { readonly kind: 'repeated' }

export type ImportPlanned =
  | VaultClosed
  | {
      readonly status: 'planned'
      /** One for each account, in order. */
      readonly standings: readonly RowStanding[]
      /** How many more the vault can hold. */
      readonly room: number
    }

export type AccountsImported =
  | VaultClosed
  /** `passedOver`: what was kept by then, under the same secret or label. */
  | { readonly status: 'imported'; readonly ids: readonly AccountId[]; readonly passedOver: number }
  /** The vault cannot hold them all (10,000 accounts), and none was added. */
  | { readonly status: 'full' }

export type ImportUndone = VaultClosed | { readonly status: 'undone'; readonly accounts: number }

export type BackupProven =
  | VaultClosed
  | { readonly status: 'proven'; readonly accounts: number }
  /** It does not hold what is kept. */
  | { readonly status: 'differs' }

export type BackupTold =
  | VaultClosed
  | {
      readonly status: 'backup'
      /** When the last proven one was made (Unix milliseconds); `null` for never. */
      readonly at: number | null
      readonly accounts: number
      /** How many of them are not in it. */
      readonly missing: number
    }

/** A deleted account. Times are Unix milliseconds. */
export interface DeletedRow {
  readonly id: AccountId
  readonly name: string
  readonly label: Label
  readonly deletedAt: number
  /** From then on it may be gone for good. */
  readonly keptUntil: number
}

export type TrashListed =
  | VaultClosed
  | {
      readonly status: 'trash'
      readonly total: number
      readonly first: number
      readonly rows: readonly DeletedRow[]
    }

/** An account as an offer names it. */
export interface Offer {
  readonly id: AccountId
  readonly name: string
  readonly user: string
  /** How `user` stands to the one the page shows. */
  readonly match: UserMatch
  /** Seconds. */
  readonly period: number
}

export type Offers =
  | { readonly status: 'offers'; readonly offers: readonly Offer[] }
  | { readonly status: 'locked' }
  /** The page is dangerous for whoever types a code there, and says so to nobody else. */
  | { readonly status: 'warn' }
  /** No account fits, no vault exists, this document may not have a code, or offers are not wanted at the field. */
  | { readonly status: 'none' }

export type CodeGiven =
  /** `submit`: the person wants the page's button pressed after it. */
  | { readonly status: 'code'; readonly digits: string; readonly submit: boolean }
  /** The fresh code comes at `at` (Unix milliseconds): this step's is used up or about to expire. */
  | { readonly status: 'wait'; readonly at: number }
  | { readonly status: 'locked' }
  /** The vault cannot be read or written: the popup says why. */
  | { readonly status: 'unavailable' }
  | { readonly status: 'refused'; readonly reason: RefusalReason }

export type RefusalReason = 'origin' | 'frame' | 'device-code' | 'account' | 'rate'

/** What the page shows of a refusal. */
export interface Rejected {
  readonly user: string
  readonly state: PageState
  /** How often the code was sent off since Kode filled it. */
  readonly submits: number
  /** The page's own time beside this computer's at its arrival, Unix milliseconds; null where the page tells none. */
  readonly clock: { readonly server: number; readonly here: number } | null
}

export const REJECTION_CAUSES = [
  /** It was sent twice; Microsoft takes a code once. */
  'used',
  'expired',
  'clock-ahead',
  'clock-behind',
  /** The page names another user than the account's. */
  'different-user',
  /** The page never said that it wants an app's code. */
  'perhaps-sent',
  /** Nothing of the above, and the clock is right. */
  'unknown',
  /** Nothing of the above, and the page does not say whether the clock is right. */
  'unknown-clock',
] as const
export type RejectionCause = (typeof REJECTION_CAUSES)[number]

export type Rejection =
  | {
      readonly status: 'explained'
      readonly cause: RejectionCause
      /** How far the clock is off. */
      readonly minutes: number
      /** The next code may be offered without being asked for: once. */
      readonly again: boolean
    }
  /** No code of Kode's was refused in this tab, or it was explained before. */
  | { readonly status: 'none' }

/** What our content script sees of its page. Asked of it by the background, see `page-messages`. */
export interface PageSeen {
  readonly state: PageState
  readonly user: string
}

/** What came of filling a page from outside of it. */
export type PageFilled =
  | { readonly status: 'filled' }
  /** The page counts down to a fresh code and fills that. */
  | { readonly status: 'waiting' }
  /** The page does not ask for a code any more. */
  | { readonly status: 'gone' }
  | { readonly status: 'too-long' }
  | { readonly status: 'locked' }
  | { readonly status: 'unavailable' }
  | { readonly status: 'refused'; readonly reason: RefusalReason }
  /** Nobody of ours answers in that tab. */
  | { readonly status: 'unreachable' }

/** Why the tab in front is offered no code. */
export type QuietReason =
  /** An address that is not Microsoft's. */
  | 'elsewhere'
  /** A page of the browser's, which has no address that matters. */
  | 'browser-page'
  /** Microsoft's address, but nobody of ours answers: open since before Kode came, or closed to extensions. */
  | 'unreachable'
  | 'device-code'
  | 'other-code'
  | 'other-method'
  /** A code is one of the ways on, but another is chosen. */
  | 'not-chosen'
  | 'no-account'
  | 'nothing-asked'

export type PageAsks =
  | { readonly status: 'waits'; readonly user: string; readonly offers: readonly Offer[] }
  /** A code is asked for, and the vault is locked. */
  | { readonly status: 'locked' }
  | { readonly status: 'quiet'; readonly reason: QuietReason; readonly host: string }
  /** There is no tab to speak of. */
  | { readonly status: 'none' }

export type SettingsChanged = Done | 'storage-failed'

export interface LanguageTold {
  /** `null` if none was chosen: as the browser. */
  readonly language: string | null
  /** The background has the texts of this version of Kode. */
  readonly isCurrent: boolean
}

/** Why a registration page is told nothing of accounts. `no-vault`: a passphrase has to be chosen first. */
interface RegistrationClosed {
  readonly status: 'locked' | 'no-vault' | 'unavailable' | 'refused'
}

/** What the picture on a registration page holds. */
export type RegistrationRead =
  | RegistrationClosed
  | {
      readonly status: 'account'
      readonly find: FindId
      /** What it will be called. */
      readonly name: string
      readonly organisation: string
      readonly user: string
      /** The name of an account with this label and another secret; empty if there is none. */
      readonly conflict: string
    }
  | { readonly status: 'present'; readonly name: string }
  /** Microsoft's own: another QR code is needed. */
  | { readonly status: 'push' }
  /** A code, but not one of an account Kode can keep. */
  | { readonly status: 'other' }
  /** Nothing that can be read. */
  | { readonly status: 'nothing' }

export type RegistrationAdded =
  | RegistrationClosed
  | { readonly status: 'added'; readonly id: AccountId; readonly name: string }
  | { readonly status: 'present' | 'conflict'; readonly name: string }
  | { readonly status: 'full' }
  /** The find is no longer held: read the picture again. */
  | { readonly status: 'gone' }

export type RegistrationConfirmed =
  | RegistrationClosed
  | { readonly status: 'confirmed'; readonly name: string }
  /** Kode is locked, and confirms the account when it is next unlocked. */
  | { readonly status: 'noted' }
  /** No code of Kode's went to this tab lately, or it was refused. */
  | { readonly status: 'none' }
