import type { AccountId } from '../../domain/account'
import type { AccountForm } from '../../protocol/messages'

export interface Removed {
  readonly id: AccountId
  readonly name: string
  /** How it was, where it was not deleted but changed. */
  readonly before?: AccountForm
}

/** Milliseconds in which a deletion can be undone from where it was made. */
const UNDO = 8000

/** The last account that was deleted or changed, while that can be undone. */
export class Removal {
  last = $state.raw<Removed>()
  #timer: ReturnType<typeof setTimeout> | undefined

  offer(removed: Removed): void {
    this.last = removed
    this.resume()
  }

  /** While somebody points at the offer or has it focused, it waits for them. */
  pause(): void {
    clearTimeout(this.#timer)
  }

  resume(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.take(), UNDO)
  }

  /** Ends the offer and gives what it was for. */
  take(): Removed | undefined {
    clearTimeout(this.#timer)
    const taken = this.last
    this.last = undefined
    return taken
  }
}
