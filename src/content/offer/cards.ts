import type { Manners } from '../manners'
import { OpenOffer, type OfferActs } from './offer'
import type { OfferView } from './offer-view'

/** The card that is open, and one that has said its last word and goes by itself. */
export class Cards {
  readonly #manners: Manners
  readonly #acts: OfferActs
  #open: OpenOffer | undefined
  #parting: OpenOffer | undefined

  constructor(manners: Manners, acts: OfferActs) {
    this.#manners = manners
    this.#acts = acts
  }

  get isOpen(): boolean {
    return this.#open !== undefined
  }

  /** False after the page rebuilt the part of itself that the open card is in. */
  get isAttached(): boolean {
    return this.#open?.isAttached ?? true
  }

  /** Shows `view` in the open card, else in a new one beside `anchor`. */
  show(anchor: HTMLElement, view: OfferView): void {
    if (this.#open !== undefined) this.#open.show(view)
    else this.#open = this.#make(anchor, view)
  }

  /** Says a last word, in the open card or in a new one beside `anchor`. It stays for `staysMs`. */
  part(anchor: HTMLElement, text: string, staysMs: number): void {
    this.show(anchor, { kind: 'said', text })
    const card = this.#open
    this.#open = undefined
    this.#parting = card
    setTimeout(() => card?.close(), staysMs)
  }

  /** Puts both beside what they belong to again. */
  follow(): void {
    this.#open?.follow()
    this.#parting?.follow()
  }

  close(): void {
    this.#open?.close()
    this.#open = undefined
  }

  closeParting(): void {
    this.#parting?.close()
    this.#parting = undefined
  }

  #make(anchor: HTMLElement, view: OfferView): OpenOffer | undefined {
    this.closeParting()
    return this.#manners.cards ? new OpenOffer(anchor, view, this.#acts) : undefined
  }
}
