import { t } from '../../platform/i18n'
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
import { findSubmit } from './find-submit'
import { watchSight, type Sight, type Sighting } from './watch-sight'

/** What a person, or somebody else, does to the offer. */
export interface OfferActs {
  /** A press that passed every gate. */
  readonly wish: (wish: Wish) => void
  readonly escape: () => void
  /** The page laid hands on the offer. */
  readonly tampered: () => void
}

/** Milliseconds between two looks at where the field is and whether the card is in plain sight. */
const TICK_MS = 100
/** Milliseconds. A live region must exist before its text comes, or screen readers do not notice it. */
const HEARD_AFTER_MS = 150

/** The card beside the field, from when it is opened until it is closed. */
export class OpenOffer {
  readonly field: HTMLInputElement
  readonly #acts: OfferActs
  readonly #host: OfferHost
  readonly #frame: ReturnType<typeof renderFrame>
  readonly #sight: Sight
  readonly #life = new AbortController()
  #view: RenderedView | undefined
  #viewLife = new AbortController()
  #place = ''

  constructor(field: HTMLInputElement, view: OfferView, acts: OfferActs) {
    const page = field.ownerDocument
    this.field = field
    this.#acts = acts
    this.#host = createHost(page)
    this.#frame = renderFrame(page)
    this.#host.root.append(this.#frame.card)
    parentFor(field).append(this.#host.host)
    this.#host.host.showPopover()
    guardHost(this.#host.host, acts.tampered, this.#life.signal)
    this.#sight = watchSight(this.#host.host, this.#life.signal)
    this.#listen()
    this.show(view)
  }

  /** False after the page took away the part of itself that the offer was in. */
  get isAttached(): boolean {
    return this.#host.host.isConnected && this.field.isConnected
  }

  show(view: OfferView): void {
    const hadFocus = this.#focused !== null
    this.#viewLife.abort()
    this.#viewLife = new AbortController()
    this.#view = renderView(this.field.ownerDocument, view)
    this.#frame.body.replaceChildren(...this.#view.nodes)
    for (const [button, wish] of this.#view.buttons) this.#gate(button, wish)
    this.#hear(this.#view.heard)
    this.#sight.restart()
    this.#tick()
    if (hadFocus) (this.#view.buttons[0]?.[0] ?? this.field).focus()
  }

  /** Adds a sentence under what is shown. */
  note(text: string): void {
    const { card, body } = this.#frame
    card.querySelector('.note')?.remove()
    body.append(renderNote(this.field.ownerDocument, text))
    this.#hear(text)
    this.follow()
  }

  close(): void {
    if (this.#life.signal.aborted) return
    const hadFocus = this.#focused !== null
    this.#life.abort()
    this.#viewLife.abort()
    this.#host.host.remove()
    if (hadFocus && this.field.isConnected) this.field.focus()
  }

  /** Puts the card beside the field again; frame by frame while the field is moving. */
  follow(): void {
    if (this.#life.signal.aborted) return
    const place = placeOffer(roomFor(this.field, this.#host.host))
    const written = place ? `${place.left} ${place.top}` : ''
    if (written === this.#place) return
    this.#place = written
    this.#host.moveTo(place)
    this.#sight.restart()
    requestAnimationFrame(() => this.follow())
  }

  get #focused(): Element | null {
    return this.#host.root.activeElement
  }

  #listen(): void {
    const view = this.field.ownerDocument.defaultView
    const heard = { capture: true, signal: this.#life.signal }
    const timer = setInterval(() => this.#tick(), TICK_MS)
    this.#life.signal.addEventListener('abort', () => clearInterval(timer), { once: true })
    for (const name of ['scroll', 'resize']) {
      view?.addEventListener(name, () => this.follow(), { ...heard, passive: true })
    }
    view?.addEventListener('keydown', (event) => this.#key(event), heard)
    // What happens in the card is no business of the page's handlers (a modal's "click outside", Enter to submit).
    for (const name of INNER_EVENTS) {
      this.#host.root.addEventListener(name, (event) => event.stopPropagation(), {
        signal: this.#life.signal,
      })
    }
  }

  #tick(): void {
    this.follow()
    this.#view?.tick(Date.now())
    const settled = this.#sight.judge(this.#frame.card) === 'clear'
    this.#frame.card.classList.toggle('settled', settled)
  }

  #gate(button: HTMLButtonElement, wish: Wish): void {
    gatePresses(button, this.#sight, (sighting) => this.#pressed(wish, sighting), this.#viewLife.signal)
  }

  #pressed(wish: Wish, sighting: Sighting): void {
    // Taking back needs no proof.
    if (sighting === 'clear' || wish.kind === 'cancel') this.#acts.wish(wish)
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
      this.field,
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

function roomFor(field: HTMLInputElement, host: HTMLElement): Parameters<typeof placeOffer>[0] {
  const page = field.ownerDocument
  const submit = findSubmit(field)
  return {
    field: field.getBoundingClientRect(),
    spare: submit ? [submit.getBoundingClientRect()] : [],
    card: host.getBoundingClientRect(),
    window: { width: page.documentElement.clientWidth, height: innerHeight },
    rightToLeft: getComputedStyle(field).direction === 'rtl',
  }
}
