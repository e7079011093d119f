import type { Account, AccountDraft, AccountId, Label, Totp } from '../../src/domain/account'
import type { Secret } from '../../src/domain/secret'

/** RFC 6238's test secret, as Microsoft would shorten it: 80 bits. */
export const SECRET = 'GEZDGNBVGY3TQOJQ' as Secret

export function draftOf(label: Partial<Label> = {}, otp: Partial<Totp> = {}): AccountDraft {
  return {
    label: {
      issuer: 'Microsoft',
      organisation: 'Contoso University',
      user: 'alice@contoso.example',
      ...label,
    },
    otp: { type: 'totp', secret: SECRET, algorithm: 'SHA1', digits: 6, period: 30, ...otp },
  }
}

/** A counter account with RFC 4226's test secret. */
export function counterDraft(counter: number): AccountDraft {
  const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ' as Secret
  return {
    label: { issuer: 'Acme', organisation: '', user: 'bob' },
    otp: { type: 'hotp', secret, algorithm: 'SHA1', digits: 6, counter },
  }
}

let made = 0

/** A kept Microsoft account of `user`, with an id of its own. */
export function accountNamed(user: string, otp: Partial<Totp> = {}): Account {
  made += 1
  return {
    ...draftOf({ user }, otp),
    id: `account-${String(made).padStart(14, '0')}` as AccountId,
    name: user,
    offeredAt: 'microsoft',
    addedAt: 0,
    confirmed: false,
    lastUsedStep: null,
  }
}
