import type { Account, AccountId } from '../domain/account'
import { codeAt, codeOfCounter, codeOfStep } from '../domain/otp'
import { searchFor } from '../domain/search'
import type { CodeNext, CodeRow, CodesListed } from '../protocol/messages'
import type { Contents } from '../vault/contents'
import type { Keeper } from './keeper'
import { replaceAccount } from './accounts'

/**
 * The rows `first` to `first + count` of the accounts that `search` means. No code of any other is computed. `now` in
 * Unix milliseconds.
 */
export async function listCodes(
  keeper: Keeper,
  first: number,
  count: number,
  now: number,
  search = '',
): Promise<CodesListed> {
  const read = await keeper.read()
  if (!read.ok) return read.error
  const { accounts } = read.value
  const found = search === '' ? accounts : accounts.filter(searchFor(search))
  const rows = found.slice(first, first + count).map((account) => rowOf(account, now))
  return { status: 'open', kept: accounts.length, total: found.length, first, rows }
}

function rowOf({ id, name, label, otp, offeredAt, confirmed }: Account, now: number): CodeRow {
  const row = { id, name, label, unconfirmed: offeredAt === 'microsoft' && !confirmed }
  if (otp.type === 'hotp') return { ...row, code: { type: 'hotp', counter: otp.counter } }
  const { digits, step, expiresAt } = codeAt(otp, now)
  const next = codeOfStep(otp, step + 1).digits
  return { ...row, code: { type: 'totp', digits, next, period: otp.period, expiresAt } }
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
  return { contents: replaceAccount(contents, { ...account, otp }), outcome: { status: 'code', digits } }
}
