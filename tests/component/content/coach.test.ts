import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Manners } from '../../../src/content/manners'
import { Coach, type Coaching } from '../../../src/content/registration/coach'
import type { Verb } from '../../../src/protocol/messages'
import * as stageHands from './browser-stand-in'
import { dispatchTrusted, place, pressKey, pressMouse, setStage, type Stage } from './browser-stand-in'
import { find, findElement, showPage } from './stand-in'

interface Said {
  verb: Verb
  request: unknown
}
const kode = { said: [] as Said[], connected: true, replies: {} as Partial<Record<Verb, unknown[]>> }

vi.mock('../../../src/platform/page', () => ({
  language: () => 'en',
  t: (key: string, ...values: string[]) => [key, ...values].join(' '),
  isConnected: () => kode.connected,
  ask: (verb: Verb, request: unknown): Promise<unknown> => {
    kode.said.push({ verb, request })
    if (!kode.connected) return Promise.reject(new Error('Extension context invalidated.'))
    return Promise.resolve(kode.replies[verb]?.shift())
  },
}))

const ACCOUNT = {
  status: 'account',
  find: 'f'.repeat(22),
  name: 'Microsoft 365 (Contoso)',
  organisation: 'Contoso <b>University</b>',
  user: 'alice@contoso.example',
  conflict: '',
}

let stage: Stage
let life: AbortController
let manners: Manners
let coaching: Coaching

beforeEach(() => {
  stage = setStage()
  stageHands.focusIn(stage.card)
  vi.useFakeTimers({ now: 1_700_000_000_000 })
  Object.assign(kode, { said: [], connected: true, replies: {} })
  life = new AbortController()
  manners = { offers: true, cards: true, submitted: false, rehearsed: true }
  coaching = { wanted: true, reads: false }
})
afterEach(() => {
  life.abort()
  vi.useRealTimers()
})

const passes = (ms: number) => vi.advanceTimersByTimeAsync(ms)
const text = () => stage.card()?.querySelector('.card')?.textContent ?? ''
const asked = (verb: Verb) => kode.said.filter((one) => one.verb === verb)

async function open(id: string): Promise<void> {
  showPage(id)
  // A QR code is square; nothing is in a document without layout.
  for (const image of document.images) place(image, { width: 180, height: 180 })
  new Coach(document, life.signal, manners, coaching)
  await passes(1000)
}

function button(label: string): HTMLButtonElement {
  const found = [...(stage.card()?.querySelectorAll('button') ?? [])].find(
    ({ textContent }) => textContent === label,
  )
  if (!found) throw new Error(`no button "${label}" in "${text()}"`)
  return found
}

async function press(label: string): Promise<void> {
  pressMouse(button(label))
  await passes(1000)
}

describe('which step it is', () => {
  test.each([
    ['register-install', 'coachOtherAppText Set up a different authentication app'],
    ['register-install-old', 'coachOtherAppText I want to use a different authenticator app'],
    ['register-setup', 'coachNext'],
    ['register-qr-otpauth', 'coachQrTitle'],
    ['register-qr-dark', 'coachQrTitle'],
    ['register-qr-push-work', 'coachQrTitle'],
  ])('%s', async (id, says) => {
    await open(id)
    expect(text()).toContain(says)
    expect(kode.said).toEqual([])
  })

  test.each(['register-code', 'register-code-error', 'register-done', 'entra-otp', 'entra-push'])(
    '%s: nothing to say',
    async (id) => {
      await open(id)
      expect(stage.card()).toBeUndefined()
      expect(kode.said).toEqual([])
    },
  )

  test('a link that is missing is called so only after the page had time to draw it', async () => {
    await open('register-install-closed')
    expect(stage.card()).toBeUndefined()
    await passes(1000)
    expect(text()).toContain('coachNoLinkTitle')
    await passes(1000)
    await press('coachNoLinkHelp')
    expect(kode.said).toEqual([{ verb: 'registration.openHelp', request: {} }])
  })

  test('several links that stand by themselves are not told apart by their words', async () => {
    showPage('register-install')
    const link = findElement('[data-act="other-app"]')
    const trap = link.cloneNode(true)
    link.parentElement?.after(trap)
    new Coach(document, life.signal, manners, coaching)
    await passes(1000)
    expect(text()).toContain('coachOtherAppUnclear')
  })

  test('the words of a link are cut and cleaned', async () => {
    showPage('register-install')
    findElement('[data-act="other-app"]').textContent = `a\u202e\n${'x'.repeat(300)}`
    new Coach(document, life.signal, manners, coaching)
    await passes(1000)
    expect(text()).toContain(`coachOtherAppText a ${'x'.repeat(78)}`)
    expect(text()).not.toContain('x'.repeat(79))
  })
})

describe('the QR code', () => {
  test('is read after a press, shown as text, and kept after another', async () => {
    kode.replies = {
      'registration.read': [ACCOUNT],
      'registration.add': [{ status: 'added', id: 'a'.repeat(22), name: 'Microsoft 365 (Contoso)' }],
    }
    await open('register-qr-otpauth')
    await press('coachRead')
    expect(asked('registration.read')).toEqual([
      {
        verb: 'registration.read',
        request: { picture: document.images[0]?.src },
      },
    ])
    expect(text()).toContain('Contoso <b>University</b>')
    expect(stage.card()?.querySelector('b')).toBeNull()
    await press('coachAdd')
    expect(asked('registration.add')).toMatchObject([
      { request: { find: ACCOUNT.find, despiteConflict: false } },
    ])
    expect(text()).toContain('coachAdded Microsoft 365 (Contoso)')
  })

  test('what was kept is called something else at once, by the button or by Enter', async () => {
    const added = (name: string) => ({ status: 'added', id: 'a'.repeat(22), name })
    kode.replies = {
      'registration.read': [ACCOUNT],
      'registration.add': [added('Suggested')],
      'registration.rename': [added('Work'), added('Mine')],
    }
    await open('register-qr-otpauth')
    await press('coachRead')
    await press('coachAdd')
    const field = () => stage.card()?.querySelector('input') ?? new HTMLInputElement()
    expect(field().value).toBe('Suggested')
    field().value = 'Work'
    await press('coachSaveName')
    expect(text()).toContain('coachAdded Work')
    field().value = 'Mine'
    field().dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }))
    field().focus()
    pressKey('Enter')
    await passes(1000)
    expect(asked('registration.rename').map(({ request }) => request)).toEqual(
      ['Work', 'Mine'].map((name) => ({ id: 'a'.repeat(22), name })),
    )
    expect(text()).toContain('coachAdded Mine')
  })

  test('Microsoft’s own is named, and the next picture read without another press', async () => {
    kode.replies = { 'registration.read': [{ status: 'push' }, ACCOUNT] }
    await open('register-qr-push-work')
    await press('coachRead')
    expect(text()).toContain('coachPushTitle')
    await passes(2000)
    expect(asked('registration.read')).toHaveLength(1)
    const [image] = document.images
    if (image) image.src = 'data:image/png;base64,iVBORw0KGgo='
    await passes(1000)
    expect(asked('registration.read')).toHaveLength(2)
    expect(text()).toContain('coachAddTitle')
  })

  test('an account whose label is taken needs its own word', async () => {
    kode.replies = {
      'registration.read': [{ ...ACCOUNT, conflict: 'Old' }],
      'registration.add': [{ status: 'added', name: 'New' }],
    }
    await open('register-qr-otpauth')
    await press('coachRead')
    expect(text()).toContain('coachConflictNote Old')
    await press('coachAddBoth')
    expect(asked('registration.add')).toMatchObject([{ request: { despiteConflict: true } }])
  })

  test.each([
    ['nothing', 'coachNothing'],
    ['other', 'coachOtherCode'],
    ['no-vault', 'coachNoVault'],
    ['unavailable', 'coachNotAdded'],
    ['refused', 'coachNotAdded'],
  ])('%s', async (status, says) => {
    kode.replies = { 'registration.read': [{ status }] }
    await open('register-qr-otpauth')
    await press('coachRead')
    expect(text()).toContain(says)
  })

  test('a locked Kode is asked again when the person comes back', async () => {
    kode.replies = { 'registration.read': [{ status: 'locked' }, ACCOUNT] }
    await open('register-qr-otpauth')
    await press('coachRead')
    expect(text()).toContain('offerLocked')
    dispatchTrusted(document, new Event('visibilitychange'))
    await passes(1000)
    expect(text()).toContain('coachAddTitle')
  })

  test('of another origin, or too large, cannot be read here', async () => {
    await open('register-qr-otpauth')
    const [image] = document.images
    if (image) image.src = `data:image/png;base64,${'A'.repeat(2_000_001)}`
    await press('coachRead')
    expect(text()).toContain('coachNothing')
    expect(kode.said).toEqual([])
  })
})

describe('the first code', () => {
  /** The page's own button, as it is once six digits are in. */
  function next(): HTMLElement {
    const button = findElement('[data-testid="reskin-step-next-button"]')
    button.removeAttribute('disabled')
    return button
  }
  function fill(trusted = false): void {
    const event = new InputEvent('input', { bubbles: true })
    const field = find('[data-testid="verification-entercode-input"]')
    if (trusted) dispatchTrusted(field, event)
    else field.dispatchEvent(event)
  }
  function send(...writers: readonly boolean[]): void {
    for (const trusted of writers) fill(trusted)
    next().click()
  }
  async function goOn(): Promise<void> {
    showPage('register-done')
    await passes(1000)
  }

  test('is confirmed when the page goes on', async () => {
    kode.replies = { 'registration.accepted': [{ status: 'confirmed', name: 'Mine' }] }
    await open('register-code')
    fill()
    next().click()
    await goOn()
    expect(text()).toContain('coachConfirmed Mine')
  })

  test.each([
    ['was never sent', () => fill()],
    ['was typed by the person', () => send(true)],
    ['was filled, then another typed', () => send(false, true)],
    ['was nobody’s', () => next().click()],
  ])('is not, when it %s', async (_what, act) => {
    await open('register-code')
    act()
    await goOn()
    expect(kode.said).toEqual([])
    expect(stage.card()).toBeUndefined()
  })

  test('is not, when the page refused it', async () => {
    await open('register-code')
    fill()
    next().click()
    findElement('.message-place').innerHTML = '<div data-testid="message-bar-error" role="alert">Wrong</div>'
    await passes(1000)
    await goOn()
    expect(kode.said).toEqual([])
  })

  test('is not, when the person went back', async () => {
    await open('register-code')
    fill()
    next().click()
    showPage('register-setup')
    await passes(1000)
    await goOn()
    expect(kode.said).toEqual([])
  })

  test('is as good as confirmed, when Kode is locked again by then', async () => {
    kode.replies = { 'registration.accepted': [{ status: 'noted' }] }
    await open('register-code')
    fill()
    next().click()
    await goOn()
    expect(text()).toContain('coachNoted')
    expect(text()).toContain('coachConfirmedText')
    expect(text()).not.toContain('offerOpenKode')
    dispatchTrusted(document, new Event('visibilitychange'))
    await passes(1000)
    expect(asked('registration.accepted')).toHaveLength(1)
  })

  test('waits for a Kode that cannot write it down', async () => {
    kode.replies = {
      'registration.accepted': [{ status: 'unavailable' }, { status: 'confirmed', name: 'Mine' }],
    }
    await open('register-code')
    fill()
    next().click()
    await goOn()
    expect(text()).toContain('coachNotAdded')
    dispatchTrusted(document, new Event('visibilitychange'))
    await passes(1000)
    expect(text()).toContain('coachConfirmed Mine')
  })
})

describe('a hostile page', () => {
  test('a script’s click does nothing', async () => {
    await open('register-qr-otpauth')
    button('coachRead').click()
    await passes(1000)
    expect(kode.said).toEqual([])
  })

  test('a covered card takes no press', async () => {
    await open('register-qr-otpauth')
    stage.cover = document.body
    await press('coachRead')
    expect(kode.said).toEqual([])
    expect(text()).toContain('offerCovered')
  })

  test('whoever edits the card sees none again', async () => {
    await open('register-qr-otpauth')
    stage.host()?.setAttribute('style', '')
    await passes(1000)
    expect(stage.card()).toBeUndefined()
    expect(manners.cards).toBe(false)
  })
})

test('Escape sends the coach away for this document', async () => {
  await open('register-setup')
  pressKey('Escape')
  await passes(1000)
  showPage('register-qr-otpauth')
  await passes(2000)
  expect(stage.card()).toBeUndefined()
  expect(coaching.wanted).toBe(false)
})

test('after an update of Kode it ends quietly', async () => {
  await open('register-qr-otpauth')
  kode.connected = false
  await press('coachRead')
  expect(stage.card()).toBeUndefined()
})
