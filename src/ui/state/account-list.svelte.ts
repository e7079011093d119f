import type { AccountId } from '../../domain/account'
import { writeClipboard } from '../../platform/clipboard'
import { t } from '../../platform/i18n'
import type { AccountForm, CodeRow, CodesListed } from '../../protocol/messages'
import type { Ask } from '../ask'
import { isolate } from '../isolate'
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
  readonly #locked: (said: string) => void

  /**
   * `now` gives Unix milliseconds; `listed` is the reply to the first asking; `locked` takes what is left to say when
   * Kode locked because a code was copied.
   */
  constructor(ask: Ask, now: () => number, listed: CodesListed, locked: (said: string) => void) {
    this.#ask = ask
    this.#locked = locked
    this.clock = new Clock(now)
    this.codes = new CodeList(ask, now, listed)
  }

  async copy(row: CodeRow, digits: string): Promise<void> {
    const copied = await writeClipboard(digits)
    const locks = copied && this.codes.locksAfterCode
    // Two sentences about one press would be read out one after the other: the second is enough.
    if (!locks) this.notice.say(t(copied ? 'copied' : 'copyFailed'), row.id)
    if (copied) await this.#ask('accounts.used', { id: row.id })
    if (locks) this.#locked(t('copiedAndLocked'))
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

  async pin({ id, pinned }: CodeRow): Promise<void> {
    const reply = await this.#ask('accounts.pin', { id, pinned: !pinned })
    if (reply.status !== 'changed') return this.#explain(reply.status)
    this.notice.say(t(pinned ? 'unpinned' : 'pinned'), id)
    await this.codes.refresh()
  }

  /** Puts an account at a position of the list; gives the one it has then, or -1. */
  async move({ id, name }: CodeRow, to: number): Promise<number> {
    const reply = await this.#ask('accounts.move', { id, to })
    if (reply.status !== 'moved') {
      await this.#explain(reply.status)
      return -1
    }
    this.notice.say(t('movedTo', isolate(name), String(reply.at + 1), String(this.codes.total)))
    await this.codes.refresh()
    return reply.at
  }

  async order(byHand: boolean): Promise<void> {
    const reply = await this.#ask('accounts.order', { byHand })
    if (reply.status !== 'changed') return this.#explain(reply.status)
    await this.codes.refresh()
  }

  /** Writes `form` over an account that was as `before`, which can be undone. Gives whether that was done. */
  async edit(id: AccountId, form: AccountForm, before: AccountForm): Promise<boolean> {
    const reply = await this.#ask('accounts.edit', { id, form })
    if (reply.status !== 'changed') {
      await this.#explain(reply.status)
      return false
    }
    this.removal.offer({ id, name: form.name || before.name, before })
    await this.codes.refresh()
    return true
  }

  async undo(): Promise<void> {
    const last = this.removal.take()
    if (last?.before) await this.#takeBack(last.id, last.before)
    else if (last) await this.restore(last.id)
  }

  async #takeBack(id: AccountId, form: AccountForm): Promise<void> {
    const reply = await this.#ask('accounts.edit', { id, form })
    if (reply.status !== 'changed') return this.#explain(reply.status)
    this.notice.say(t('editUndone'), id)
    await this.codes.refresh()
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
