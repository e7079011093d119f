import type { AccountId } from '../../domain/account'

/** Milliseconds a notice stays. */
const STAY = 2500

/** The one short notice of the moment: read out politely, and shown in the row it is about. */
export class Notice {
  text = $state('')
  #about = $state<AccountId>()
  #timer: ReturnType<typeof setTimeout> | undefined

  say(text: string, about?: AccountId): void {
    clearTimeout(this.#timer)
    this.text = text
    this.#about = about
    this.#timer = setTimeout(() => this.clear(), STAY)
  }

  clear(): void {
    clearTimeout(this.#timer)
    this.text = ''
    this.#about = undefined
  }

  /** The notice about one account, empty if there is none. */
  about(id: AccountId): string {
    return this.#about === id ? this.text : ''
  }
}
