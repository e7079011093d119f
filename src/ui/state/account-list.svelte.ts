import type { AccountId } from '../../domain/account'
import { writeClipboard } from '../../platform/clipboard'
import { t } from '../../platform/i18n'
import type { CodeRow, CodesListed } from '../../protocol/messages'
import type { Ask } from '../ask'
import { liveCodeAt } from '../live-code'
import { CHANGE_TEXT } from '../sentences'
import { Clock } from './clock.svelte'
import { CodeList } from './code-list.svelte'
import { Notice } from './notice.svelte'
import { Removal } from './removal.svelte'

/** The accounts with their codes, and what a person can do with each. */
export class AccountList {
  readonly clock: Clock
  readonly codes: CodeList
  readonly notice = new Notice()
  readonly removal = new Removal()
  /** The account to bring into view, because it was just added or brought back. */
  revealed = $state<AccountId>()
  readonly #ask: Ask

  /** `now` gives Unix milliseconds; `listed` is the reply to the first asking. */
  constructor(ask: Ask, now: () => number, listed: CodesListed) {
    this.#ask = ask
    this.clock = new Clock(now)
    this.codes = new CodeList(ask, now, listed)
  }

  async copy(row: CodeRow, digits: string): Promise<void> {
    const copied = await writeClipboard(digits)
    this.notice.say(t(copied ? 'copied' : 'copyFailed'), row.id)
  }

  /** Enter while searching: the code of the account found first, if one is shown. */
  async copyFirst(): Promise<void> {
    const row = this.codes.at(0)
    if (row === undefined) return
    const digits =
      row.code.type === 'totp' ? liveCodeAt(row.code, this.clock.now)?.digits : this.codes.counted[row.id]
    if (digits !== undefined) await this.copy(row, digits)
  }

  /** Uses up one code of a counter-based account and shows it. */
  async next({ id }: CodeRow): Promise<void> {
    const reply = await this.#ask('codes.next', { id })
    if (reply.status === 'code') this.codes.count(id, reply.digits)
    else await this.#explain(reply.status)
  }

  async rename({ id }: CodeRow, name: string): Promise<void> {
    this.codes.rename(id, name)
    const reply = await this.#ask('accounts.rename', { id, name })
    if (reply.status !== 'changed') return this.#explain(reply.status)
    this.notice.say(t('renamed'), id)
    await this.codes.refresh()
  }

  async remove({ id, name }: CodeRow): Promise<void> {
    const reply = await this.#ask('accounts.remove', { id })
    if (reply.status !== 'changed') return this.#explain(reply.status)
    this.removal.offer({ id, name })
    await this.codes.refresh()
  }

  /** Microsoft took a code of it where Kode did not look. */
  async confirm({ id }: CodeRow): Promise<void> {
    const reply = await this.#ask('accounts.confirm', { id })
    if (reply.status !== 'changed') return this.#explain(reply.status)
    this.notice.say(t('confirmed'), id)
    await this.codes.refresh()
  }

  async undo(): Promise<void> {
    const removed = this.removal.take()
    if (removed !== undefined) await this.restore(removed.id)
  }

  /** Brings a deleted account back to where it was. */
  async restore(id: AccountId): Promise<void> {
    const reply = await this.#ask('accounts.restore', { id })
    if (reply.status !== 'changed') return this.#explain(reply.status)
    this.notice.say(t('restored'), id)
    await this.reveal(id)
  }

  async reveal(id: AccountId): Promise<void> {
    await this.codes.find(id)
    this.revealed = id
  }

  /** Nothing is asked any more: nobody looks at it. */
  leave(): void {
    this.codes.stop()
    this.notice.clear()
    this.removal.take()
  }

  /** Says why nothing came of it, and shows what is there now. */
  async #explain(status: keyof typeof CHANGE_TEXT): Promise<void> {
    this.notice.say(t(CHANGE_TEXT[status]))
    await this.codes.refresh()
  }
}
