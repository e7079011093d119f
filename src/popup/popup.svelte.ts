import type { AccountId } from '../domain/account'
import type { HelpPack } from '../domain/help-pack'
import type { Beginning } from './beginning'
import { t } from '../platform/i18n'
import { makeWay } from '../platform/place'
import type { AccountAdded, AccountEntered, FindId, VaultClosed } from '../protocol/messages'
import type { Ask } from '../ui/ask'
import { AccountList } from '../ui/state/account-list.svelte'
import type { CodeList } from '../ui/state/code-list.svelte'
import { Entrance, insists, type Door } from '../ui/state/entrance.svelte'
import { EntryDraft } from '../ui/state/entry-draft.svelte'
import { Help } from '../ui/state/help.svelte'
import { Scan } from '../ui/state/scan.svelte'
import { TabPage } from '../ui/state/tab-page.svelte'

/** A file of its own (rare-views.ts). */
type RareViews = typeof import('./rare-views')

export type View =
  | { readonly kind: 'failure'; readonly cause: unknown }
  | { readonly kind: 'door'; readonly door: Door }
  | { readonly kind: 'help'; readonly pack: HelpPack }
  | { readonly kind: 'scan' | 'enter' | 'codes' }

/** The popup: what it shows, and what a person can do in it. */
export class Popup {
  readonly accounts: AccountList
  readonly codes: CodeList
  readonly scan: Scan
  readonly page: TabPage
  readonly entrance: Entrance
  readonly help: Help
  readonly draft = new EntryDraft()
  /** Undefined until they are read. */
  rare = $state.raw<RareViews>()
  #entering = $state(false)
  #failure = $state.raw<{ readonly cause: unknown }>()
  readonly view: View = $derived.by(() => this.#chooseView())
  readonly #ask: Ask

  /** `now` gives Unix milliseconds. */
  constructor(ask: Ask, now: () => number, beginning: Beginning) {
    this.#ask = ask
    this.accounts = new AccountList(ask, now, beginning.listed, (said) => (this.entrance.parting = said))
    this.codes = this.accounts.codes
    this.scan = new Scan(ask, beginning.pending)
    this.page = new TabPage(ask)
    this.help = new Help(ask)
    this.entrance = new Entrance(ask, now, () => this.reload())
    if (beginning.doors) this.entrance.heed(beginning.doors)
  }

  async readRare(): Promise<void> {
    this.rare = await import('./rare-views')
  }

  /** A bug, or a background that is gone: shown instead of everything else. */
  fail(cause: unknown): void {
    this.#failure = { cause }
  }

  /** Session storage changed under these keys; what stood under those of `gone` is there no more. */
  async follow(keys: readonly string[], gone: readonly string[] = []): Promise<void> {
    // At once: what stays open must not show codes while the background wakes to say that it is locked.
    if (gone.includes('session')) this.#blank()
    // The vault opening or closing also changes what a find is to the accounts kept.
    if (keys.includes('session') || keys.includes('find')) await this.reload()
  }

  async reload(): Promise<void> {
    await Promise.all([this.codes.refresh(), this.scan.refresh(), this.page.refresh()])
    await this.entrance.follow(this.codes.closed)
  }

  async lock(): Promise<void> {
    await this.#ask('vault.lock', {})
    this.draft.clear()
    this.#blank()
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
    const filled = await this.page.fill(id)
    if (filled === 'filled' && this.codes.locksAfterCode) this.entrance.parting = t('filledAndLocked')
    if (filled) makeWay()
  }

  /** The vault locked: nothing of it stays here. */
  #blank(): void {
    this.accounts.removal.take()
    this.accounts.notice.clear()
    this.page.forget()
    this.codes.close('locked')
  }

  async #welcome(id: AccountId): Promise<void> {
    this.accounts.notice.say(t('added'), id)
    await this.accounts.reveal(id)
  }

  async #heed<R extends AccountEntered>(reply: R): Promise<R> {
    if (isClosed(reply)) await this.codes.refresh()
    return reply
  }

  #chooseView(): View {
    if (this.#failure) return { kind: 'failure', cause: this.#failure.cause }
    if (this.help.pack) return { kind: 'help', pack: this.help.pack }
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
