import {
  besideOf,
  sameLabel,
  sameOtp,
  standingOf,
  withBeside,
  type Account,
  type AccountDraft,
  type AccountId,
  type Beside,
  type Otp,
} from '../domain/account'
import { isMicrosoft, suggestName } from '../domain/sign-in'
import { cleanLabel, cleanNotes, cleanTags } from '../domain/text'
import type { AccountAdded, AccountChanged, AccountRestored, Carried } from '../protocol/messages'
import { MAXIMUM_ACCOUNTS, type Contents } from '../vault/contents'
import type { Change, Keeper } from './keeper'
import { randomId } from './random-id'

interface Addition {
  readonly draft: AccountDraft
  /** What the person wants to call it; empty for the suggestion. */
  readonly name: string
  /** The person saw that this label is kept with another secret, and wants both. */
  readonly despiteConflict: boolean
  readonly now: number
}

export async function addAccount(keeper: Keeper, addition: Addition): Promise<AccountAdded> {
  const changed = await keeper.change<AccountAdded>((contents) => planAddition(contents, addition))
  return changed.ok ? changed.value : changed.error
}

function planAddition(contents: Contents, addition: Addition): ReturnType<Change<AccountAdded>> {
  const { draft, name, despiteConflict, now } = addition
  const standing = standingOf(draft, contents.accounts)
  if (standing.kind === 'present') return { outcome: { status: 'present', name: standing.account.name } }
  if (standing.kind === 'conflict' && !despiteConflict)
    return { outcome: { status: 'conflict', name: standing.account.name } }
  if (contents.accounts.length >= MAXIMUM_ACCOUNTS) return { outcome: { status: 'full' } }
  const account = accountFrom({ ...draft, name }, now)
  const accounts = [...contents.accounts, account]
  return { contents: { ...contents, accounts }, outcome: { status: 'added', id: account.id } }
}

/** A new account; where its codes are offered is told by its issuer alone. `now` in Unix milliseconds. */
export function accountFrom(carried: Carried, now: number): Account {
  const { name, label, otp } = carried
  const account: Account = {
    label,
    otp,
    id: randomId() as AccountId,
    name: cleanLabel(name) || suggestName({ label, otp }),
    offeredAt: isMicrosoft(label) ? 'microsoft' : 'nowhere',
    addedAt: now,
    confirmed: false,
    lastUsedStep: null,
  }
  return withBeside(account, cleanBeside(carried))
}

/** As a person wrote it, or a file has it. */
export const cleanBeside = (given: Pick<Carried, 'notes' | 'tags' | 'pinned'>): Partial<Beside> => ({
  notes: cleanNotes(given.notes ?? ''),
  tags: cleanTags(given.tags ?? []),
  pinned: given.pinned ?? false,
})

export function renameAccount(keeper: Keeper, id: AccountId, name: string): Promise<AccountChanged> {
  return changeAccounts(keeper, (contents) => {
    const account = contents.accounts.find((one) => one.id === id)
    if (!account) return undefined
    const renamed = { ...account, name: cleanLabel(name) || suggestName(account) }
    return keepBackupTrue(replaceAccount(contents, renamed), account)
  })
}

/** Microsoft has taken a code of it. */
export function confirmAccount(keeper: Keeper, id: AccountId): Promise<AccountChanged> {
  return changeAccount(keeper, id, (account) => ({ ...account, confirmed: true }))
}

/** Changes one account where it stands. */
export function changeAccount(
  keeper: Keeper,
  id: AccountId,
  change: (account: Account) => Account,
): Promise<AccountChanged> {
  return changeAccounts(keeper, (contents) => {
    const account = contents.accounts.find((one) => one.id === id)
    return account && replaceAccount(contents, change(account))
  })
}

/** Moves an account to the trash. */
export function removeAccount(keeper: Keeper, id: AccountId, now: number): Promise<AccountChanged> {
  return changeAccounts(keeper, (contents) => {
    const account = contents.accounts.find((one) => one.id === id)
    if (!account) return undefined
    return {
      ...contents,
      accounts: contents.accounts.filter((one) => one.id !== id),
      trash: [
        ...contents.trash.slice(1 - MAXIMUM_ACCOUNTS),
        { account, deletedAt: now, position: contents.accounts.indexOf(account) },
      ],
    }
  })
}

/** Puts a deleted account back where it was. */
export async function restoreAccount(keeper: Keeper, id: AccountId): Promise<AccountRestored> {
  const changed = await keeper.change<AccountRestored>((contents) => {
    const deleted = contents.trash.find(({ account }) => account.id === id)
    if (!deleted) return { outcome: { status: 'gone' } }
    if (contents.accounts.length >= MAXIMUM_ACCOUNTS) return { outcome: { status: 'full' } }
    const accounts = contents.accounts.toSpliced(deleted.position, 0, deleted.account)
    const trash = contents.trash.filter((one) => one !== deleted)
    return { contents: { ...contents, accounts, trash }, outcome: { status: 'changed' } }
  })
  return changed.ok ? changed.value : changed.error
}

export async function changeAccounts(
  keeper: Keeper,
  change: (contents: Contents) => Contents | undefined,
): Promise<AccountChanged> {
  const changed = await keeper.change<AccountChanged>((present) => {
    const contents = change(present)
    return contents ? { contents, outcome: { status: 'changed' } } : { outcome: { status: 'gone' } }
  })
  return changed.ok ? changed.value : changed.error
}

export function replaceAccount(contents: Contents, account: Account): Contents {
  return { ...contents, accounts: contents.accounts.map((one) => (one.id === account.id ? account : one)) }
}

/** The last backup has `before` as it was: once the account is another, it counts as not in it. */
export function keepBackupTrue(contents: Contents, before: Account): Contents {
  const { backup } = contents
  const after = contents.accounts.find(({ id }) => id === before.id)
  if (!backup || !after || isSameInBackup(before, after)) return contents
  return { ...contents, backup: { ...backup, accounts: backup.accounts.filter((id) => id !== before.id) } }
}

/** A counter that has moved on since gives codes that were taken before. */
const counterOf = (otp: Otp): number | undefined => (otp.type === 'hotp' ? otp.counter : undefined)

/** Whether an account is pinned is in a backup, too, but nobody misses it. */
function isSameInBackup(before: Account, after: Account): boolean {
  const [were, are] = [besideOf(before), besideOf(after)]
  const sameBeside = were.notes === are.notes && were.tags.join('\n') === are.tags.join('\n')
  return (
    before.name === after.name &&
    sameOtp(before.otp, after.otp) &&
    counterOf(before.otp) === counterOf(after.otp) &&
    sameLabel(before.label, after.label) &&
    sameBeside
  )
}
