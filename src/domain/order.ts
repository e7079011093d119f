import { besideOf, type Account } from './account'

/**
 * The accounts as a person sees them: pinned ones first, and within both the most used next, or as they stand where
 * the person has put them in order. Accounts that are alike stay as they stand.
 */
export function inOrder(accounts: readonly Account[], byHand: boolean): readonly Account[] {
  const rank = byHand ? rankByHand : rankByUse
  return accounts.some(({ beside }) => beside) ? accounts.toSorted((a, b) => rank(b) - rank(a)) : accounts
}

/** Above every rank by use. */
const PINNED = 64

const rankByHand = (account: Account): number => (besideOf(account).pinned ? PINNED : 0)

/** By each doubling of its uses: a row that moved at every use would be hard to find again. */
const rankByUse = (account: Account): number =>
  rankByHand(account) + Math.floor(Math.log2(besideOf(account).uses + 1))

/** `accounts`, which stand as shown, with the one at `from` at `to`, kept among the pinned or the others. */
export function moved(accounts: readonly Account[], from: number, to: number): readonly Account[] {
  const account = accounts[from]
  if (account === undefined) return accounts
  const pinned = accounts.filter((one) => besideOf(one).pinned).length
  const [lowest, highest] = besideOf(account).pinned ? [0, pinned - 1] : [pinned, accounts.length - 1]
  return accounts.toSpliced(from, 1).toSpliced(Math.max(lowest, Math.min(to, highest)), 0, account)
}
