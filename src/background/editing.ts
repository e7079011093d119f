import { besideOf, sameOtp, withBeside, type Account, type AccountId, type Otp } from '../domain/account'
import { suggestName } from '../domain/sign-in'
import { cleanLabel } from '../domain/text'
import type {
  AccountChanged,
  AccountForm,
  AccountTold,
  CodePreviewed,
  CodeSettings,
} from '../protocol/messages'
import { changeAccounts, cleanBeside, keepBackupTrue, replaceAccount } from './accounts'
import { codeOf } from './codes'
import type { Keeper } from './keeper'

/** All of an account but its secret. */
export async function tellAccount(keeper: Keeper, id: AccountId): Promise<AccountTold> {
  const read = await keeper.read()
  if (!read.ok) return read.error
  const account = read.value.accounts.find((one) => one.id === id)
  return account ? { status: 'account', type: account.otp.type, form: formOf(account) } : { status: 'gone' }
}

function formOf(account: Account): AccountForm {
  const { name, label, otp } = account
  const { notes, tags } = besideOf(account)
  const settings = {
    algorithm: otp.algorithm,
    digits: otp.digits,
    period: otp.type === 'hotp' ? null : otp.period,
  }
  return { name, label, settings, notes, tags }
}

/** Writes a whole form over an account, in one save. What its secret is, and where its codes are offered, stays. */
export function editAccount(keeper: Keeper, id: AccountId, form: AccountForm): Promise<AccountChanged> {
  return changeAccounts(keeper, (contents) => {
    const account = contents.accounts.find((one) => one.id === id)
    return account && keepBackupTrue(replaceAccount(contents, edited(account, form)), account)
  })
}

function edited(account: Account, { name, label, settings, notes, tags }: AccountForm): Account {
  const cleaned = {
    issuer: cleanLabel(label.issuer),
    organisation: cleanLabel(label.organisation),
    user: cleanLabel(label.user),
  }
  const otp = withSettings(account.otp, settings)
  const bare = {
    ...account,
    label: cleaned,
    otp,
    name: cleanLabel(name) || suggestName({ label: cleaned, otp }),
    lastUsedStep: sameOtp(otp, account.otp) ? account.lastUsedStep : null,
  }
  return withBeside(bare, { ...cleanBeside({ notes, tags }), pinned: besideOf(account).pinned })
}

/** Steam gives no choice, and a counter has no period. */
function withSettings(otp: Otp, { algorithm, digits, period }: CodeSettings): Otp {
  if (otp.type === 'steam') return otp
  if (otp.type === 'hotp') return { ...otp, algorithm, digits }
  return { ...otp, algorithm, digits, period: period ?? otp.period }
}

/** The code an account would have with these settings. Nothing is changed, and no counter is used up. */
export async function previewCode(
  keeper: Keeper,
  id: AccountId,
  settings: CodeSettings,
  now: number,
): Promise<CodePreviewed> {
  const read = await keeper.read()
  if (!read.ok) return read.error
  const account = read.value.accounts.find((one) => one.id === id)
  if (!account) return { status: 'gone' }
  return { status: 'preview', code: codeOf(withSettings(account.otp, settings), now) }
}
