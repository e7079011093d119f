import { language, t } from '../../platform/page'
import type { AccountId } from '../../domain/account'
import { LABEL_LENGTH } from '../../domain/text'
import type { Offer } from '../../protocol/messages'
import { discOf } from './offer-style'
import type { StepView } from './step-view'

/** What the card shows. Notes and texts are sentences in the person's language. */
export type OfferView =
  /** `user` is the name the page shows. */
  | {
      readonly kind: 'accounts'
      readonly offers: readonly Offer[]
      readonly user: string
      readonly note?: string
      /** Accounts that are surely another user's are shown, too. */
      readonly all?: boolean
    }
  | { readonly kind: 'locked'; readonly note?: string }
  /** The page asks for something else, and has a way to a code. */
  | { readonly kind: 'way'; readonly note?: string }
  /** A fresh code comes by itself at `at` (Unix milliseconds). */
  | { readonly kind: 'waiting'; readonly at: number }
  | { readonly kind: 'said'; readonly text: string }
  | { readonly kind: 'warning'; readonly title: string; readonly text: string }
  | StepView

/** What a button of the card is for. */
export type Wish =
  | { readonly kind: 'fill'; readonly id: AccountId }
  | { readonly kind: 'open-kode' }
  | { readonly kind: 'use-code' }
  | { readonly kind: 'show-all' }
  | { readonly kind: 'cancel' }
  /** Registration: to read the QR code on the page, and to keep the account that was read. */
  | { readonly kind: 'read-picture' }
  | { readonly kind: 'add-account'; readonly despiteConflict: boolean }
  /** The account that was just kept is called what the card's field says. */
  | { readonly kind: 'name-account' }
  | { readonly kind: 'open-help' }

export interface RenderedView {
  readonly nodes: readonly Node[]
  /** The field a person may type in; its Enter is a press on the last button. */
  readonly field?: HTMLInputElement
  readonly buttons: readonly (readonly [button: HTMLButtonElement, wish: Wish])[]
  /** Brings clocks and countdowns to `now` (Unix milliseconds). */
  readonly tick: (now: number) => void
  /** What a screen reader should say when the view appears. */
  readonly heard: string
}

export function renderView(page: Document, view: OfferView): RenderedView {
  switch (view.kind) {
    case 'accounts':
      return renderAccounts(page, view)
    case 'locked':
      return renderLocked(page, view.note)
    case 'way':
      return renderAction(page, view.note ?? t('offerWay'), t('offerUseCode'), { kind: 'use-code' })
    case 'waiting':
      return renderWaiting(page, view.at)
    case 'said':
      return renderSaid(page, view.text)
    case 'warning':
      return renderWarning(page, view)
    case 'step':
      return renderStep(page, view)
  }
}

export interface Frame {
  readonly card: HTMLElement
  readonly close: HTMLButtonElement
  readonly body: HTMLElement
  readonly heard: HTMLElement
}

/** The card's frame: its header, a place for the view and a place for what is only heard. */
export function renderFrame(page: Document): Frame {
  const card = element(page, 'div', 'card')
  card.lang = language()
  card.dir = /^(?:ar|fa|he|ur)\b/.test(card.lang) ? 'rtl' : 'ltr'
  const head = element(page, 'div', 'head')
  const close = element(page, 'button', 'close', '×')
  close.title = t('offerClose')
  close.setAttribute('aria-label', t('offerClose'))
  close.setAttribute('aria-keyshortcuts', 'Escape')
  head.append(element(page, 'span', 'title', 'Kode'), close)
  const body = element(page, 'div')
  body.setAttribute('role', 'group')
  body.setAttribute('aria-label', t('offerLabel'))
  const heard = element(page, 'div', 'heard')
  heard.setAttribute('role', 'status')
  card.append(head, body, heard)
  return { card, close, body, heard }
}

export function renderNote(page: Document, text: string): HTMLElement {
  return element(page, 'p', 'note', text)
}

function renderAccounts(
  page: Document,
  { offers, user, note, all = false }: Extract<OfferView, { kind: 'accounts' }>,
): RenderedView {
  const shown = offers.filter(({ match }) => all || match !== 'other')
  const rows = shown.map((offer) => renderRow(page, offer))
  const more = shown.length < offers.length ? [element(page, 'button', 'plain', t('offerOthers'))] : []
  const notes = [note, offers[0]?.match === 'different' ? t('offerDifferentUser', user) : undefined]
  const said = notes.filter((text) => text !== undefined)
  return {
    nodes: [...said.map((text) => renderNote(page, text)), ...rows.map(({ button }) => button), ...more],
    buttons: [
      ...rows.map(({ button, id }) => [button, { kind: 'fill', id }] as const),
      ...more.map((button) => [button, { kind: 'show-all' }] as const),
    ],
    tick: (now) => rows.forEach((row) => row.tick(now)),
    heard: [...said, t('offerReady')].join(' '),
  }
}

interface Row {
  readonly id: AccountId
  readonly button: HTMLButtonElement
  readonly tick: (now: number) => void
}

function renderRow(page: Document, { id, name, user, match, period }: Offer): Row {
  const button = element(page, 'button', match === 'same' || match === 'unknown' ? 'row mine' : 'row')
  const text = element(page, 'span', 'text')
  text.append(element(page, 'span', 'name', name), element(page, 'span', 'user', user))
  if (match === 'other') text.append(element(page, 'span', 'other', t('offerOtherUser')))
  const { ring, tick } = renderRing(page, period)
  button.append(ring, text, element(page, 'span', 'chip', t('offerFill')))
  return { id, button, tick }
}

/** How much is left of the time step the account's code belongs to. `period` in seconds. */
function renderRing(page: Document, period: number): { ring: HTMLElement; tick: (now: number) => void } {
  const ring = element(page, 'span', 'ring')
  const seconds = element(page, 'span')
  const hole = element(page, 'span')
  ring.setAttribute('aria-hidden', 'true')
  hole.append(seconds)
  ring.append(hole)
  const tick = (now: number) => {
    const left = period - (Math.floor(now / 1000) % period)
    if (seconds.textContent === String(left)) return
    seconds.textContent = String(left)
    ring.style.backgroundImage = discOf(left / period)
  }
  return { ring, tick }
}

/** A sentence and the one thing to press. */
function renderAction(page: Document, sentence: string, label: string, wish: Wish): RenderedView {
  const button = element(page, 'button', 'main', label)
  return {
    nodes: [line(page, element(page, 'p', '', sentence), button)],
    buttons: [[button, wish]],
    tick: () => undefined,
    heard: sentence,
  }
}

/** A note first: why the last code was refused, say, before the next one needs Kode to be unlocked. */
function renderLocked(page: Document, note: string | undefined): RenderedView {
  const view = renderAction(page, t('offerLocked'), t('offerOpenKode'), { kind: 'open-kode' })
  if (note === undefined) return view
  return { ...view, nodes: [renderNote(page, note), ...view.nodes], heard: `${note} ${view.heard}` }
}

function renderWarning(page: Document, { title, text }: { title: string; text: string }): RenderedView {
  const warning = element(page, 'p', 'note warning')
  warning.append(element(page, 'span', 'strong', title), element(page, 'span', '', text))
  return { nodes: [warning], buttons: [], tick: () => undefined, heard: `${title} ${text}` }
}

function renderStep(page: Document, { title, text, who = [], named, actions = [] }: StepView): RenderedView {
  const step = element(page, 'div', 'step')
  step.append(element(page, 'p', 'strong', title))
  if (text) step.append(element(page, 'p', '', text))
  const [name, ...rest] = who.filter(Boolean)
  if (name !== undefined) step.append(element(page, 'span', 'name', name))
  step.append(...rest.map((line) => element(page, 'span', 'user', line)))
  const buttons = actions.map(
    ({ label, wish, quiet }) => [element(page, 'button', quiet ? 'plain' : 'main', label), wish] as const,
  )
  const naming = named === undefined ? undefined : renderNaming(page, named)
  if (naming !== undefined) step.append(naming.label)
  step.append(...buttons.map(([button]) => button))
  return {
    nodes: [step],
    ...(naming && { field: naming.field }),
    buttons,
    tick: () => undefined,
    heard: [title, text, ...who].join(' '),
  }
}

function renderNaming(page: Document, name: string): { label: HTMLElement; field: HTMLInputElement } {
  const label = element(page, 'label', 'naming')
  const field = element(page, 'input')
  Object.assign(field, { value: name, maxLength: LABEL_LENGTH, autocomplete: 'off', spellcheck: false })
  field.dir = 'auto'
  label.append(element(page, 'span', 'quiet', t('coachName')), field)
  return { label, field }
}

function renderWaiting(page: Document, at: number): RenderedView {
  const button = element(page, 'button', 'plain', t('offerCancel'))
  const countdown = element(page, 'span', 'strong')
  const text = element(page, 'p')
  text.append(countdown, element(page, 'span', 'quiet', t('offerFillsItself')))
  const sentence = (now: number) => t('offerWaiting', String(Math.max(0, Math.ceil((at - now) / 1000))))
  return {
    nodes: [line(page, text, button)],
    buttons: [[button, { kind: 'cancel' }]],
    tick: (now) => {
      const next = sentence(now)
      if (countdown.textContent !== next) countdown.textContent = next
    },
    heard: `${sentence(Date.now())} ${t('offerFillsItself')}`,
  }
}

function renderSaid(page: Document, text: string): RenderedView {
  return { nodes: [renderNote(page, text)], buttons: [], tick: () => undefined, heard: text }
}

function line(page: Document, ...children: readonly Node[]): HTMLElement {
  const box = element(page, 'div', 'said')
  box.append(...children)
  return box
}

/** `text` may come from outside: only ever as text, never as markup. */
function element<Tag extends keyof HTMLElementTagNameMap>(
  page: Document,
  tag: Tag,
  className = '',
  text = '',
): HTMLElementTagNameMap[Tag] {
  const made = page.createElement(tag)
  if (className) made.className = className
  if (text) made.textContent = text
  if (made instanceof HTMLButtonElement) made.type = 'button'
  return made
}
