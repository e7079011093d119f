import { findSubmit } from './offer/find-submit'
import { findError, sameError, type PageError } from './page-error'

/** Milliseconds. Enter, the button's click and the form's `submit` within this time are one sending. */
const ONE_SENDING = 500

/**
 * Watches what becomes of a code that Kode wrote into `field`: calls `refused` when the page shows an error that
 * was not there when the code was sent off. The error of an earlier code may stay on screen meanwhile; it proves
 * nothing. Ends when a person types another code.
 */
export class VerdictWatch {
  readonly #field: HTMLInputElement
  readonly #refused: (submits: number) => void
  readonly #life = new AbortController()
  #errorBefore: PageError | undefined
  #submits = 0
  #sentAt = 0

  constructor(field: HTMLInputElement, refused: (submits: number) => void) {
    this.#field = field
    const page = field.ownerDocument
    this.#refused = refused
    const heard = { capture: true, passive: true, signal: this.#life.signal }
    page.addEventListener('submit', () => this.#sent(), heard)
    page.addEventListener('click', ({ target }) => this.#clicked(target, field), heard)
    page.addEventListener(
      'keydown',
      ({ key, target }) => key === 'Enter' && target === field && this.#sent(),
      heard,
    )
    page.addEventListener('input', ({ isTrusted }) => isTrusted && this.end(), heard)
  }

  /** The code was sent off, and the page has said nothing against it. */
  get isPending(): boolean {
    return this.#submits > 0 && !this.#life.signal.aborted
  }

  /** To be called after changes of the page. */
  look(): void {
    if (this.#submits === 0 || this.#life.signal.aborted) return
    const error = findError(this.#field)
    if (error === undefined || sameError(error, this.#errorBefore)) return
    this.#errorBefore = error
    this.#refused(this.#submits)
  }

  end(): void {
    this.#life.abort()
  }

  #clicked(target: EventTarget | null, field: HTMLInputElement): void {
    const button = target instanceof Element ? findSubmit(field) : null
    if (button?.contains(target as Element) === true) this.#sent()
  }

  #sent(): void {
    const now = performance.now()
    if (this.#submits === 0 || now - this.#sentAt > ONE_SENDING) {
      this.#submits += 1
      this.#errorBefore = findError(this.#field)
    }
    this.#sentAt = now
  }
}
