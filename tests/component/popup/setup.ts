import { fireEvent, render, screen, within } from '@testing-library/svelte'
import { tick } from 'svelte'
import { vi } from 'vitest'
import { t } from './browser'
import type { AccountId, Label } from '../../../src/domain/account'
import { searchFor } from '../../../src/domain/search'
import type { Outline } from '../../../src/domain/pixels'
import App from '../../../src/popup/App.svelte'
import { Popup } from '../../../src/popup/popup.svelte'
import type {
  AccountPreview,
  CodeRow,
  FindId,
  Found,
  FindStanding,
  Reply,
  Request,
  TotpCode,
  Verb,
  VaultClosed,
} from '../../../src/protocol/messages'
import type { Ask } from '../../../src/ui/ask'

// jsdom lays nothing out, so there is nothing to scroll.
Element.prototype.scrollIntoView = () => undefined

/** A whole minute, so that a code of 30 or 60 seconds has just begun. Unix milliseconds. */
export const START = 1_800_000_000_000

type Answer<V extends Verb> = Reply<V> | ((request: Request<V>) => Reply<V> | Promise<Reply<V>>)
type Answers = { [V in Verb]?: Answer<V> }

interface Scene {
  readonly rows?: readonly CodeRow[]
  readonly closed?: VaultClosed['status']
  readonly pending?: Reply<'scan.pending'>
  /** Kode locks after each code. */
  readonly locksAfterCode?: true
  readonly answers?: Answers
}

/** What the background has; a test changes it as the background would. */
interface Kept {
  rows: readonly CodeRow[]
  closed: VaultClosed['status'] | undefined
  pending: Reply<'scan.pending'>
}

/** The popup over a background that answers from a list: what was asked, and what a person sees. */
export async function setup({
  rows = [],
  closed,
  pending = { status: 'none' },
  locksAfterCode,
  answers = {},
}: Scene = {}) {
  vi.useFakeTimers({ now: START })
  const kept: Kept = { rows, closed, pending }
  const asked: [Verb, unknown][] = []
  const list = ({ first, count, search = '' }: Request<'codes.list'>): Reply<'codes.list'> => {
    if (kept.closed !== undefined) return { status: kept.closed }
    const found = kept.rows.filter(searchFor(search))
    const shown = found.slice(first, first + count)
    return {
      status: 'open',
      kept: kept.rows.length,
      total: found.length,
      byHand: false,
      hidden: false,
      ...(locksAfterCode && { locksAfterCode }),
      first,
      rows: shown,
    }
  }
  const usual: Answers = {
    'codes.list': list,
    'scan.pending': () => kept.pending,
    'policy.read': { policy: {}, ignored: [] },
    'signIn.page': { status: 'none' },
    'vault.doors': { status: 'doors', passkeys: [], recovery: true, pin: false, waitsUntil: null },
    'vault.copies': { status: 'copies', copies: [] },
    'vault.recovery': { status: 'recovery', confirmed: true },
    'accounts.used': { status: 'changed' },
    'scan.dismiss': () => {
      kept.pending = { status: 'none' }
      return 'done'
    },
  }
  const ask: Ask = async (verb, request) => {
    asked.push([verb, request])
    const all: Record<string, unknown> = { ...usual, ...answers }
    const answer = all[verb] as Answer<typeof verb> | undefined
    if (answer === undefined) throw new Error(`nobody answers ${verb}`)
    return typeof answer === 'function' ? answer(request) : answer
  }
  const popup = new Popup(ask, Date.now, { listed: list({ first: 0, count: 12 }), pending })
  await popup.readRare()
  render(App, { popup })
  await settle()
  return {
    popup,
    kept,
    asked: (verb: Verb) => asked.filter(([said]) => said === verb).map(([, request]) => request),
  }
}

/** Lets replies arrive and the page follow. */
export async function settle(milliseconds = 0): Promise<void> {
  await vi.advanceTimersByTimeAsync(milliseconds)
  await tick()
}

export async function click(element: HTMLElement): Promise<void> {
  // A real press focuses what it presses.
  element.focus()
  await fireEvent.click(element)
  await settle()
}

export async function press(key: string, modifiers: Partial<KeyboardEventInit> = {}): Promise<void> {
  await fireEvent.keyDown(document.activeElement ?? document.body, { key, ...modifiers })
  await settle()
}

export async function type(field: HTMLElement, value: string): Promise<void> {
  field.focus()
  await fireEvent.input(field, { target: { value } })
}

/** From the list, by the menu of further ways. */
export async function openEntry(): Promise<void> {
  await click(button(t('moreLabel')))
  await click(screen.getByRole('menuitem', { name: t('enterAction') }))
}

export const button = (name: string) => screen.getByRole('button', { name })
export const noButton = (name: string) => screen.queryByRole('button', { name }) === null
export const field = (label: string) => screen.getByLabelText<HTMLInputElement>(label)
export const row = (index: number) => {
  const found = document.querySelector<HTMLElement>(`[data-index="${index}"]`)
  if (!found) throw new Error(`row ${index} is not shown`)
  return found
}
export const inRow = (index: number) => within(row(index))
/** What live regions say, in order. */
export const announced = () => screen.getAllByRole('status').flatMap(({ textContent }) => textContent || [])

export const accountId = (text: string) => text.padEnd(22, '0') as AccountId

const NO_LABEL: Label = { issuer: '', organisation: '', user: '' }
export const MICROSOFT: Label = {
  issuer: 'Microsoft',
  organisation: 'Contoso',
  user: 'alice@contoso.example',
}

interface RowOptions extends Partial<Omit<CodeRow, 'id' | 'code'>> {
  readonly code?: Partial<TotpCode>
}

export function totpRow(
  name: string,
  { code, label, unconfirmed = false, pinned = false }: RowOptions = {},
): CodeRow {
  const period = code?.period ?? 30
  return {
    id: accountId(name),
    name,
    label: label ?? NO_LABEL,
    unconfirmed,
    pinned,
    code: {
      type: 'totp',
      digits: '123456',
      next: '654321',
      period,
      expiresAt: START + period * 1000,
      ...code,
    },
  }
}

export const hotpRow = (name: string): CodeRow => ({
  id: accountId(name),
  name,
  label: NO_LABEL,
  unconfirmed: false,
  pinned: false,
  code: { type: 'hotp', counter: 4 },
})

export function accountFinding(
  standing: FindStanding,
  preview: Partial<AccountPreview> = {},
  find = 'find',
): Found {
  return {
    kind: 'account',
    find: find as FindId,
    standing,
    preview: {
      label: MICROSOFT,
      otp: { type: 'totp', algorithm: 'SHA1', digits: 6, period: 30 },
      suggestedName: 'Microsoft 365 (Contoso)',
      weakSecret: false,
      offeredAtMicrosoft: true,
      ...preview,
    },
  }
}

/** What a scan reports that found these. */
export const found = (...things: readonly Found[]) =>
  ({
    status: 'found',
    more: false,
    findings: things.map((one, sighting) => ({ ...one, sighting, places: [] })),
  }) as const

/** A picture of 200 by 100 pixels with these in it, one beside the other. */
export const pictured = (...things: readonly Found[]) =>
  ({
    status: 'found',
    more: false,
    picture: PICTURE,
    findings: things.map((one, index) => ({
      ...one,
      sighting: index,
      places: [squareAt(0.1 + index * 0.2)],
    })),
  }) as const

export const PICTURE = { url: 'data:image/jpeg;base64,AA==', width: 200, height: 100 }

const squareAt = (x: number): Outline => [
  { x, y: 0.2 },
  { x: x + 0.1, y: 0.2 },
  { x: x + 0.1, y: 0.4 },
  { x, y: 0.4 },
]
