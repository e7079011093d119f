import type { AccountId } from '../../domain/account'
import { ask as say, isConnected } from '../../platform/page'
import type { RegistrationRead } from '../../protocol/messages'
import type { AskKode } from '../ask-code'
import type { Manners } from '../manners'
import { Cards } from '../offer/cards'
import type { Wish } from '../offer/offer-view'
import type { StepView } from '../offer/step-view'
import { VerdictWatch } from '../watch-verdict'
import { watchPage, watchReturn } from '../watch-page'
import { viewOfReply, viewOfStep } from './coach-view'
import { dataUrlOf, type Picture } from './find-picture'
import { readStep, type Step } from './read-step'

/** What of the coaching outlasts one visit to the document. */
export interface Coaching {
  /** False after the person sent the coach away. */
  wanted: boolean
  /** The person asked once to read this page's QR code: the pictures that follow are read without asking again. */
  reads: boolean
}

/** Instead of the data URL of a picture that gives none. */
const UNREADABLE = ''

/** Milliseconds that a page may take to draw its links before one is called missing. */
const DRAWING_MS = 1500

/**
 * Goes along through one visit to Microsoft's registration pages: says what to press, reads the QR code after a
 * person's press, keeps the account after another, and hears when the first code was taken. The code itself is
 * `SignInVisit`'s. It presses nothing on the page.
 */
export class Coach {
  readonly #page: Document
  readonly #coaching: Coaching
  readonly #life: AbortSignal
  readonly #orphaned = new AbortController()
  readonly #cards: Cards
  #step: Step | undefined
  /** The data URL that was read last, and what it holds. */
  #picture: string | undefined
  #read: RegistrationRead | undefined
  /** The account that was kept here. */
  #added: AccountId | undefined
  #verdict: VerdictWatch | undefined
  /** Kode could not answer because it was closed: asked again when the person comes back. */
  #again: (() => void) | undefined

  constructor(page: Document, life: AbortSignal, manners: Manners, coaching: Coaching) {
    this.#page = page
    this.#coaching = coaching
    this.#life = AbortSignal.any([life, this.#orphaned.signal])
    this.#cards = new Cards(manners, {
      wish: (wish, typed) => this.#grant(wish, typed),
      escape: () => this.#dismiss(),
      close: () => this.#dismiss(),
      tampered: () => {
        manners.cards = false
        this.#dismiss()
      },
    })
    this.#life.addEventListener('abort', () => this.#end(), { once: true })
    watchPage(page, () => this.#look(), this.#life)
    watchReturn(page, () => this.#again?.(), this.#life)
    page.addEventListener('input', (event) => this.#written(event), { capture: true, signal: this.#life })
  }

  #look(): void {
    if (!isConnected()) {
      this.#orphaned.abort()
      return
    }
    this.#verdict?.look()
    this.#cards.follow()
    if (!this.#coaching.wanted) return
    const step = readStep(this.#page)
    if (!isSame(this.#step, step) || !this.#cards.isAttached) this.#begin(step)
    else if (step?.kind === 'qr' && this.#coaching.reads) void this.#readNew(step.picture)
  }

  #begin(step: Step | undefined): void {
    this.#cards.close()
    this.#step = step
    this.#again = undefined
    if (step === undefined || step.kind === 'code') return
    if (step.kind === 'other') this.#hearVerdict()
    else {
      this.#verdict = undefined
      this.#guide(step)
    }
  }

  #guide(step: Exclude<Step, { kind: 'code' | 'other' }>): void {
    if (step.kind === 'qr' && this.#coaching.reads) {
      this.#picture = undefined
      void this.#readNew(step.picture)
    } else if (step.kind === 'install' && step.way === 'missing') {
      setTimeout(() => this.#step === step && this.#show(viewOfStep(step)), DRAWING_MS)
    } else this.#show(viewOfStep(step))
  }

  #show(view: StepView): void {
    if (this.#step !== undefined && !this.#life.aborted) this.#cards.show(this.#step.anchor, view)
  }

  #grant(wish: Wish, typed: string): void {
    if (wish.kind === 'open-kode') void this.#ask('signIn.openKode', {})
    else if (wish.kind === 'open-help') void this.#ask('registration.openHelp', {})
    else if (wish.kind === 'name-account') void this.#rename(typed)
    else if (wish.kind === 'add-account') void this.#add(wish.despiteConflict)
    else if (wish.kind === 'read-picture' && this.#step?.kind === 'qr') {
      this.#coaching.reads = true
      void this.#readNew(this.#step.picture)
    }
  }

  /** Reads the picture, unless it is the one that was read last. */
  async #readNew(picture: Picture): Promise<void> {
    const url = dataUrlOf(picture) ?? UNREADABLE
    if (url === this.#picture) return
    this.#picture = url
    if (url === UNREADABLE) {
      this.#show(viewOfReply({ status: 'unreadable' }))
      return
    }
    const read = await this.#ask('registration.read', { picture: url })
    if (read === undefined || this.#picture !== url || this.#step?.kind !== 'qr') return
    this.#read = read
    this.#show(viewOfReply(read))
    this.#askAgainIf(read, () => {
      this.#picture = undefined
      void this.#readNew(picture)
    })
  }

  async #add(despiteConflict: boolean): Promise<void> {
    const [read, step] = [this.#read, this.#step]
    if (read?.status !== 'account') return
    const added = await this.#ask('registration.add', { find: read.find, despiteConflict })
    if (added === undefined || this.#step !== step) return
    if (added.status === 'added') this.#added = added.id
    this.#show(viewOfReply(added))
    this.#askAgainIf(added, () => {
      this.#picture = undefined
      if (step?.kind === 'qr') void this.#readNew(step.picture)
    })
  }

  async #rename(name: string): Promise<void> {
    const [id, step] = [this.#added, this.#step]
    if (id === undefined) return
    const renamed = await this.#ask('registration.rename', { id, name })
    if (renamed !== undefined && this.#step === step) this.#show(viewOfReply(renamed))
  }

  /** Kode writes by script, a person does not: from here on the page's answer is the answer to Kode's code. */
  #written({ isTrusted, target }: Event): void {
    if (isTrusted || this.#step?.kind !== 'code' || target !== this.#step.anchor) return
    const verdict = new VerdictWatch(this.#step.anchor, () => verdict.end())
    this.#verdict?.end()
    this.#verdict = verdict
  }

  /** The page went on from the code, and did not say that it was wrong. */
  #hearVerdict(): void {
    const accepted = this.#verdict?.isPending === true
    this.#verdict?.end()
    this.#verdict = undefined
    if (accepted) void this.#confirm()
  }

  async #confirm(): Promise<void> {
    const step = this.#step
    const confirmed = await this.#ask('registration.accepted', {})
    if (confirmed === undefined || this.#step !== step || confirmed.status === 'none') return
    this.#show(viewOfReply(confirmed))
    this.#askAgainIf(confirmed, () => void this.#confirm())
  }

  #askAgainIf({ status }: { readonly status: string }, again: () => void): void {
    this.#again = status === 'locked' || status === 'no-vault' || status === 'unavailable' ? again : undefined
  }

  #dismiss(): void {
    this.#coaching.wanted = false
    this.#end()
  }

  #end(): void {
    this.#cards.close()
    this.#verdict?.end()
    this.#step = undefined
    this.#again = undefined
  }

  readonly #ask: AskKode = async (verb, request) => {
    try {
      return await say(verb, request)
    } catch {
      if (!isConnected()) this.#orphaned.abort()
      return undefined
    }
  }
}

function isSame(a: Step | undefined, b: Step | undefined): boolean {
  const [first, second] = [a, b].map((step) => step?.kind === 'install' && step.way)
  return a?.kind === b?.kind && a?.anchor === b?.anchor && first === second
}
