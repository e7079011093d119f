import type { DeletedRow } from '../../protocol/messages'
import type { Ask } from '../../ui/ask'

/** How many rows are asked for at a time. */
const PAGE = 100

/** The deleted accounts, the last deleted first, as far as a person has looked. */
export class Trash {
  /** Undefined until the background has told. */
  rows = $state.raw<readonly DeletedRow[]>()
  total = $state(0)
  #pages = 1
  readonly #ask: Ask

  constructor(ask: Ask) {
    this.#ask = ask
  }

  async look(): Promise<void> {
    const rows: DeletedRow[] = []
    for (let page = 0; page < this.#pages; page++) {
      const told = await this.#ask('accounts.trash', { first: page * PAGE, count: PAGE })
      if (told.status !== 'trash') return
      rows.push(...told.rows)
      this.total = told.total
    }
    this.rows = rows
  }

  more(): Promise<void> {
    this.#pages++
    return this.look()
  }
}
