import type { Offers } from '../protocol/messages'
import type { AskKode } from './ask-code'

/** Milliseconds. What was said longer ago is not painted any more: Kode may have locked since. */
const HOLDS_MS = 60_000
/** Milliseconds. A press mostly leads somewhere: what is older than this is asked for anew. */
const RENEWED_AFTER_MS = 5000

/**
 * What Kode has said it would offer the user a page shows: a field that appears has its card in the same frame. It
 * decides what is painted first and nothing else, for the field is asked about as ever.
 */
export class Foresight {
  readonly #ask: AskKode
  #user: string | undefined
  #offers: Offers | undefined
  #at = 0

  constructor(ask: AskKode) {
    this.#ask = ask
  }

  /** What was said of `user` not long ago. */
  of(user: string): Offers | undefined {
    return user === this.#user && this.#age < HOLDS_MS ? this.#offers : undefined
  }

  learn(user: string, offers: Offers | undefined): void {
    this.#user = user
    this.#offers = offers
    this.#at = performance.now()
  }

  /** The page shows `user` and may come to ask for a code. */
  look(user: string): void {
    if (user !== this.#user) void this.#askFor(user)
  }

  /** Something is about to change, on this page or in Kode. */
  renew(afterMs = RENEWED_AFTER_MS): void {
    if (this.#user !== undefined && this.#age > afterMs) void this.#askFor(this.#user)
  }

  /** A code was given, or refused: what was said before that is over. */
  forget(): void {
    this.#user = undefined
  }

  get #age(): number {
    return performance.now() - this.#at
  }

  async #askFor(user: string): Promise<void> {
    this.learn(user, undefined)
    const askedAt = this.#at
    const offers = await this.#ask('autofill.offers', { user, state: 'none' })
    // Unless something was said meanwhile.
    if (this.#user === user && this.#at === askedAt) this.learn(user, offers)
  }
}
