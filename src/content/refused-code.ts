import type { AskKode } from './ask-code'
import { fieldOf } from './find-target'
import { readPageClock } from './page-clock'
import { findError } from './page-error'
import { readPageState } from './page-state'
import { rejectionText } from './refusal-text'
import { readUser } from './shown-user'
import { VerdictWatch } from './watch-verdict'

/** Why the page refused Kode's code. */
export interface Explanation {
  readonly field: HTMLInputElement
  readonly text: string
  /** The next code may be offered without being asked for. */
  readonly again: boolean
}

/** Looks out for a page that refuses the code Kode wrote into it, and finds out why. */
export class RefusedCode {
  readonly #page: Document
  readonly #ask: AskKode
  readonly #explained: (explanation: Explanation) => void
  #watch: VerdictWatch | undefined
  #lookedBefore = false

  constructor(page: Document, ask: AskKode, explained: (explanation: Explanation) => void) {
    this.#page = page
    this.#ask = ask
    this.#explained = explained
  }

  /** A code was just written into `field`. */
  watch(field: HTMLInputElement): void {
    this.#watch?.end()
    this.#watch = new VerdictWatch(field, (submits) => void this.#explain(field, submits))
  }

  /** To be called after changes of the page. */
  look(): void {
    this.#watch?.look()
    if (!this.#lookedBefore) this.#lookForEarlier()
    this.#lookedBefore = true
  }

  end(): void {
    this.#watch?.end()
  }

  /** Personal accounts' pages post the code and come back with the error: then it was filled in another document. */
  #lookForEarlier(): void {
    const field = fieldOf(this.#page)
    if (field !== undefined && findError(field) !== undefined) void this.#explain(field, 1)
  }

  async #explain(field: HTMLInputElement, submits: number): Promise<void> {
    const [user, state] = [readUser(this.#page), readPageState(this.#page)]
    const clock = readPageClock(this.#page) ?? null
    const rejection = await this.#ask('autofill.rejected', { user, state, submits, clock })
    if (rejection?.status !== 'explained' || fieldOf(this.#page) !== field) return
    this.#explained({ field, text: rejectionText(rejection, user), again: rejection.again })
  }
}
