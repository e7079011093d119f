import { t } from '../../platform/page'
import { createHost, guardHost, parentFor, type OfferHost } from './offer-host'
import {
  renderFrame,
  renderNote,
  renderView,
  type OfferView,
  type RenderedView,
  type Wish,
} from './offer-view'
import { placeOffer } from './place-offer'
import { gatePresses } from './press-gate'
import { neededBeside } from './find-submit'
import { watchSight, type Sight, type Sighting } from './watch-sight'

/** What a person, or somebody else, does to the offer. */
export interface OfferActs {
  /** A press that passed every gate. */
  readonly wish: (wish: Wish, typed: string) => void
  readonly escape: () => void
  /** Sent away with the card's own button. */
  readonly close: () => void
  /** The page laid hands on the offer. */
  readonly tampered: () => void
}

/** Milliseconds. A live region must exist before its text comes, or screen readers do not notice it. */
const HEARD_AFTER_MS = 150
/** Milliseconds. */
const SECOND = 1000

/** The card beside the field, or beside another element of the page's, from when it is opened until it is closed. */
export class OpenOffer {
  readonly anchor: HTMLElement
  readonly #acts: OfferActs
  readonly #host: OfferHost
  readonly #frame: ReturnType<typeof renderFrame>
  readonly #sight: Sight
  readonly #life = new AbortController()
  #view: RenderedView | undefined
  #viewLife = new AbortController()
  /** As it was written last; empty while nothing is seen of the card. */
  #place: string | undefined

  /** Opened in `parent`; where that is in no document, nobody sees it (see `rehearseOffer`). */
  constructor(anchor: HTMLElement, view: OfferView, acts: OfferActs, parent = parentFor(anchor)) {
    const page = anchor.ownerDocument
    this.anchor = anchor
    this.#acts = acts
    this.#host = createHost(page)
    this.#frame = renderFrame(page)
    this.#frame.close.addEventListener('click', ({ isTrusted }) => isTrusted && acts.close())
    this.#host.root.append(this.#frame.card)
    const drawn = this.#draw(view) // before it is opened, or its styles would be found twice
    parent.append(this.#host.host)
    if (parent.isConnected) this.#host.host.showPopover()
    guardHost(this.#host.host, acts.tampered, this.#life.signal)
    const { card } = this.#frame
    const settled = (isSettled: boolean) => card.classList.toggle('settled', isSettled)
    this.#sight = watchSight(this.#host.host, settled, this.#life.signal)
    this.#listen()
    this.#present(drawn)
  }

  /** False after the page rebuilt the part of itself that the offer is in, or moved the field to another. */
  get isAttached(): boolean {
    const { host } = this.#host
    return host.isConnected && this.anchor.isConnected && host.parentNode === parentFor(this.anchor)
  }

  show(view: OfferView): void {
    const hadFocus = this.#focused !== null
    this.#present(this.#draw(view))
    if (hadFocus) (this.#view?.buttons[0]?.[0] ?? this.anchor).focus()
  }

  /** Adds a sentence under what is shown. */
  note(text: string): void {
    const { card, body } = this.#frame
    card.querySelector('.note')?.remove()
    body.append(renderNote(this.anchor.ownerDocument, text))
    this.#hear(text)
    this.follow()
  }

  close(): void {
    if (this.#life.signal.aborted) return
    const hadFocus = this.#focused !== null
    this.#life.abort()
    this.#viewLife.abort()
    this.#host.host.remove()
    if (hadFocus && this.anchor.isConnected) this.anchor.focus()
  }

  /** Puts the card beside the field again; frame by frame while the field is moving. */
  follow(): void {
    if (this.#life.signal.aborted) return
    const place = placeOffer(roomFor(this.anchor, this.#host.host))
    const written = place ? `${place.left} ${place.top}` : ''
    if (written === this.#place) return
    this.#place = written
    this.#host.moveTo(place)
    this.#sight.restart()
    requestAnimationFrame(() => this.follow())
  }

  #draw(view: OfferView): RenderedView {
    const drawn = renderView(this.anchor.ownerDocument, view)
    drawn.tick(Date.now()) // before the card is measured, or it would be laid out twice
    this.#frame.body.replaceChildren(...drawn.nodes)
    return drawn
  }

  #present(drawn: RenderedView): void {
    this.#viewLife.abort()
    this.#viewLife = new AbortController()
    this.#view = drawn
    for (const [button, wish] of drawn.buttons) this.#gate(button, wish)
    this.#gateEnter(drawn)
    this.#hear(drawn.heard)
    this.#sight.restart()
    this.follow()
  }

  get #focused(): Element | null {
    return this.#host.root.activeElement
  }

  #listen(): void {
    const view = this.anchor.ownerDocument.defaultView
    const heard = { capture: true, signal: this.#life.signal }
    this.#tickEachSecond()
    for (const name of ['scroll', 'resize']) {
      view?.addEventListener(name, () => this.follow(), { ...heard, passive: true })
    }
    view?.addEventListener('keydown', (event) => this.#key(event), heard)
    // The focus stays in the page's field, which may judge its content when it loses it.
    this.#host.root.addEventListener('mousedown', (event) => {
      if (!(event.target instanceof HTMLInputElement)) event.preventDefault()
    })
    // What happens in the card is no business of the page's handlers (a modal's "click outside", Enter to submit),
    // nor is the press that closes it.
    for (const name of INNER_EVENTS) {
      this.#host.root.addEventListener(name, (event) => event.stopPropagation())
    }
  }

  /** Clocks move on the second. The card follows too, should its anchor have moved without a change of the page. */
  #tickEachSecond(): void {
    const timer = setTimeout(
      () =>
        requestAnimationFrame(() => {
          if (this.#life.signal.aborted) return
          this.#view?.tick(Date.now())
          this.follow()
          this.#tickEachSecond()
        }),
      SECOND - (Date.now() % SECOND),
    )
    this.#life.signal.addEventListener('abort', () => clearTimeout(timer), { once: true })
  }

  #gate(button: HTMLButtonElement, wish: Wish): void {
    gatePresses(button, this.#sight, (sighting) => this.#pressed(wish, sighting), this.#viewLife.signal)
  }

  /** Enter in the card's field is a press on its button. */
  #gateEnter({ field, buttons }: RenderedView): void {
    const [button, wish] = buttons.at(-1) ?? []
    if (field === undefined || button === undefined || wish === undefined) return
    const signal = this.#viewLife.signal
    const press = ({ key, isTrusted, isComposing, repeat }: KeyboardEvent) => {
      if (key === 'Enter' && isTrusted && !isComposing && !repeat)
        this.#pressed(wish, this.#sight.judge(button))
    }
    field.addEventListener('keydown', press, { signal })
  }

  #pressed(wish: Wish, sighting: Sighting): void {
    // Taking back needs no proof.
    if (sighting === 'clear' || wish.kind === 'cancel') this.#acts.wish(wish, this.#view?.field?.value ?? '')
    else this.note(t(sighting === 'too-soon' ? 'offerTooSoon' : 'offerCovered'))
  }

  #hear(text: string): void {
    const { heard } = this.#frame
    heard.textContent = ''
    setTimeout(() => (heard.textContent = text), HEARD_AFTER_MS)
  }

  #key(event: KeyboardEvent): void {
    if (!event.isTrusted || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return
    const handled = event.key === 'Escape' ? this.#acts.escape : this.#focusMove(event)
    if (handled === undefined) return
    event.preventDefault()
    event.stopImmediatePropagation()
    handled()
  }

  /** Down from the field into the card, up and down between its buttons, up again to the field. */
  #focusMove({ key, target }: KeyboardEvent): (() => void) | undefined {
    const step = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0
    const stops: readonly HTMLElement[] = [
      this.anchor,
      ...(this.#view?.buttons.map(([button]) => button) ?? []),
    ]
    const at = stops.findIndex((stop) => stop === (this.#focused ?? target))
    const next = stops[at + step]
    return step === 0 || at === -1 || next === undefined ? undefined : () => next.focus()
  }
}

const INNER_EVENTS = [
  ...['pointerdown', 'pointerup', 'mousedown', 'mouseup', 'click', 'dblclick', 'contextmenu'],
  ...['keydown', 'keyup', 'keypress', 'focusin', 'focusout', 'wheel', 'touchstart', 'touchend'],
]

function roomFor(anchor: HTMLElement, host: HTMLElement): Parameters<typeof placeOffer>[0] {
  const page = anchor.ownerDocument
  return {
    field: anchor.getBoundingClientRect(),
    spare: neededBeside(anchor).map((element) => element.getBoundingClientRect()),
    card: host.getBoundingClientRect(),
    window: { width: page.documentElement.clientWidth, height: innerHeight },
    // The field's own direction says nothing: browsers write telephone numbers left to right.
    rightToLeft: getComputedStyle(anchor.parentElement ?? anchor).direction === 'rtl',
  }
}
