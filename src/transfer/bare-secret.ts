import type { Label } from '../domain/account'
import type { Row } from './outcome'
import { accountRow, uriRow, type Extras } from './rows'

/** A password manager's field for one-time codes: a URI, or a bare secret with everything else as usual. */
export function bareSecretRow(
  row: number,
  value: string,
  { issuer, user }: Pick<Label, 'issuer' | 'user'>,
  extras: Extras,
): Row {
  if (/^\s*otpauth:/i.test(value)) return uriRow(row, value, extras, { issuer, user })
  const steam = /^\s*steam:\/\/(.*)$/is.exec(value)?.[1]
  const [type, secret] = steam === undefined ? ['totp', value] : ['steam', steam]
  return accountRow(row, { type, secret, issuer, name: user }, extras)
}
