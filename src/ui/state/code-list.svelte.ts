import type { AccountId } from '../../domain/account'
import { FIRST_ROWS } from '../first-rows'
import type { CodeRow, CodesListed, Request, VaultClosed } from '../../protocol/messages'
import type { Ask } from '../ask'
import { covers, withMargin, type Rows } from '../row-window'

/** From so many accounts on, a field to search them is shown. */
const WORTH_SEARCHING = 8

/** Milliseconds between two askings for the same rows, however often their time runs out. */
const BREATH = 1000

/** The list of codes: only the rows in view and a few around them are ever asked for. */
export class CodeList {
  /** How many rows there are: of all accounts, or of those searched for. */
  total = $state(0)
  /** How many accounts there are. */
  kept = $state(0)
  /** What the person looks for; empty for all accounts. */
  query = $state('')
  /** Only accounts with this tag, if there is one. */
  tag = $state<string>()
  /** A person has put the accounts in order. */
  byHand = $state(false)
  /** Codes are shown only where the person presses. */
  hidden = $state(false)
  /** Kode locks once one of them was copied or filled in. */
  locksAfterCode = $state(false)
  /** All accounts are listed, so that a place in the list is an account's own. */
  readonly whole = $derived(this.query === '' && this.tag === undefined)
  /** Why there is no list; undefined while the vault is open. */
  closed = $state<VaultClosed['status']>()
  /** Counter-based codes shown so far, until the vault locks. */
  counted = $state.raw<Readonly<Record<AccountId, string>>>({})
  /** Few accounts are seen at a glance. */
  readonly searchable = $derived(this.kept >= WORTH_SEARCHING || this.query !== '')
  #rows = $state.raw<readonly CodeRow[]>([])
  #first = $state(0)
  #wanted = FIRST_ROWS
  #running: Promise<void> | undefined
  #again = false
  #closings = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #stopped = false
  readonly #ask: Ask
  readonly #now: () => number

  /** `now` gives Unix milliseconds; `listed` is the reply to the first asking. */
  constructor(ask: Ask, now: () => number, listed: CodesListed) {
    this.#ask = ask
    this.#now = now
    this.#take(listed)
  }

  /** The row at a position of the list; undefined until it has come. */
  at(index: number): CodeRow | undefined {
    return this.#rows[index - this.#first]
  }

  /** The position of an account among the rows that are here, or -1. */
  indexOf(id: AccountId): number {
    const found = this.#rows.findIndex((row) => row.id === id)
    return found < 0 ? -1 : this.#first + found
  }

  /** Rows came into view: asks for them if they are not here. */
  show(rows: Rows): Promise<void> {
    if (covers({ first: this.#first, count: this.#rows.length }, rows)) return Promise.resolve()
    this.#wanted = withMargin(rows)
    return this.refresh()
  }

  /** Shows the accounts that `query` means, from the first on. */
  search(query: string): Promise<void> {
    this.query = query
    this.#wanted = FIRST_ROWS
    return this.refresh()
  }

  /** Shows the accounts with `tag`, or all of them. */
  filter(tag: string | undefined): Promise<void> {
    this.tag = tag
    this.#wanted = FIRST_ROWS
    return this.refresh()
  }

  /** Asks again for the rows in view. Askings do not overlap, so no reply can come out of turn. */
  refresh(): Promise<void> {
    this.#again = true
    this.#running ??= this.#askUntilCurrent().finally(() => (this.#running = undefined))
    return this.#running
  }

  /** Asks no more, for nobody looks at it. */
  stop(): void {
    this.#stopped = true
    clearTimeout(this.#timer)
  }

  /** The vault closed: nothing of it stays here. */
  close(status: VaultClosed['status']): void {
    clearTimeout(this.#timer)
    this.#closings++
    this.closed = status
    this.total = 0
    this.kept = 0
    this.query = ''
    this.tag = undefined
    this.#rows = []
    this.#first = 0
    this.#wanted = FIRST_ROWS
    this.counted = {}
  }

  /** A counter-based code was given out: it stays to be read and copied. */
  count(id: AccountId, digits: string): void {
    this.counted = { ...this.counted, [id]: digits }
  }

  /** Gives a row another name before the background confirms it. */
  rename(id: AccountId, name: string): void {
    this.#rows = this.#rows.map((row) => (row.id === id ? { ...row, name } : row))
  }

  /** Looks for an account where it is likely to be: in view, or at the end. Gives its position, or -1. */
  async find(id: AccountId): Promise<number> {
    this.tag = undefined
    await this.search('')
    if (this.indexOf(id) < 0) {
      await this.show({ first: Math.max(0, this.total - FIRST_ROWS.count), count: FIRST_ROWS.count })
    }
    return this.indexOf(id)
  }

  async #askUntilCurrent(): Promise<void> {
    while (this.#again) {
      this.#again = false
      const closings = this.#closings
      const listed = await this.#ask('codes.list', this.#asking())
      // What was told before the vault closed is not shown after it.
      if (closings === this.#closings) this.#take(listed)
    }
  }

  #asking(): Request<'codes.list'> {
    const search = this.query === '' ? {} : { search: this.query }
    return { ...this.#wanted, ...search, ...(this.tag === undefined ? {} : { tag: this.tag }) }
  }

  #take(listed: CodesListed): void {
    if (listed.status !== 'open') {
      this.close(listed.status)
      return
    }
    this.closed = undefined
    this.total = listed.total
    this.kept = listed.kept
    this.byHand = listed.byHand
    this.hidden = listed.hidden
    this.locksAfterCode = listed.locksAfterCode === true
    this.#first = listed.first
    this.#rows = listed.rows
    this.#refreshWhenDue()
  }

  #refreshWhenDue(): void {
    clearTimeout(this.#timer)
    const ends = this.#rows.flatMap(({ code }) => (code.type === 'totp' ? [code.expiresAt] : []))
    if (ends.length === 0 || this.#stopped) return
    const wait = Math.max(BREATH, Math.min(...ends) - this.#now())
    this.#timer = setTimeout(() => void this.refresh(), wait)
  }
}
