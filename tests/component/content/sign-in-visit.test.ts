import { afterEach, beforeEach, describe, expect, test, vi, type MockInstance } from 'vitest'
import type { Manners } from '../../../src/content/manners'
import { SignInVisit } from '../../../src/content/sign-in-visit'
import type { AccountId } from '../../../src/domain/account'
import type { UserMatch } from '../../../src/domain/sign-in'
import type { PageMessage } from '../../../src/protocol/page-messages'
import type { CodeGiven, Offer, Offers, Rejection, Reply, Verb } from '../../../src/protocol/messages'
import * as stageHands from './browser-stand-in'
import { pressKey, pressMouse, setStage, type Stage } from './browser-stand-in'
import { find, findElement, otcField, showPage } from './stand-in'

interface Said {
  verb: Verb
  request: unknown
}

const kode = {
  said: [] as Said[],
  connected: true,
  offers: { status: 'none' } as Offers,
  codes: [] as (CodeGiven | Promise<CodeGiven>)[],
  rejection: { status: 'none' } as Rejection,
  /** Says something to the page as the background does. */
  tell: (_message: PageMessage): Promise<unknown> => Promise.reject(new Error('nobody hears')),
}

vi.mock('../../../src/platform/page', () => ({
  language: () => 'en',
  t: (key: string, ...values: string[]) => [key, ...values].join(' '),
  isConnected: () => kode.connected,
  hear: (answer: typeof kode.tell) => (kode.tell = answer),
  ask: (verb: Verb, request: unknown): Promise<Reply<Verb>> => {
    kode.said.push({ verb, request })
    if (!kode.connected) return Promise.reject(new Error('Extension context invalidated.'))
    if (verb === 'autofill.offers') return Promise.resolve(kode.offers)
    if (verb === 'autofill.code') return Promise.resolve(kode.codes.shift() ?? refused('rate'))
    if (verb === 'autofill.rejected') return Promise.resolve(kode.rejection)
    return Promise.resolve('done')
  },
}))
const offer = (id: string, match: UserMatch = 'same'): Offer => ({
  id: id as AccountId,
  name: `Account ${id}`,
  user: `${id}@contoso.example`,
  match,
  period: 30,
})
const offers = (...all: Offer[]): Offers => ({ status: 'offers', offers: all })
const code = (digits: string, submit = false): CodeGiven => ({ status: 'code', digits, submit })
const refused = (reason: 'rate' | 'origin' | 'account' | 'device-code'): CodeGiven => ({
  status: 'refused',
  reason,
})

let stage: Stage
let life: AbortController
let manners: Manners

beforeEach(() => {
  stage = setStage()
  stageHands.focusIn(stage.card)
  vi.useFakeTimers({ now: 1_700_000_000_000 })
  history.replaceState(null, '', '/common/login')
  Object.assign(kode, {
    said: [],
    connected: true,
    offers: offers(offer('alice')),
    codes: [code('287082')],
    rejection: { status: 'none' },
  })
  life = new AbortController()
  manners = { offers: true, cards: true, submitted: false, rehearsed: true }
})
afterEach(() => {
  life.abort()
  vi.useRealTimers()
})

const passes = (ms: number) => vi.advanceTimersByTimeAsync(ms)

/** Opens a stand-in page and lets it rest until an offer, if one comes, has been in sight long enough. */
async function visit(page = 'entra-otp', rest = 1000): Promise<void> {
  showPage(page)
  new SignInVisit(document, life.signal, manners)
  await passes(rest)
}

const card = () => stage.card()
const rows = () => [...(card()?.querySelectorAll<HTMLButtonElement>('[role=group] button') ?? [])]
const text = () => card()?.querySelector('.card')?.textContent ?? ''
const row = (index = 0): HTMLButtonElement => {
  const found = rows()[index]
  if (found === undefined) throw new Error('no such row')
  return found
}
const asked = (verb: Verb) => kode.said.filter((said) => said.verb === verb)
const field = () => otcField()

async function press(target = row()): Promise<void> {
  pressMouse(target)
  await passes(0)
}

describe('the offer', () => {
  test('names the account whose user the page shows, and fills it when it is pressed', async () => {
    await visit()
    expect(kode.said).toEqual([
      { verb: 'autofill.offers', request: { user: 'alice@contoso.example', state: 'app-code' } },
    ])
    expect(text()).toContain('Account alice')
    await press()
    expect(asked('autofill.code')).toEqual([{ verb: 'autofill.code', request: { id: 'alice' } }])
    expect(field().value).toBe('287082')
    expect(text()).toContain('offerFilled')
    await passes(2000)
    expect(stage.host()).toBeUndefined()
  })

  test('keeps accounts that are surely another user’s behind a press of their own, and says whose they are', async () => {
    kode.offers = offers(offer('alice'), offer('bob', 'other'))
    await visit()
    expect(rows().map(({ textContent }) => textContent)).toEqual([
      expect.stringContaining('Account alice') as string,
      'offerOthers',
    ])
    await press(row(1))
    await passes(1000)
    expect(rows().map((button) => button.textContent.includes('offerOtherUser'))).toEqual([false, true])
    await press(row(1))
    expect(asked('autofill.code')).toEqual([{ verb: 'autofill.code', request: { id: 'bob' } }])
  })

  test('says plainly what the page shows where it may be another user', async () => {
    kode.offers = offers(offer('bob', 'different'))
    await visit()
    expect(text()).toContain('offerDifferentUser alice@contoso.example')
  })

  test('can be sent away with its own button, and by no script', async () => {
    await visit()
    const close = card()?.querySelector<HTMLButtonElement>('.close')
    close?.click()
    expect(stage.host()).toBeDefined()
    pressMouse(close!)
    expect(stage.host()).toBeUndefined()
    expect(manners.offers).toBe(false)
  })

  test('says to a screen reader that it is there', async () => {
    await visit()
    const heard = card()?.querySelector('[role=status]')
    expect(heard?.textContent).toBe('offerReady')
    expect(card()?.querySelector('[role=group]')?.getAttribute('aria-label')).toBe('offerLabel')
  })

  test('shows names as text, whatever they hold', async () => {
    kode.offers = offers({ ...offer('x'), name: '<img src=x onerror=alert(1)>', user: '<b>bold</b>' })
    await visit()
    expect(card()?.querySelector('img, b')).toBeNull()
    expect(text()).toContain('<img src=x onerror=alert(1)>')
  })

  test('leaves one element in the page while it is open, and none before or after', async () => {
    const before = () => document.querySelectorAll('*').length
    showPage('entra-otp')
    const count = before()
    new SignInVisit(document, life.signal, manners)
    await passes(1000)
    expect(before()).toBe(count + 1)
    life.abort()
    expect(before()).toBe(count)
  })

  test('goes when the page leaves, with nothing left running', async () => {
    await visit()
    life.abort()
    expect(stage.host()).toBeUndefined()
    await passes(5000)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('goes when the field is filled by hand, and comes when it is emptied', async () => {
    await visit()
    field().value = '123'
    field().dispatchEvent(new InputEvent('input', { bubbles: true }))
    await passes(300)
    expect(stage.host()).toBeUndefined()
    field().value = ''
    field().dispatchEvent(new InputEvent('input', { bubbles: true }))
    await passes(300)
    expect(rows()).toHaveLength(1)
  })

  test('comes for a field that holds a rejected code when the person presses in it', async () => {
    await visit()
    await press()
    await passes(3000)
    expect(stage.host()).toBeUndefined()
    pressMouse(field())
    await passes(300)
    expect(rows()).toHaveLength(1)
  })

  test('does not come for that field when only a script presses in it', async () => {
    await visit()
    await press()
    await passes(3000)
    field().dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }))
    await passes(300)
    expect(stage.host()).toBeUndefined()
  })

  test('is made anew when the page names another user', async () => {
    await visit()
    findElement('#displayName').textContent = 'bob@contoso.example'
    await passes(300)
    expect(asked('autofill.offers').map(({ request }) => request)).toEqual([
      { user: 'alice@contoso.example', state: 'app-code' },
      { user: 'bob@contoso.example', state: 'app-code' },
    ])
  })
})

describe('nothing is put into the page', () => {
  test.each([
    'entra-sms',
    'entra-push-only',
    'entra-push-passwordless',
    'entra-picker-no-app',
    'msa-mailed',
    'msa-six-boxes',
    'msa-proofs',
  ])('at %s, and only what would fit the user is asked, of nothing', async (page) => {
    await visit(page)
    expect(kode.said.map(({ verb, request }) => ({ verb, request }))).toMatchObject([
      { verb: 'autofill.offers', request: { state: 'none' } },
    ])
    expect(stage.host()).toBeUndefined()
  })
})

describe('nothing is asked and nothing put into the page', () => {
  test('at the page for name and password', async () => {
    await visit('sign-in')
    expect(kode.said).toEqual([])
    expect(stage.host()).toBeUndefined()
  })

  test('at the address of a device sign-in', async () => {
    history.replaceState(null, '', '/common/oauth2/deviceauth')
    await visit()
    expect(kode.said).toEqual([])
    expect(stage.host()).toBeUndefined()
  })

  test('once Kode was updated under the page', async () => {
    kode.connected = false
    await visit()
    expect(kode.said).toEqual([])
    await passes(5000)
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('at a field that appears after another way to sign in', () => {
  /** Changes the page from the approval to the code, and lets no time pass. */
  async function askForCode(): Promise<void> {
    const view = findElement('template[data-view="code"]') as HTMLTemplateElement
    find('input[name=mfaAuthMethod]').value = 'PhoneAppOTP'
    find('input[name=type]').value = '19'
    findElement('.pagination-view').replaceChildren(view.content.cloneNode(true))
    // The observer and the look it plans, before any frame or answer.
    for (let turn = 0; turn < 3; turn++) await Promise.resolve()
  }
  let opened: MockInstance
  beforeEach(() => {
    opened = vi.spyOn(HTMLElement.prototype, 'showPopover')
  })
  const states = () => asked('autofill.offers').map(({ request }) => (request as { state: string }).state)

  test('the card is there before the next frame, and the field is asked about after it', async () => {
    await visit('entra-push-only')
    await askForCode()
    expect(text()).toContain('Account alice')
    expect(states()).toEqual(['none'])
    const [before] = rows()
    await passes(1000)
    expect(states()).toEqual(['none', 'app-code'])
    expect(rows()).toEqual([before]) // the same button: nothing was drawn twice
  })

  test('what has changed since is shown as soon as it is known', async () => {
    await visit('entra-push-only')
    kode.offers = { status: 'locked' }
    await askForCode()
    expect(text()).toContain('Account alice')
    await passes(100)
    expect(text()).toContain('offerLocked')
    expect(text()).not.toContain('Account alice')
  })

  test('a press on what was painted first waits as long as any', async () => {
    await visit('entra-push-only')
    await askForCode()
    await passes(300)
    await press()
    expect(asked('autofill.code')).toEqual([])
    expect(text()).toContain('offerTooSoon')
  })

  test('what was said a minute ago is not shown any more', async () => {
    await visit('entra-push-only', 61_000)
    kode.offers = { status: 'none' }
    await askForCode()
    await passes(100)
    expect(opened).not.toHaveBeenCalled()
  })

  test('what was said is asked again when the person presses somewhere, or comes back', async () => {
    await visit('entra-push-only', 10_000)
    kode.offers = offers(offer('bob'))
    pressMouse(document.body)
    await passes(0)
    await askForCode()
    expect(text()).toContain('Account bob')
    expect(states()).toEqual(['none', 'none'])
  })

  test('another user’s is not shown', async () => {
    await visit('entra-push-only')
    kode.offers = { status: 'none' }
    findElement('#displayName').textContent = 'bob@contoso.example'
    await askForCode()
    await passes(100)
    expect(opened).not.toHaveBeenCalled()
  })

  test('nothing is, where Kode has nothing for the user', async () => {
    kode.offers = { status: 'none' }
    await visit('entra-push-only')
    await askForCode()
    await passes(1000)
    expect(opened).not.toHaveBeenCalled()
  })
})

test('a field that the page draws anew has its card at once', async () => {
  await visit()
  findElement('#idDiv_SAOTCC_OTC').replaceWith(findElement('#idDiv_SAOTCC_OTC').cloneNode(true))
  for (let turn = 0; turn < 3; turn++) await Promise.resolve()
  expect(text()).toContain('Account alice')
})

test('after a code was given, what was said before is over', async () => {
  await visit()
  await press()
  await passes(3000)
  const opened = vi.spyOn(HTMLElement.prototype, 'showPopover')
  kode.offers = { status: 'none' }
  field().value = ''
  document.body.append('x')
  await passes(300)
  expect(asked('autofill.offers')).toHaveLength(2)
  expect(opened).not.toHaveBeenCalled()
})

test('no account that fits: no offer, and another question when the person comes back', async () => {
  kode.offers = { status: 'none' }
  await visit()
  expect(stage.host()).toBeUndefined()
  kode.offers = offers(offer('alice'))
  stageHands.dispatchTrusted(document, new Event('focus', { bubbles: true }))
  await passes(100)
  expect(rows()).toHaveLength(1)
})

describe('a press counts for nothing', () => {
  const untouched = () => {
    expect(asked('autofill.code')).toEqual([])
    expect(field().value).toBe('')
  }

  test('when a script makes it', async () => {
    await visit()
    row().click()
    row().dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, isPrimary: true }))
    row().dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 1 }))
    row().focus()
    row().dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 0 }))
    stage.host()?.click()
    await passes(0)
    untouched()
  })

  test('when only its end is a person’s', async () => {
    await visit()
    row().dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, isPrimary: true }))
    stageHands.dispatchTrusted(row(), new MouseEvent('click', { bubbles: true, detail: 1 }))
    await passes(0)
    untouched()
  })

  test('when it began on another row', async () => {
    kode.offers = offers(offer('alice'), offer('bob'))
    await visit()
    stageHands.dispatchTrusted(row(0), new PointerEvent('pointerdown', { bubbles: true, isPrimary: true }))
    stageHands.dispatchTrusted(row(1), new MouseEvent('click', { bubbles: true, detail: 1 }))
    await passes(0)
    untouched()
  })

  test.each([
    ['the second mouse button', { button: 2 }],
    ['a second finger', { isPrimary: false }],
  ])('with %s', async (_what, how) => {
    await visit()
    pressMouse(row(), how)
    await passes(0)
    untouched()
  })

  test('before the offer was in sight for 600 ms; the row says so, and the next press counts', async () => {
    await visit('entra-otp', 300)
    await press()
    untouched()
    expect(text()).toContain('offerTooSoon')
    await passes(700)
    await press()
    expect(field().value).toBe('287082')
  })

  test('while something lies above it, and for 600 ms after', async () => {
    await visit()
    stage.cover = document.body
    await press()
    untouched()
    expect(text()).toContain('offerCovered')
    stage.cover = undefined
    await passes(500)
    await press()
    untouched()
    await passes(700)
    await press()
    expect(field().value).toBe('287082')
  })

  test('when what lay above it is taken away between the press and its end', async () => {
    await visit()
    stage.cover = document.body
    stageHands.dispatchTrusted(row(), new PointerEvent('pointerdown', { bubbles: true, isPrimary: true }))
    stage.cover = undefined
    stageHands.dispatchTrusted(row(), new MouseEvent('click', { bubbles: true, detail: 1 }))
    await passes(0)
    untouched()
  })

  test.each(['opacity: 0.5', 'visibility: hidden'])(
    'while the page is made see-through by %s',
    async (style) => {
      await visit()
      document.documentElement.style.cssText = style
      await press()
      document.documentElement.style.cssText = ''
      untouched()
    },
  )

  test('while another popover or dialog of the page lies over it', async () => {
    await visit()
    vi.spyOn(document, 'querySelectorAll').mockReturnValue(document.body.querySelectorAll('#lightbox'))
    await press()
    untouched()
  })

  test('while the window does not have the focus', async () => {
    await visit()
    stage.focused = false
    await press()
    untouched()
  })

  test('within 600 ms of the offer moving under the pointer', async () => {
    await visit()
    stageHands.place(field(), { left: 90 })
    document.body.append('what moved it')
    await passes(150)
    await press()
    untouched()
    expect(text()).toContain('offerTooSoon')
  })

  test('while an earlier one is being answered', async () => {
    kode.codes = [new Promise(() => undefined), code('000000')]
    await visit()
    await press()
    await press()
    expect(asked('autofill.code')).toHaveLength(1)
  })
})

describe('by keyboard', () => {
  test('down goes into the card and through it, up leads back to the field, Enter fills', async () => {
    kode.offers = offers(offer('alice'), offer('bob'))
    await visit()
    field().focus()
    pressKey('ArrowDown')
    expect(card()?.activeElement).toBe(row(0))
    pressKey('ArrowDown')
    pressKey('ArrowDown')
    expect(card()?.activeElement).toBe(row(1))
    pressKey('ArrowUp')
    pressKey('ArrowUp')
    expect(document.activeElement).toBe(field())
    pressKey('ArrowDown')
    pressKey('Enter')
    await passes(0)
    expect(field().value).toBe('287082')
    expect(document.activeElement).toBe(field())
  })

  test('Enter in the field is the page’s', async () => {
    await visit()
    field().focus()
    const heard = vi.fn()
    document.addEventListener('keydown', heard, { once: true })
    pressKey('Enter')
    await passes(0)
    expect(heard).toHaveBeenCalled()
    expect(asked('autofill.code')).toEqual([])
  })

  test('keys that a script makes move nothing, close nothing and fill nothing', async () => {
    await visit()
    field().focus()
    for (const key of ['ArrowDown', 'Enter', 'Escape']) {
      field().dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
      stage.host()?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
    }
    await passes(0)
    expect(document.activeElement).toBe(field())
    expect(rows()).toHaveLength(1)
    expect(asked('autofill.code')).toEqual([])
  })

  test('a key held since before repeats into nothing', async () => {
    await visit()
    field().focus()
    pressKey('ArrowDown')
    pressKey('Enter', { repeat: true })
    await passes(0)
    expect(asked('autofill.code')).toEqual([])
  })

  test('a key press on a row without the focus counts for nothing', async () => {
    await visit()
    stageHands.dispatchTrusted(row(), new MouseEvent('click', { bubbles: true, detail: 0 }))
    await passes(0)
    expect(asked('autofill.code')).toEqual([])
  })

  test('Enter is judged like a press: too soon is too soon', async () => {
    await visit('entra-otp', 300)
    field().focus()
    pressKey('ArrowDown')
    pressKey('Enter')
    await passes(0)
    expect(asked('autofill.code')).toEqual([])
    expect(text()).toContain('offerTooSoon')
  })

  test('Escape sends the offer away for this document, and is not heard by the page', async () => {
    await visit()
    const heard = vi.fn()
    document.addEventListener('keydown', heard)
    pressKey('Escape')
    document.removeEventListener('keydown', heard)
    expect(heard).not.toHaveBeenCalled()
    expect(manners.offers).toBe(false)
    expect(stage.host()).toBeUndefined()
  })
})

describe('the offer is taken down for good', () => {
  test.each<[string, (host: HTMLElement) => unknown]>([
    ['its style is edited', (host) => (host.style.opacity = '0.01')],
    ['an attribute is added', (host) => host.setAttribute('inert', '')],
    ['its popover attribute goes', (host) => host.removeAttribute('popover')],
    ['something is put inside', (host) => host.append('x')],
    ['it is removed', (host) => host.remove()],
    ['it is moved elsewhere', (host) => document.body.append(host)],
    ['it is taken out and put back', (host) => document.documentElement.append(host)],
    ['it is closed', (host) => host.hidePopover()],
  ])('when %s', async (_how, interfere) => {
    await visit()
    const host = stage.host()!
    interfere(host)
    await passes(0)
    expect(manners.offers).toBe(false)
    expect(stage.host()).toBeUndefined()
    await passes(3000)
    expect(asked('autofill.offers')).toHaveLength(1)
    expect(stage.host()).toBeUndefined()
  })

  test('before the code arrives: it then goes nowhere', async () => {
    let give: (reply: CodeGiven) => void = () => undefined
    kode.codes = [new Promise((resolve) => (give = resolve))]
    await visit()
    await press()
    stage.host()?.setAttribute('inert', '')
    await passes(0)
    give(code('287082'))
    await passes(100)
    expect(field().value).toBe('')
  })

  test('but not for what Kode itself does: showing, moving, changing what it says', async () => {
    await visit()
    stageHands.place(field(), { top: 200 })
    await passes(1000)
    kode.codes = [refused('rate')]
    await press()
    await passes(1000)
    expect(manners.offers).toBe(true)
    expect(rows()).toHaveLength(1)
  })
})

describe('when Knockout replaces the field', () => {
  const replaced = () => {
    const fresh = field().cloneNode() as HTMLInputElement
    field().replaceWith(fresh)
    return fresh
  }

  test('the offer follows to the new one', async () => {
    await visit()
    replaced()
    await passes(1000)
    await press()
    expect(field().value).toBe('287082')
  })

  test('between the press and the code, neither field gets it, and the next offer says so', async () => {
    let give: (reply: CodeGiven) => void = () => undefined
    kode.codes = [new Promise((resolve) => (give = resolve)), code('111111')]
    await visit()
    await press()
    const old = field()
    const fresh = replaced()
    give(code('287082'))
    await passes(1000)
    expect([old.value, fresh.value]).toEqual(['', ''])
    expect(text()).toContain('offerFieldGone')
    await press()
    expect(fresh.value).toBe('111111')
  })

  test('while a code is waited for, the wait ends and the next offer says so', async () => {
    kode.codes = [{ status: 'wait', at: Date.now() + 10_000 }, code('287082')]
    await visit()
    await press()
    replaced()
    await passes(20_000)
    expect(field().value).toBe('')
    expect(asked('autofill.code')).toHaveLength(1)
    expect(text()).toContain('offerFieldGone')
  })

  test('the page may ask for a text message by the time the code comes: it goes nowhere', async () => {
    let give: (reply: CodeGiven) => void = () => undefined
    kode.codes = [new Promise((resolve) => (give = resolve))]
    await visit()
    await press()
    find('[name=mfaAuthMethod]').value = 'OneWaySMS'
    give(code('287082'))
    await passes(1000)
    expect(field().value).toBe('')
    expect(stage.host()).toBeDefined()
    expect(text()).toContain('offerFieldGone')
    await passes(6000)
    expect(stage.host()).toBeUndefined()
  })
})

describe('when the fresh code is still to come', () => {
  beforeEach(async () => {
    await visit()
    kode.codes = [{ status: 'wait', at: Date.now() + 5000 }, code('287082')]
    await press()
  })

  test('it counts down, then asks once more by itself and fills', async () => {
    expect(text()).toContain('offerWaiting 5')
    await passes(2100)
    expect(text()).toContain('offerWaiting 3')
    expect(asked('autofill.code')).toHaveLength(1)
    await passes(3400)
    expect(asked('autofill.code')).toHaveLength(2)
    expect(field().value).toBe('287082')
  })

  test('a second delay is not waited for', async () => {
    kode.codes = [{ status: 'wait', at: Date.now() + 30_000 }]
    await passes(5400)
    expect(text()).toContain('offerStillWaiting')
    expect(rows()).toHaveLength(1)
    await passes(60_000)
    expect(asked('autofill.code')).toHaveLength(2)
  })

  test('Escape takes it back and leaves the offer, another Escape sends that away', async () => {
    pressKey('Escape')
    expect(manners.offers).toBe(true)
    expect(row().textContent).toContain('Account alice')
    await passes(10_000)
    expect(asked('autofill.code')).toHaveLength(1)
    pressKey('Escape')
    expect(manners.offers).toBe(false)
  })

  test('the button takes it back, at once', async () => {
    await press(row())
    await passes(10_000)
    expect(asked('autofill.code')).toHaveLength(1)
    expect(row().textContent).toContain('Account alice')
  })

  test('nothing is asked for a person who looks at another tab by then', async () => {
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
    await passes(10_000)
    expect(asked('autofill.code')).toHaveLength(1)
  })
})

describe('while Kode is locked', () => {
  beforeEach(async () => {
    kode.offers = { status: 'locked' }
    await visit()
  })

  test('the offer says so and opens Kode', async () => {
    expect(text()).toContain('offerLocked')
    await press()
    expect(asked('signIn.openKode')).toHaveLength(1)
  })

  test('a script cannot make it open Kode', async () => {
    row().click()
    await passes(0)
    expect(asked('signIn.openKode')).toEqual([])
  })

  test('the accounts come when the person comes back after unlocking', async () => {
    kode.offers = offers(offer('alice'))
    stageHands.dispatchTrusted(document, new Event('focus', { bubbles: true }))
    await passes(1000)
    await press()
    expect(field().value).toBe('287082')
  })

  test('it stays as it was when the person comes back without unlocking', async () => {
    const before = row()
    stageHands.dispatchTrusted(document, new Event('focus', { bubbles: true }))
    await passes(100)
    expect(row()).toBe(before)
  })
})

describe('an answer without a code is explained:', () => {
  test.each<[string, CodeGiven, string, number]>([
    ['too many at once', refused('rate'), 'offerRefusedRate', 1],
    ['an account that is gone', refused('account'), 'offerRefusedAccount', 1],
    ['another address', refused('origin'), 'offerRefusedOrigin', 0],
    ['another device’s code', refused('device-code'), 'offerRefusedDeviceCode', 0],
    ['a vault that cannot be read', { status: 'unavailable' }, 'offerUnavailable', 0],
    ['a vault that was locked meanwhile', { status: 'locked' }, 'offerLocked', 1],
    ['a code longer than the field', code('12345678'), 'offerTooLong', 0],
  ])('%s', async (_why, reply, sentence, buttons) => {
    kode.codes = [reply]
    await visit()
    await press()
    expect(text()).toContain(sentence)
    expect(rows()).toHaveLength(buttons)
    expect(field().value).toBe('')
  })

  test('an account that is gone and was the only one is not offered again', async () => {
    kode.codes = [refused('account')]
    await visit()
    kode.offers = { status: 'none' }
    await press()
    expect(text()).toContain('offerRefusedAccount')
    expect(rows()).toHaveLength(0)
  })

  test('but when Kode was updated meanwhile, the offer goes quietly', async () => {
    await visit()
    kode.connected = false
    await press()
    expect(stage.host()).toBeUndefined()
  })
})

/** Sends the form off as a press of the page's own button does. */
const send = () => field().form?.dispatchEvent(new SubmitEvent('submit', { bubbles: true, cancelable: true }))

/** The page's error, as a new element each time. */
function showError(text = 'wrong'): void {
  const span = document.createElement('span')
  span.id = 'idSpan_SAOTCC_Error_OTC'
  span.textContent = text
  findElement('#idDiv_SAOTCC_OTCRow [role=alert]').replaceChildren(span)
}

describe('a code that the page refuses', () => {
  const explained = (again: boolean): Rejection => ({
    status: 'explained',
    cause: 'unknown',
    minutes: 0,
    again,
  })

  async function fillAndSend(page = 'entra-otp'): Promise<void> {
    await visit(page)
    await press()
    await passes(2000)
    send()
    await passes(200)
  }

  test('is explained, and the next one is offered', async () => {
    kode.rejection = explained(true)
    await fillAndSend()
    expect(asked('autofill.rejected')).toEqual([])
    showError()
    await passes(1000)
    expect(asked('autofill.rejected').map(({ request }) => request)).toEqual([
      { user: 'alice@contoso.example', state: 'rejected', submits: 1, clock: null },
    ])
    expect(text()).toContain('rejectedUnknown')
    kode.codes = [code('111111')]
    await press()
    expect(field().value).toBe('111111')
  })

  test('is explained where Kode locked after it, and the next one comes after unlocking', async () => {
    kode.rejection = explained(true)
    await fillAndSend()
    kode.offers = { status: 'locked' }
    showError()
    await passes(1000)
    expect(text()).toMatch(/rejectedUnknown[^]*offerLocked/)
    await press()
    expect(asked('signIn.openKode')).toHaveLength(1)
    kode.offers = offers(offer('alice'))
    kode.codes = [code('111111')]
    stageHands.dispatchTrusted(document, new Event('focus', { bubbles: true }))
    await passes(1000)
    await press()
    expect(field().value).toBe('111111')
  })

  test('is explained without an offer the second time, and the words go by themselves', async () => {
    kode.rejection = explained(false)
    await fillAndSend()
    showError()
    await passes(1000)
    expect(text()).toContain('rejectedUnknown')
    expect(rows()).toHaveLength(0)
    await passes(25_000)
    expect(stage.host()).toBeUndefined()
  })

  test('is not seen in an error that stood there before it was sent', async () => {
    await fillAndSend('entra-otp-error')
    document.body.append('something else that changes')
    await passes(3000)
    expect(asked('autofill.rejected')).toHaveLength(1) // the question of the fresh document
  })

  test('is not seen in an error that comes before it was sent', async () => {
    await visit()
    await press()
    showError()
    await passes(2000)
    expect(asked('autofill.rejected')).toEqual([])
  })

  test('is not Kode’s once the person has typed', async () => {
    await visit()
    await press()
    stageHands.dispatchTrusted(field(), new InputEvent('input', { bubbles: true }))
    send()
    showError()
    await passes(2000)
    expect(asked('autofill.rejected')).toEqual([])
  })

  test('sent twice says so', async () => {
    await fillAndSend()
    await passes(1000)
    send()
    showError()
    await passes(1000)
    expect(asked('autofill.rejected').map(({ request }) => request)).toMatchObject([{ submits: 2 }])
  })

  test('was given in the document before: a page that begins with an error is asked about once', async () => {
    kode.rejection = explained(true)
    await visit('msa-otp-error')
    expect(asked('autofill.rejected')).toHaveLength(1)
    expect(text()).toContain('rejectedUnknown')
  })
})

describe('the page’s own way to a code', () => {
  const pressed: string[] = []
  beforeEach(() => {
    pressed.length = 0
    document.addEventListener('click', ({ target }) => pressed.push((target as Element).id), {
      signal: life.signal,
    })
  })

  test('is offered at the push request, and taken on one press', async () => {
    await visit('entra-push')
    expect(text()).toContain('offerWay')
    await press()
    expect(pressed).toEqual(['signInAnotherWay'])
    // The page draws its list, and the tile there is pressed, too.
    const tile = document.createElement('div')
    tile.id = 'idDiv_SAOTCS_Proofs'
    tile.append(Object.assign(document.createElement('div'), { id: 'tile' }))
    tile.firstElementChild?.setAttribute('data-value', 'PhoneAppOTP')
    findElement('.pagination-view').replaceChildren(tile)
    await passes(300)
    expect(pressed).toEqual(['signInAnotherWay', 'tile'])
  })

  test('is offered again, with a word, where it led nowhere', async () => {
    await visit('entra-push')
    await press()
    await passes(8000)
    expect(text()).toContain('offerNoWay')
    expect(pressed).toEqual(['signInAnotherWay'])
  })

  test('is not taken for a script', async () => {
    await visit('entra-push')
    row().click()
    await passes(0)
    expect(pressed).toEqual([])
  })
})

test('at the page for other devices’ codes the card warns, and has nothing to press', async () => {
  kode.offers = { status: 'warn' }
  await visit('device-code')
  expect(asked('autofill.offers').map(({ request }) => request)).toMatchObject([{ state: 'device-code' }])
  expect(text()).toContain('dangerDeviceCode')
  expect(rows()).toHaveLength(0)
})

describe('the person’s word from outside the page', () => {
  const fill = () => kode.tell({ verb: 'page.fill', id: 'alice' as AccountId })

  test('is told what the page asks for', async () => {
    await visit()
    expect(await kode.tell({ verb: 'page.look' })).toEqual({
      state: 'app-code',
      user: 'alice@contoso.example',
    })
  })

  test('fills, though the offer was sent away', async () => {
    await visit()
    pressKey('Escape')
    expect(await fill()).toEqual({ status: 'filled' })
    expect(field().value).toBe('287082')
  })

  test('fills without a card, where the page laid hands on ours', async () => {
    await visit()
    stage.host()?.remove()
    await passes(0)
    expect(await fill()).toEqual({ status: 'filled' })
    await passes(500)
    expect(stage.host()).toBeUndefined()
  })

  test('fills over what the field holds', async () => {
    await visit()
    field().value = '999999'
    expect(await fill()).toEqual({ status: 'filled' })
    expect(field().value).toBe('287082')
  })

  test('waits in the page for the next code', async () => {
    await visit()
    kode.codes = [{ status: 'wait', at: Date.now() + 5000 }, code('287082')]
    expect(await fill()).toEqual({ status: 'waiting' })
    expect(text()).toContain('offerWaiting 5')
    await passes(6000)
    expect(field().value).toBe('287082')
  })

  test.each(['entra-sms', 'device-code', 'sign-in', 'entra-push'])('fills nothing at %s', async (page) => {
    await visit(page)
    expect(await fill()).toEqual({ status: 'gone' })
    expect(asked('autofill.code')).toEqual([])
  })

  test('hears why there is no code', async () => {
    await visit()
    kode.codes = [refused('rate')]
    expect(await fill()).toEqual({ status: 'refused', reason: 'rate' })
  })
})

describe('the page’s button', () => {
  const sent = vi.fn()
  beforeEach(() => {
    sent.mockClear()
    const heard = ({ target }: Event) => {
      if ((target as Element).id === 'idSubmit_SAOTCC_Continue') sent()
    }
    document.addEventListener('click', heard, { signal: life.signal })
    kode.codes = [code('287082', true)]
  })

  test('is pressed after the code for whoever has set it so, once', async () => {
    await visit()
    await press()
    await passes(1000)
    expect(sent).toHaveBeenCalledOnce()
    field().value = ''
    document.body.append('x')
    await passes(1000)
    kode.codes = [code('111111', true)]
    await press()
    await passes(1000)
    expect(field().value).toBe('111111')
    expect(sent).toHaveBeenCalledOnce()
  })

  test.each(['entra-otp-unclear', 'entra-otp-error'])('is not pressed at %s', async (page) => {
    await visit(page)
    await press()
    await passes(1000)
    expect(field().value).toBe('287082')
    expect(sent).not.toHaveBeenCalled()
  })

  test('is not pressed when the field shows something else by then', async () => {
    await visit()
    await press()
    field().value = '28708'
    await passes(1000)
    expect(sent).not.toHaveBeenCalled()
  })
})

test('Kode is told when the page stops asking, once', async () => {
  await visit()
  findElement('#idDiv_SAOTCC_OTC').remove()
  await passes(300)
  document.body.append('x')
  await passes(300)
  expect(asked('autofill.over')).toHaveLength(1)
})
