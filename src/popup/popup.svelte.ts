import type { AccountId } from '../domain/account'
import type { Beginning } from './beginning'
import { writeClipboard } from '../platform/clipboard'
import { t } from '../platform/i18n'
import type { AccountAdded, AccountEntered, CodeRow, FindId, VaultClosed } from '../protocol/messages'
import type { Ask } from '../ui/ask'
import { CHANGE_TEXT } from '../ui/sentences'
import { Clock } from '../ui/state/clock.svelte'
import { CodeList } from '../ui/state/code-list.svelte'
import { Entrance, insists, type Door } from '../ui/state/entrance.svelte'
import { EntryDraft } from '../ui/state/entry-draft.svelte'
import { Notice } from '../ui/state/notice.svelte'
import { Removal } from '../ui/state/removal.svelte'
import { Scan } from '../ui/state/scan.svelte'
import { TabPage } from '../ui/state/tab-page.svelte'

export type View =
  | { readonly kind: 'failure'; readonly cause: unknown }
  | { readonly kind: 'door'; readonly door: Door }
  | { readonly kind: 'scan' | 'enter' | 'codes' }

/** The popup: what it shows, and what a person can do in it. */
export class Popup {
  readonly clock: Clock
  readonly codes: CodeList
  readonly scan: Scan
  readonly page: TabPage
  readonly notice = new Notice()
  readonly entrance: Entrance
  readonly removal = new Removal()
  readonly draft = new EntryDraft()
  /** The account to bring into view, because it was just added or brought back. */
  revealed = $state<AccountId>()
  #entering = $state(false)
  #failure = $state.raw<{ readonly cause: unknown }>()
  readonly view: View = $derived.by(() => this.#chooseView())
  readonly #ask: Ask

  /** `now` gives Unix milliseconds. */
  constructor(ask: Ask, now: () => number, beginning: Beginning) {
    this.#ask = ask
    this.clock = new Clock(now)
    this.codes = new CodeList(ask, now, beginning.listed)
    this.scan = new Scan(ask, beginning.pending)
    this.page = new TabPage(ask)
    this.entrance = new Entrance(ask, now, () => this.reload())
    if (beginning.doors) this.entrance.heed(beginning.doors)
  }

  /** A bug, or a background that is gone: shown instead of everything else. */
  fail(cause: unknown): void {
    this.#failure = { cause }
  }

  /** Session storage changed under these keys. */
  async follow(keys: readonly string[]): Promise<void> {
    // The vault opening or closing also changes what a find is to the accounts kept.
    if (keys.includes('session') || keys.includes('find')) await this.reload()
  }

  async reload(): Promise<void> {
    await Promise.all([this.codes.refresh(), this.scan.refresh(), this.page.refresh()])
    await this.entrance.follow(this.codes.closed)
  }

  async lock(): Promise<void> {
    await this.#ask('vault.lock', {})
    this.removal.take()
    this.draft.clear()
    this.codes.close('locked')
    await this.codes.refresh()
    await this.entrance.follow(this.codes.closed)
  }

  openEntry(): void {
    this.#entering = true
    void this.scan.dismiss()
  }

  closeEntry(): void {
    this.#entering = false
    this.draft.clear()
  }

  async add(find: FindId, name: string, despiteConflict: boolean): Promise<AccountAdded> {
    const reply = await this.scan.add(find, name, despiteConflict)
    if (reply.status === 'added') await this.#welcome(reply.id)
    return this.#heed(reply)
  }

  /** Adds what was typed. Until that succeeds the draft keeps it, also through a lock. */
  async enter(despiteConflict: boolean): Promise<AccountEntered> {
    const reply = await this.#ask('accounts.enter', { entry: this.draft.entry, despiteConflict })
    if (reply.status === 'added') {
      this.closeEntry()
      await this.#welcome(reply.id)
    }
    return this.#heed(reply)
  }

  /** Fills the tab in front, and makes way for it. */
  async fillPage(id: AccountId): Promise<void> {
    if (await this.page.fill(id)) close()
  }

  async copy(row: CodeRow, digits: string): Promise<void> {
    const copied = await writeClipboard(digits)
    this.notice.say(t(copied ? 'copied' : 'copyFailed'), row.id)
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

  async undo(): Promise<void> {
    const removed = this.removal.take()
    if (removed === undefined) return
    const reply = await this.#ask('accounts.restore', { id: removed.id })
    if (reply.status !== 'changed') return this.#explain(reply.status)
    this.notice.say(t('restored'), removed.id)
    await this.#reveal(removed.id)
  }

  async #welcome(id: AccountId): Promise<void> {
    this.notice.say(t('added'), id)
    await this.#reveal(id)
  }

  async #reveal(id: AccountId): Promise<void> {
    await this.codes.find(id)
    this.revealed = id
  }

  /** Says why nothing came of it, and shows what is there now. */
  async #explain(status: keyof typeof CHANGE_TEXT): Promise<void> {
    this.notice.say(t(CHANGE_TEXT[status]))
    await this.codes.refresh()
  }

  async #heed<R extends AccountEntered>(reply: R): Promise<R> {
    if (isClosed(reply)) await this.codes.refresh()
    return reply
  }

  #chooseView(): View {
    if (this.#failure) return { kind: 'failure', cause: this.#failure.cause }
    const { closed } = this.codes
    const door = this.entrance.doorFor(closed)
    const waits = this.scan.accounts.length > 0
    // What needs no vault is said at once; an account waits until it can be kept.
    if (this.scan.report && !insists(door) && (closed === undefined || !waits)) return { kind: 'scan' }
    if (door) return { kind: 'door', door }
    return { kind: this.#entering ? 'enter' : 'codes' }
  }
}

const CLOSED = {
  locked: 0,
  none: 0,
  damaged: 0,
  'too-new': 0,
  'storage-failed': 0,
} as const satisfies Record<VaultClosed['status'], 0>

function isClosed(reply: { readonly status: string }): boolean {
  return Object.hasOwn(CLOSED, reply.status)
}
