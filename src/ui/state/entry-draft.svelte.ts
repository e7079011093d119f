import { DIGITS, PERIOD, type Algorithm } from '../../domain/account'
import type { AccountEntry, EntryType } from '../../protocol/messages'

/** What a person has typed of an account so far, as the form's fields hold it. */
export class EntryDraft {
  key = $state('')
  issuer = $state('Microsoft')
  user = $state('')
  name = $state('')
  type = $state<EntryType>('totp')
  algorithm = $state<Algorithm>('SHA1')
  digits = $state<number>(DIGITS.standard)
  period = $state(String(PERIOD.standard))
  counter = $state('0')

  get entry(): AccountEntry {
    return {
      name: this.name.trim(),
      issuer: this.issuer.trim(),
      user: this.user.trim(),
      secret: this.key,
      type: this.type,
      algorithm: this.algorithm,
      digits: this.digits,
      // 0 and -1 stand for what is no whole number: the background refuses them with a sentence of its own.
      period: wholeNumber(this.period) ?? 0,
      counter: wholeNumber(this.counter) ?? -1,
    }
  }

  clear(): void {
    this.key = this.user = this.name = ''
    this.issuer = 'Microsoft'
    this.type = 'totp'
    this.algorithm = 'SHA1'
    this.digits = DIGITS.standard
    this.period = String(PERIOD.standard)
    this.counter = '0'
  }
}

function wholeNumber(text: string): number | undefined {
  return /^\d{1,16}$/.test(text.trim()) ? Number(text) : undefined
}
