import type { AccountId } from '../domain/account'
import { asksForOther } from '../domain/page-state'
import { hear, isConnected, t, ask as say } from '../platform/page'
import type { Offers, PageFilled, PageSeen } from '../protocol/messages'
import type { PageMessage } from '../protocol/page-messages'
import { afterPaint } from './after-paint'
import type { AskKode } from './ask-code'
import { runErrand, type ErrandEnd } from './errand'
import { fieldOf, findTarget, sameTarget, type Target } from './find-target'
import { Foresight } from './foresight'
import type { Manners } from './manners'
import { Cards } from './offer/cards'
import type { OfferView, Wish } from './offer/offer-view'
import { rehearseOffer } from './offer/rehearse'
import { viewOf } from './offer/view-of'
import { readPage, readPageState } from './page-state'
import { pressSubmit } from './press-submit'
import { RefusedCode, type Explanation } from './refused-code'
import { REFUSAL_TEXT } from './refusal-text'
import { readUser } from './shown-user'
import { WalkToCode } from './walk-to-code'
import { watchPage, watchReturn } from './watch-page'

/** Milliseconds that the last word of an offer stays to be read. */
const STAYS_MS = { filled: 1500, failed: 5000, explained: 20_000 } as const

/**
 * One stay on one of Microsoft's pages: sees a code field come, asks which accounts fit, shows the offer, carries one
 * code from a person's press to the field, and explains it when the page refuses that.
 */
export class SignInVisit {
  readonly #page: Document
  readonly #manners: Manners
  readonly #life: AbortSignal
  readonly #orphaned = new AbortController()
  readonly #cards: Cards
  readonly #refused: RefusedCode
  readonly #foresight: Foresight
  #target: Target | undefined
  #offers: Offers = { status: 'none' }
  /** A wish that is being carried out. Aborted when the person takes it back or the offer closes. */
  #errand: AbortController | undefined
  #walk: WalkToCode | undefined
  /** The field a person pressed: it is offered a code even though it holds something. */
  #summoned: HTMLInputElement | undefined
  /** To be said by the next offer. */
  #note: string | undefined
  /** Kode was told that this page asks for a code. */
  #waits = false

  constructor(page: Document, life: AbortSignal, manners: Manners) {
    this.#page = page
    this.#manners = manners
    this.#life = AbortSignal.any([life, this.#orphaned.signal])
    this.#cards = new Cards(manners, {
      wish: (wish) => this.#grant(wish),
      escape: () => this.#escape(),
      close: () => this.#dismiss(),
      tampered: () => {
        manners.cards = false
        this.#dismiss()
      },
    })
    this.#refused = new RefusedCode(page, this.#ask, (why) => this.#explain(why))
    this.#foresight = new Foresight(this.#ask)
    this.#life.addEventListener('abort', () => this.#end(), { once: true })
    watchPage(page, () => this.#look(), this.#life)
    watchReturn(page, () => this.#askAgain(), this.#life)
    hear((message) => this.#answer(message), this.#life)
    if (!manners.rehearsed) requestIdleCallback(() => this.#rehearse())
    const heard = { capture: true, passive: true, signal: this.#life }
    page.addEventListener('pointerdown', (event) => this.#summon(event), heard)
    page.addEventListener('input', (event) => this.#unsummon(event), heard)
  }

  /** A press in a field that holds a code already (a rejected one, say) asks for another. */
  #summon({ isTrusted, target }: Event): void {
    if (!isTrusted) return
    this.#foresight.renew()
    if (!(target instanceof HTMLInputElement)) return
    this.#summoned = target
    this.#look()
  }

  /** Whoever types does not want to be offered anything. */
  #unsummon({ isTrusted }: Event): void {
    if (isTrusted) this.#summoned = undefined
  }

  #look(): void {
    if (!isConnected()) {
      this.#orphaned.abort()
      return
    }
    this.#walk?.look()
    this.#cards.follow()
    const reading = readPage(this.#page)
    this.#serve(findTarget(this.#page, this.#summoned, reading))
    if (this.#manners.offers && asksForOther(reading.state)) this.#foresight.look(readUser(this.#page))
    this.#refused.look()
  }

  #serve(found: Target | undefined): void {
    if (found?.kind === 'field') this.#walk = undefined
    else this.#stopWaiting()
    const wanted = this.#isWelcome(found) ? found : undefined
    if (wanted === undefined && this.#errand !== undefined) this.#fieldGone()
    else if (wanted === undefined) this.#drop()
    else if (!this.#isServed(wanted)) this.#begin(wanted)
  }

  /** An errand from the toolbar is carried out on a page from which offers were sent away, too. */
  #isWelcome(found: Target | undefined): boolean {
    return this.#walk === undefined && (this.#manners.offers || (!!found && this.#errand !== undefined))
  }

  #isServed(wanted: Target): boolean {
    return sameTarget(this.#target, wanted) && this.#cards.isAttached
  }

  #begin(target: Target): void {
    if (this.#errand !== undefined) this.#note = t('offerFieldGone')
    this.#drop()
    this.#target = target
    if (!this.#manners.offers) return
    const foreseen = this.#foresight.of(target.user)
    if (foreseen === undefined) {
      void this.#askOffers(target)
      return
    }
    // The frame that shows the field shows the card, and only then is it asked again.
    this.#heed(foreseen)
    afterPaint(() => void this.#askOffers(target))
  }

  /** The vault may have been opened, or an account added, while the person was elsewhere. */
  #askAgain(): void {
    this.#foresight.renew(0)
    if (this.#target !== undefined && this.#offers.status !== 'offers' && this.#manners.offers)
      void this.#askOffers(this.#target)
  }

  async #askOffers(target: Target): Promise<void> {
    if (this.#target !== target) return
    const asking = this.#ask('autofill.offers', { user: target.user, state: target.state })
    this.#rehearse()
    const offers = await asking
    this.#foresight.learn(target.user, offers)
    if (offers === undefined || this.#target !== target || this.#errand !== undefined) return
    if (target.kind === 'field') this.#waits = true
    this.#heed(offers)
  }

  /** Shows what Kode said, unless the card says it already. */
  #heed(offers: Offers): void {
    const note = this.#note
    if (note === undefined && JSON.stringify(offers) === JSON.stringify(this.#offers)) return
    this.#offers = offers
    this.#note = undefined
    this.#showOffers(note)
  }

  /** Once for a document: when it has nothing else to do, else while the background looks for the accounts. */
  #rehearse(): void {
    if (!this.#manners.rehearsed) rehearseOffer(this.#page)
    this.#manners.rehearsed = true
  }

  #showOffers(note?: string): void {
    const view = this.#target && viewOf(this.#offers, this.#target, note)
    if (view !== undefined) this.#show(view)
    else if (note !== undefined) this.#part(note, STAYS_MS.failed)
    else this.#closeOffer()
  }

  #showAll(): void {
    const view = this.#target && viewOf(this.#offers, this.#target, undefined)
    if (view?.kind === 'accounts') this.#show({ ...view, all: true })
  }

  #show(view: OfferView): void {
    if (this.#target !== undefined) this.#cards.show(this.#target.anchor, view)
  }

  #grant(wish: Wish): void {
    if (wish.kind === 'cancel') this.#takeBack()
    else if (wish.kind === 'open-kode') void this.#ask('signIn.openKode', {})
    else if (wish.kind === 'use-code') this.#useCode()
    else if (wish.kind === 'show-all') this.#showAll()
    else if (wish.kind === 'fill' && this.#errand === undefined) void this.#choose(wish.id)
  }

  /** Escape takes back a choice that waits for its code, else sends the offer away. */
  #escape(): void {
    if (this.#errand !== undefined) this.#takeBack()
    else if (this.#cards.isOpen) this.#dismiss()
    else this.#cards.closeParting()
  }

  #dismiss(): void {
    this.#manners.offers = false
    this.#cards.closeParting()
    this.#drop()
  }

  #takeBack(): void {
    this.#endErrand()
    this.#showOffers()
  }

  #useCode(): void {
    this.#drop()
    const walk = new WalkToCode(this.#page)
    this.#walk = walk
    setTimeout(() => {
      if (this.#walk !== walk) return
      this.#walk = undefined
      this.#note = t('offerNoWay')
      this.#look()
    }, WalkToCode.PATIENCE_MS)
  }

  /** What the background asks after a person's word outside of the page. */
  async #answer(message: PageMessage): Promise<PageSeen | PageFilled> {
    if (message.verb === 'page.fill') return this.#fillFor(message.id)
    // Our popup is open, and may just have unlocked the vault.
    this.#askAgain()
    return { state: readPageState(this.#page), user: readUser(this.#page) }
  }

  /** Fills without an offer: the person chose in our popup, our menu or by our key, where no page can interfere. */
  #fillFor(id: AccountId): Promise<PageFilled> {
    const target = findTarget(this.#page, fieldOf(this.#page))
    if (target?.kind !== 'field') return Promise.resolve({ status: 'gone' })
    this.#drop()
    this.#summoned = target.anchor
    this.#target = target
    return new Promise((answer) => {
      void this.#choose(id, () => answer({ status: 'waiting' })).then((end) => answer(filledOf(end)))
    })
  }

  async #choose(id: AccountId, waits?: () => void): Promise<ErrandEnd> {
    const field = this.#target?.kind === 'field' ? this.#target.anchor : undefined
    if (field === undefined) return { status: 'gone' }
    const errand = new AbortController()
    this.#errand = errand
    this.#summoned = field // so that the code, once it is in, does not make the field one of no interest
    const waiting = (at: number) => {
      this.#show({ kind: 'waiting', at })
      waits?.()
    }
    const end = await runErrand(this.#ask, { id, field, waiting, taken: errand.signal })
    this.#foresight.forget()
    if (errand.signal.aborted) return end
    this.#errand = undefined
    this.#finish(end, field)
    return end
  }

  #finish(end: ErrandEnd, field: HTMLInputElement): void {
    if (end.status === 'filled') this.#filled(field, end)
    else if (end.status === 'gone') this.#fieldGone()
    else if (end.status === 'locked') this.#lock()
    else if (end.status === 'refused') this.#refuse(end.reason)
    else if (end.status === 'too-long') this.#show({ kind: 'said', text: t('offerTooLong') })
    else if (end.status === 'unavailable') this.#show({ kind: 'said', text: t('offerUnavailable') })
    else this.#showOffers(end.status === 'still-waiting' ? t('offerStillWaiting') : undefined)
  }

  #filled(field: HTMLInputElement, { digits, submit }: Extract<ErrandEnd, { status: 'filled' }>): void {
    const state = this.#target?.state
    this.#summoned = undefined
    this.#waits = false
    this.#refused.watch(field)
    this.#part(t('offerFilled'), STAYS_MS.filled)
    if (!submit || state !== 'app-code' || this.#manners.submitted) return
    this.#manners.submitted = true
    void pressSubmit(field, digits, this.#life)
  }

  #fieldGone(): void {
    this.#summoned = undefined
    this.#note = t('offerFieldGone')
    this.#part(this.#note, STAYS_MS.failed)
  }

  #lock(): void {
    this.#offers = { status: 'locked' }
    this.#showOffers()
  }

  #refuse(reason: keyof typeof REFUSAL_TEXT): void {
    const text = t(REFUSAL_TEXT[reason])
    if (reason === 'rate') this.#showOffers(text)
    else if (reason === 'account') this.#offerOthers(text)
    else this.#show({ kind: 'said', text })
  }

  /** The account that was chosen is gone from Kode: what is left is asked for. */
  #offerOthers(text: string): void {
    this.#note = text
    if (this.#target !== undefined) void this.#askOffers(this.#target)
  }

  /** Says why the page refused Kode's code, and offers the next one once. */
  #explain({ field, text, again }: Explanation): void {
    this.#drop()
    if (again && this.#manners.offers) {
      this.#summoned = field
      this.#note = text
      this.#serve(findTarget(this.#page, field))
    } else this.#cards.part(field, text, STAYS_MS.explained)
  }

  /** The last word at the target. */
  #part(text: string, staysMs: number): void {
    if (this.#target !== undefined) this.#cards.part(this.#target.anchor, text, staysMs)
    this.#drop()
  }

  #stopWaiting(): void {
    if (!this.#waits) return
    this.#waits = false
    void this.#ask('autofill.over', {})
  }

  /** After an update this script belongs to a Kode that is no more: it ends quietly. */
  readonly #ask: AskKode = async (verb, request) => {
    try {
      return await say(verb, request)
    } catch {
      if (!isConnected()) this.#orphaned.abort()
      return undefined
    }
  }

  #drop(): void {
    this.#closeOffer()
    this.#target = undefined
    this.#offers = { status: 'none' }
  }

  #closeOffer(): void {
    this.#endErrand()
    this.#cards.close()
  }

  #endErrand(): void {
    this.#errand?.abort()
    this.#errand = undefined
  }

  #end(): void {
    this.#stopWaiting()
    this.#drop()
    this.#cards.closeParting()
    this.#refused.end()
  }
}

/** The same, as the background and the popup say it. */
function filledOf(end: ErrandEnd): PageFilled {
  if (end.status === 'refused') return end
  if (end.status === 'still-waiting' || end.status === 'dropped') return { status: 'gone' }
  return { status: end.status }
}
