import type { AccountId } from '../../domain/account'
import { t } from '../../platform/i18n'
import type { PageAsks, PageFilled } from '../../protocol/messages'
import type { Ask } from '../ask'
import { FILLED_TEXT, REFUSED_TEXT } from '../page-sentences'
import { Busy } from './busy.svelte'

/** The tab in front of the person: what it asks for, and the code that is filled into it from here. */
export class TabPage {
  asks = $state.raw<PageAsks>({ status: 'none' })
  /** Why the last fill came to nothing, empty if it did not. */
  problem = $state('')
  readonly busy = new Busy()
  readonly #ask: Ask

  constructor(ask: Ask) {
    this.#ask = ask
  }

  async refresh(): Promise<void> {
    this.asks = await this.#ask('signIn.page', {})
  }

  /** The vault locked: what is said of its accounts goes. */
  forget(): void {
    this.asks = { status: 'none' }
    this.problem = ''
  }

  /** Whether the page has the code now, or will have it by itself; `undefined` if neither. */
  async fill(id: AccountId): Promise<'filled' | 'waiting' | undefined> {
    const filled = await this.busy.run(() => this.#ask('signIn.fill', { id }))
    if (filled === undefined) return undefined
    if (filled.status === 'filled' || filled.status === 'waiting') return filled.status
    this.problem = t(textOf(filled))
    return undefined
  }
}

const textOf = (filled: Exclude<PageFilled, { status: 'filled' | 'waiting' }>) =>
  filled.status === 'refused' ? REFUSED_TEXT[filled.reason] : FILLED_TEXT[filled.status]
