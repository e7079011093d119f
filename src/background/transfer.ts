import {
  besideOf,
  KnownAccounts,
  NOTHING_BESIDE,
  sameLabel,
  sameOtp,
  type Account,
  type AccountDraft,
  type AccountId,
  type Beside,
  type Otp,
} from '../domain/account'
import { codeAt, codeOfCounter } from '../domain/otp'
import type {
  AccountsHandedOut,
  AccountsImported,
  BackupProven,
  BackupTold,
  Carried,
  ChosenAccount,
  ExportForm,
  ImportPlanned,
  ImportUndone,
  RowStanding,
} from '../protocol/messages'
import { MAXIMUM_ACCOUNTS, type Contents } from '../vault/contents'
import { accountFrom, cleanBeside } from './accounts'
import type { WrongTries } from './guesses'
import type { Change, Keeper } from './keeper'
import type { ReadPolicy } from './policy'
import { provePassphrase } from './proofs'

interface Rooms {
  readonly keeper: Keeper
  readonly tries: WrongTries
  readonly policy: ReadPolicy
  /** Unix milliseconds. */
  readonly now: () => number
}

/** Accounts in and out, many at a time. Files are read and written by the page that asks. */
export class Transfer {
  readonly #rooms: Rooms

  constructor(rooms: Rooms) {
    this.#rooms = rooms
  }

  async accounts(passphrase: string, only: AccountId | null, form: ExportForm): Promise<AccountsHandedOut> {
    const { keeper, tries, policy } = this.#rooms
    if (form === 'clear' && (await policy()).disableClearTextExport) return { status: 'not-allowed' }
    const looked = await keeper.alter<AccountsHandedOut>(async (vault) => {
      const proved = await provePassphrase(tries, vault, passphrase)
      if (!proved.ok) return { outcome: proved.error }
      const wanted = vault.contents.accounts.filter(({ id }) => only === null || id === only)
      return { outcome: { status: 'accounts', accounts: wanted.map(handedOut) } }
    })
    return looked.ok ? looked.value : looked.error
  }

  async plan(accounts: readonly Carried[]): Promise<ImportPlanned> {
    const read = await this.#rooms.keeper.read()
    if (!read.ok) return read.error
    const kept = read.value.accounts
    return { status: 'planned', standings: standingsOf(accounts, kept), room: MAXIMUM_ACCOUNTS - kept.length }
  }

  add(chosen: readonly ChosenAccount[]): Promise<AccountsImported> {
    return this.#change<AccountsImported>((contents) => planImport(contents, chosen, this.#rooms.now()))
  }

  undo(ids: readonly AccountId[]): Promise<ImportUndone> {
    return this.#change<ImportUndone>((contents) => {
      const unwanted = new Set(ids)
      const accounts = contents.accounts.filter(({ id }) => !unwanted.has(id))
      const undone = contents.accounts.length - accounts.length
      const outcome = { status: 'undone', accounts: undone } as const
      return undone === 0 ? { outcome } : { contents: { ...contents, accounts }, outcome }
    })
  }

  prove(found: readonly Carried[]): Promise<BackupProven> {
    const now = this.#rooms.now()
    return this.#change<BackupProven>((contents) => {
      const { accounts } = contents
      if (!isWhole(found, accounts, now)) return { outcome: { status: 'differs' } }
      const backup = { at: now, accounts: accounts.map(({ id }) => id) }
      return {
        contents: { ...contents, backup },
        outcome: { status: 'proven', accounts: accounts.length },
      }
    })
  }

  async backup(): Promise<BackupTold> {
    const read = await this.#rooms.keeper.read()
    if (!read.ok) return read.error
    const { accounts, backup } = read.value
    const saved = new Set(backup?.accounts)
    const missing = accounts.filter(({ id }) => !saved.has(id)).length
    return { status: 'backup', at: backup?.at ?? null, accounts: accounts.length, missing }
  }

  async #change<T>(
    change: Change<T>,
  ): Promise<T | Exclude<Awaited<ReturnType<Keeper['read']>>, { ok: true }>['error']> {
    const changed = await this.#rooms.keeper.change(change)
    return changed.ok ? changed.value : changed.error
  }
}

function handedOut(account: Account) {
  const { id, name, label, otp } = account
  const { uses: _uses, ...carried } = besideOf(account)
  return account.beside ? { id, name, label, otp, ...carried } : { id, name, label, otp }
}

function standingsOf(drafts: readonly AccountDraft[], accounts: readonly Account[]): readonly RowStanding[] {
  const known = new KnownAccounts(accounts)
  const seen = new KnownAccounts([])
  return drafts.map((draft) => {
    const standing = known.standingOf(draft)
    if (standing.kind !== 'new') return { kind: standing.kind, name: standing.account.name }
    if (seen.standingOf(draft).kind === 'present') return { kind: 'repeated' }
    seen.add(accountFrom({ ...draft, name: '' }, 0))
    return { kind: 'new' }
  })
}

/** Two rows of one file with the same label and different secrets are both added: the person saw both and chose. */
function planImport(
  contents: Contents,
  chosen: readonly ChosenAccount[],
  now: number,
): ReturnType<Change<AccountsImported>> {
  const kept = new KnownAccounts(contents.accounts)
  const fresh = new KnownAccounts([])
  const added: Account[] = []
  for (const { despiteConflict, ...carried } of chosen) {
    const standing = kept.standingOf(carried)
    const isWanted = standing.kind === 'new' || (standing.kind === 'conflict' && despiteConflict)
    if (!isWanted || fresh.standingOf(carried).kind === 'present') continue
    const account = accountFrom(carried, now)
    fresh.add(account)
    added.push(account)
  }
  const accounts = [...contents.accounts, ...added]
  if (accounts.length > MAXIMUM_ACCOUNTS) return { outcome: { status: 'full' } }
  const ids = added.map(({ id }) => id)
  const outcome = { status: 'imported', ids, passedOver: chosen.length - added.length } as const
  return added.length === 0 ? { outcome } : { contents: { ...contents, accounts }, outcome }
}

/** Every account kept is there, in order, and gives the same code. */
function isWhole(found: readonly Carried[], accounts: readonly Account[], now: number): boolean {
  return (
    found.length === accounts.length &&
    accounts.every((account, at) => {
      const one = found[at]
      return (
        one !== undefined &&
        sameOtp(one.otp, account.otp) &&
        sameLabel(one.label, account.label) &&
        codeOf(one.otp, now) === codeOf(account.otp, now) &&
        sameBeside(one, besideOf(account))
      )
    })
  )
}

/** Notes may have lost what no file carries, such as the space at their ends: they are compared as they are kept. */
function sameBeside(one: Carried, { notes, tags, pinned }: Beside): boolean {
  const found = { ...NOTHING_BESIDE, ...cleanBeside(one) }
  return found.notes === notes && found.tags.join('\n') === tags.join('\n') && found.pinned === pinned
}

const codeOf = (otp: Otp, now: number): string =>
  otp.type === 'hotp' ? codeOfCounter(otp) : codeAt(otp, now).digits
