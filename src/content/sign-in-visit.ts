import type { AccountId } from '../domain/account'
import { t } from '../platform/i18n'
import { ask, isConnected } from '../platform/transport'
import type { CodeGiven, Offers, RefusalReason } from '../protocol/messages'
import { askCode, type AskKode } from './ask-code'
import { fillField } from './fill-field'
import { findTarget, sameTarget, type Target } from './find-target'
import { OpenOffer } from './offer/offer'
import type { OfferView, Wish } from './offer/offer-view'
import { mayTryAgain, REFUSAL_TEXT } from './refusal-text'
import { watchPage, watchReturn } from './watch-page'

/** Milliseconds that the last word of an offer stays to be read. */
const STAYS_MS = { filled: 1500, failed: 5000 } as const

/**
 * One stay on one of Microsoft's pages: sees a code field come, asks which accounts fit, shows the offer, and
 * carries one code from a person's press to the field.
 */
export class SignInVisit {
  readonly #page: Document
  readonly #endForDocument: () => void
  #target: Target | undefined
  #offers: Offers = { status: 'none' }
  #offer: OpenOffer | undefined
  /** An offer that has said its last word, and goes by itself. */
  #parting: OpenOffer | undefined
  /** A press is being answered. Aborted when the person takes it back or the offer closes. */
  #choice: AbortController | undefined
  /** The field a person pressed: it is offered a code even though it holds something. */
  #summoned: HTMLInputElement | undefined
  /** To be said by the next offer. */
  #note: string | undefined

  /**
   * Watches until `life` aborts. `endForDocument` is called when the person sent the offer away or the page
   * laid hands on it: no more offers on this document then.
   */
  constructor(page: Document, life: AbortSignal, endForDocument: () => void) {
    this.#page = page
    this.#endForDocument = endForDocument
    life.addEventListener('abort', () => this.#end(), { once: true })
    watchPage(page, () => this.#look(), life)
    watchReturn(page, () => this.#askAgain(), life)
    const heard = { capture: true, passive: true, signal: life }
    page.addEventListener('pointerdown', (event) => this.#summon(event), heard)
    page.addEventListener('input', (event) => this.#unsummon(event), heard)
  }

  /** A press in a field that holds a code already (a rejected one, say) asks for another. */
  #summon({ isTrusted, target }: Event): void {
    if (!isTrusted || !(target instanceof HTMLInputElement)) return
    this.#summoned = target
    this.#look()
  }

  /** Whoever types does not want to be offered anything. */
  #unsummon({ isTrusted }: Event): void {
    if (isTrusted) this.#summoned = undefined
  }

  #look(): void {
    const wanted = findTarget(this.#page, this.#summoned)
    if (!isConnected()) this.#endForDocument()
    else if (wanted === undefined) this.#drop()
    else if (this.#isServed(wanted)) this.#offer?.follow()
    else this.#begin(wanted)
  }

  #isServed(wanted: Target): boolean {
    return sameTarget(this.#target, wanted) && (this.#offer?.isAttached ?? true)
  }

  #begin(target: Target): void {
    if (this.#choice !== undefined) this.#note = t('offerFieldGone')
    this.#drop()
    this.#target = target
    void this.#askOffers(target)
  }

  /** The vault may have been opened, or an account added, while the person was elsewhere. */
  #askAgain(): void {
    if (this.#target !== undefined && this.#offers.status !== 'offers') void this.#askOffers(this.#target)
  }

  async #askOffers(target: Target): Promise<void> {
    const offers = await this.#ask('autofill.offers', { user: target.user })
    if (offers === undefined || this.#target !== target) return
    if (offers.status === 'locked' && this.#offers.status === 'locked') return
    this.#offers = offers
    this.#showOffers(this.#note)
    this.#note = undefined
  }

  #showOffers(note?: string): void {
    const view = viewOf(this.#offers, note)
    if (view === undefined) this.#closeOffer()
    else this.#show(view)
  }

  #show(view: OfferView): void {
    if (this.#offer !== undefined) this.#offer.show(view)
    else if (this.#target !== undefined) this.#offer = this.#open(this.#target.field, view)
  }

  #open(field: HTMLInputElement, view: OfferView): OpenOffer {
    this.#parting?.close()
    return new OpenOffer(field, view, {
      wish: (wish) => this.#grant(wish),
      escape: () => this.#escape(),
      tampered: this.#endForDocument,
    })
  }

  #grant(wish: Wish): void {
    if (wish.kind === 'cancel') this.#takeBack()
    else if (wish.kind === 'open-kode') void this.#ask('signIn.openKode', {})
    else if (this.#choice === undefined) void this.#choose(wish.id)
  }

  /** Escape takes back a choice that waits for its code, else sends the offer away. */
  #escape(): void {
    if (this.#choice !== undefined) this.#takeBack()
    else if (this.#offer !== undefined) this.#endForDocument()
    else this.#parting?.close()
  }

  #takeBack(): void {
    this.#endChoice()
    this.#showOffers()
  }

  async #choose(id: AccountId): Promise<void> {
    const choice = new AbortController()
    this.#choice = choice
    const wait = (at: number) => this.#show({ kind: 'waiting', at })
    const reply = await askCode(this.#ask, id, wait, choice.signal)
    if (choice.signal.aborted) return
    this.#choice = undefined
    this.#answer(reply)
  }

  #answer(reply: CodeGiven | undefined): void {
    if (reply === undefined) this.#showOffers()
    else if (reply.status === 'code') this.#fill(reply.digits)
    else if (reply.status === 'wait') this.#showOffers(t('offerStillWaiting'))
    else if (reply.status === 'refused') this.#refuse(reply.reason)
    else {
      this.#offers = reply
      this.#showOffers()
    }
  }

  #refuse(reason: RefusalReason): void {
    const text = t(REFUSAL_TEXT[reason])
    if (mayTryAgain(reason)) this.#showOffers(text)
    else this.#show({ kind: 'said', text })
  }

  #fill(digits: string): void {
    if (this.#target === undefined) return
    const outcome = fillField(this.#target.field, digits)
    this.#summoned = undefined
    if (outcome === 'filled') this.#part(t('offerFilled'), STAYS_MS.filled)
    else if (outcome === 'too-long') this.#show({ kind: 'said', text: t('offerTooLong') })
    else {
      this.#note = t('offerFieldGone')
      this.#part(this.#note, STAYS_MS.failed)
    }
  }

  #part(text: string, staysMs: number): void {
    const offer = this.#offer
    if (offer === undefined) return
    this.#parting = offer
    this.#offer = undefined
    this.#drop()
    offer.show({ kind: 'said', text })
    setTimeout(() => offer.close(), staysMs)
  }

  /** After an update this script belongs to a Kode that is no more: it ends quietly. */
  readonly #ask: AskKode = async (verb, request) => {
    try {
      return await ask(verb, request)
    } catch {
      if (!isConnected()) this.#endForDocument()
      return undefined
    }
  }

  #drop(): void {
    this.#closeOffer()
    this.#target = undefined
    this.#offers = { status: 'none' }
  }

  #closeOffer(): void {
    this.#endChoice()
    this.#offer?.close()
    this.#offer = undefined
  }

  #endChoice(): void {
    this.#choice?.abort()
    this.#choice = undefined
  }

  #end(): void {
    this.#drop()
    this.#parting?.close()
  }
}

function viewOf(offers: Offers, note: string | undefined): OfferView | undefined {
  if (offers.status === 'none') return undefined
  if (offers.status === 'locked') return { kind: 'locked' }
  return { kind: 'accounts', offers: offers.offers, ...(note === undefined ? {} : { note }) }
}
