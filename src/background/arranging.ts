import { usedOnceMore, withBeside, type Account, type AccountId } from '../domain/account'
import { inOrder, moved } from '../domain/order'
import type { AccountChanged, AccountMoved, TagsListed } from '../protocol/messages'
import type { Contents } from '../vault/contents'
import { changeAccount, changeAccounts, replaceAccount } from './accounts'
import type { Keeper } from './keeper'

/** More tags than anybody looks through are not told. */
const MOST_TOLD = 100

const listed = new WeakMap<Contents, readonly Account[]>()

/** The accounts as they are listed: put in order once for each contents, however often rows of them are asked for. */
export function listedOrder(contents: Contents): readonly Account[] {
  const known = listed.get(contents) ?? inOrder(contents.accounts, contents.byHand)
  listed.set(contents, known)
  return known
}

export const pinAccount = (keeper: Keeper, id: AccountId, pinned: boolean): Promise<AccountChanged> =>
  changeAccount(keeper, id, (account) => withBeside(account, { pinned }))

/** A code of it was copied. One of a counter was counted when it was asked for. */
export async function takeCopied(keeper: Keeper, id: AccountId): Promise<AccountChanged> {
  const changed = await keeper.change<AccountChanged>((contents) => {
    const account = contents.accounts.find((one) => one.id === id)
    if (account === undefined) return { outcome: { status: 'gone' } }
    const outcome = { status: 'changed' } as const
    if (account.otp.type === 'hotp') return { outcome }
    return { contents: replaceAccount(contents, usedOnceMore(account)), outcome }
  })
  await keeper.lockAfterCode()
  return changed.ok ? changed.value : changed.error
}

/** Puts an account at a position of the list. From then on the whole list stands as the person sees it now. */
export async function moveAccount(keeper: Keeper, id: AccountId, to: number): Promise<AccountMoved> {
  const changed = await keeper.change<AccountMoved>((contents) => {
    const shown = listedOrder(contents)
    const from = shown.findIndex((account) => account.id === id)
    if (from < 0) return { outcome: { status: 'gone' } }
    const accounts = moved(shown, from, to)
    const at = accounts.findIndex((account) => account.id === id)
    const outcome = { status: 'moved', from, at } as const
    // At the end of its part of the list nothing moves, and no order was chosen.
    return at === from ? { outcome } : { contents: { ...contents, accounts, byHand: true }, outcome }
  })
  return changed.ok ? changed.value : changed.error
}

/** The order by hand, or the most used first. The one made by hand is kept for another time. */
export const orderAccounts = (keeper: Keeper, byHand: boolean): Promise<AccountChanged> =>
  changeAccounts(keeper, (contents) => ({ ...contents, byHand }))

/** Every tag there is, those of most accounts first. */
export async function listTags(keeper: Keeper): Promise<TagsListed> {
  const read = await keeper.read()
  if (!read.ok) return read.error
  const counts = new Map<string, number>()
  for (const { beside } of read.value.accounts)
    for (const tag of beside?.tags ?? []) counts.set(tag, (counts.get(tag) ?? 0) + 1)
  const tags = [...counts].map(([tag, accounts]) => ({ tag, accounts }))
  return { status: 'tags', tags: tags.toSorted((a, b) => b.accounts - a.accounts).slice(0, MOST_TOLD) }
}
