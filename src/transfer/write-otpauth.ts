import type { AccountDraft } from '../domain/account'
import { writeOtpauthUri } from '../domain/otpauth-uri'

/** A line for each account, in clear text: what every authenticator reads. */
export function writeOtpauthText(drafts: readonly AccountDraft[]): string {
  return drafts.map((draft) => `${writeOtpauthUri(draft)}\n`).join('')
}
