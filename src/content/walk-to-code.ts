import { leadsToCode } from '../domain/page-state'
import { findWay } from './find-way'
import { readPageState } from './page-state'

/**
 * Goes from the push request or the list of methods to the field for a code, by pressing what a person would press:
 * the page's own links, each once.
 */
export class WalkToCode {
  /** A page that has not come to its code field by then will not. */
  static readonly PATIENCE_MS = 6000
  readonly #page: Document
  readonly #pressed = new WeakSet<HTMLElement>()

  constructor(page: Document) {
    this.#page = page
    this.look()
  }

  /** Takes the next step, if the page has come so far. To be called after changes of the page. */
  look(): void {
    const state = readPageState(this.#page)
    const way = leadsToCode(state) ? findWay(this.#page, state) : undefined
    if (way === undefined || this.#pressed.has(way)) return
    this.#pressed.add(way)
    way.click()
  }
}
