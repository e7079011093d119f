import { HOST_STYLE, OFFER_CSS } from './offer-style'
import type { Point } from './place-offer'

export interface OfferHost {
  readonly host: HTMLElement
  readonly root: ShadowRoot
  /** Without a place the offer is open, but not seen. */
  readonly moveTo: (place: Point | undefined) => void
}

/**
 * The one element Kode puts into a page: a popover, which the browser paints above everything of the page's,
 * with a closed shadow root. Its place is set in a style sheet of the shadow root and never on the element, so
 * that any change of an attribute is somebody else's.
 */
export function createHost(page: Document): OfferHost {
  const host = page.createElement('div')
  host.setAttribute('popover', 'manual')
  host.style.cssText = INLINE
  const root = host.attachShadow({ mode: 'closed' })
  const place = new CSSStyleSheet()
  root.adoptedStyleSheets = [offerLooks(), place]
  const moveTo = (to: Point | undefined) => place.replaceSync(to === undefined ? UNSEEN : placeRule(to))
  return { host, root, moveTo }
}

const INLINE = Object.entries(HOST_STYLE)
  .map(([property, value]) => `${property}: ${value} !important`)
  .join(';')

let looks: CSSStyleSheet | undefined

/** Parsed once a document. */
function offerLooks(): CSSStyleSheet {
  if (looks === undefined) {
    looks = new CSSStyleSheet()
    looks.replaceSync(OFFER_CSS)
  }
  return looks
}

const UNSEEN = ':host { visibility: hidden !important }'
const placeRule = ({ left, top }: Point): string =>
  `:host { left: ${left}px !important; top: ${top}px !important }`

/** A modal dialog makes everything outside it inert, so the offer for a field in one lives in the dialog. */
export function parentFor(field: HTMLElement): Element {
  return field.closest('dialog:modal') ?? field.ownerDocument.documentElement
}

/**
 * Calls `tampered` when anything but us edits, moves, removes or closes the host. There is no repair: whoever
 * does that once can do it at the moment of the click.
 */
export function guardHost(host: HTMLElement, tampered: () => void, signal: AbortSignal): void {
  const observer = new MutationObserver((records) => {
    if (records.some((record) => touches(record, host))) tampered()
  })
  observer.observe(host, { attributes: true, childList: true })
  if (host.parentNode !== null) observer.observe(host.parentNode, { childList: true })
  // Also when it is opened: a page that took itself out of the document and back again has closed it unheard.
  host.addEventListener('beforetoggle', tampered, { signal })
  signal.addEventListener('abort', () => observer.disconnect(), { once: true })
}

const touches = ({ target, removedNodes }: MutationRecord, host: HTMLElement): boolean =>
  target === host || [...removedNodes].includes(host)
