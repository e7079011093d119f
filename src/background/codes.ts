import { usedOnceMore, type Account, type AccountId, type Otp } from '../domain/account'
import { codeAt, codeOfCounter, codeOfStep } from '../domain/otp'
import { searchFor } from '../domain/search'
import type { CodeNext, CodeRow, CodesListed } from '../protocol/messages'
import type { Contents } from '../vault/contents'
import type { Keeper } from './keeper'
import { keepBackupTrue, replaceAccount } from './accounts'
import { listedOrder } from './arranging'

/** Which accounts are meant, and how their codes are shown. */
interface Manner {
  readonly search?: string
  readonly tag?: string
  /** Only where the person presses. May be read from storage meanwhile. */
  readonly hidden?: boolean | Promise<boolean>
}

/**
 * The rows `first` to `first + count` of the accounts that are meant. No code of any other is computed. `now` in
 * Unix milliseconds.
 */
export async function listCodes(
  keeper: Keeper,
  first: number,
  count: number,
  now: number,
  { search = '', tag, hidden = false }: Manner = {},
): Promise<CodesListed> {
  const [read, isHidden] = await Promise.all([keeper.read(), hidden])
  if (!read.ok) return read.error
  const { accounts, byHand, locking } = read.value
  const ordered = listedOrder(read.value)
  const tagged = tag === undefined ? ordered : ordered.filter(({ beside }) => beside?.tags.includes(tag))
  const found = search === '' ? tagged : tagged.filter(searchFor(search))
  const rows = found.slice(first, first + count).map((account) => rowOf(account, now))
  const told = { kept: accounts.length, total: found.length, byHand, hidden: isHidden }
  const locks = locking.afterCode ? ({ locksAfterCode: true } as const) : {}
  return { status: 'open', ...told, ...locks, first, rows }
}

function rowOf({ id, name, label, otp, offeredAt, confirmed, beside }: Account, now: number): CodeRow {
  const unconfirmed = offeredAt === 'microsoft' && !confirmed
  return { id, name, label, unconfirmed, pinned: beside?.pinned ?? false, code: codeOf(otp, now) }
}

/** What is shown of an account's code at `now` (Unix milliseconds). */
export function codeOf(otp: Otp, now: number): CodeRow['code'] {
  if (otp.type === 'hotp') return { type: 'hotp', counter: otp.counter }
  const { digits, step, expiresAt } = codeAt(otp, now)
  const next = codeOfStep(otp, step + 1).digits
  return { type: 'totp', digits, next, period: otp.period, expiresAt }
}

/** The code of a HOTP account's counter, after the next counter is stored: a code is never given twice. */
export async function nextCode(keeper: Keeper, id: AccountId): Promise<CodeNext> {
  const changed = await keeper.change<CodeNext>((contents) => useCounter(contents, id))
  return changed.ok ? changed.value : changed.error
}

function useCounter(contents: Contents, id: AccountId): { contents?: Contents; outcome: CodeNext } {
  const account = contents.accounts.find((one) => one.id === id)
  if (account?.otp.type !== 'hotp') return { outcome: { status: 'gone' } }
  const otp = { ...account.otp, counter: account.otp.counter + 1 }
  const digits = codeOfCounter(account.otp)
  const used = replaceAccount(contents, usedOnceMore({ ...account, otp }))
  return { contents: keepBackupTrue(used, account), outcome: { status: 'code', digits } }
}
