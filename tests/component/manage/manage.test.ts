import { cleanup, fireEvent, screen } from '@testing-library/svelte'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Reading } from '../../../src/protocol/reading'
import { t } from '../popup/browser'
import { accountFinding, button, click, field, found, noButton, press, type, pictured } from '../popup/setup'
import { objectUrls, settle, setup } from './setup'

vi.mock('webextension-polyfill', () => import('../popup/browser'))
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const URI = 'otpauth://totp/GitHub:alice?secret=gezdgnbvgy3tqojq&issuer=GitHub'
const text = () => document.body.textContent
const isolated = (name: string) => `\u2068${name}\u2069`
const corner = { x: 0.1, y: 0.1 }
const seen = (...texts: string[]): Reading => ({
  status: 'found',
  sightings: texts.map((one) => ({ text: one, places: [[corner, corner, corner, corner]] })),
  width: 640,
  height: 480,
})
const account = found(accountFinding({ kind: 'new' }))
const picture = (name: string) => new File(['pixels'], name, { type: 'image/png' })

/** jsdom has no clipboard and no drag of its own. */
async function paste(target: Element, { files = [], plain = '' }: { files?: File[]; plain?: string }) {
  const event = new Event('paste', { bubbles: true, cancelable: true })
  Object.assign(event, { clipboardData: { files, getData: () => plain } })
  target.dispatchEvent(event)
  await settle()
  return event
}

async function choose(...files: File[]): Promise<void> {
  const input = document.querySelector('input[type=file]')
  if (!input) throw new Error('no file input')
  Object.defineProperty(input, 'files', { value: files, configurable: true })
  await fireEvent.change(input)
  await settle()
}

describe('one picture', () => {
  test('what it holds is handed in, shown with its outline, and added under the name chosen', async () => {
    const report = { ...pictured(accountFinding({ kind: 'new' })), picture: undefined }
    const { asked } = await setup({ reading: seen(URI), report })
    await choose(picture('code.png'))
    expect(asked('scan.submit')).toEqual([{ sightings: [expect.objectContaining({ text: URI })] }])
    expect(document.querySelectorAll('polygon.line')).toHaveLength(1)
    expect(objectUrls.size).toBe(1)
    await type(field(t('fieldName')), 'Study')
    await click(button(t('addAction')))
    expect(asked('accounts.add')).toEqual([{ find: 'find', name: 'Study', despiteConflict: false }])
    expect(text()).toContain(t('addedAs', isolated('Study')))
    expect(objectUrls.size).toBe(0)
    expect(asked('scan.dismiss')).toHaveLength(1)
  })

  test.each([
    ['none', 'pictureNone'],
    ['cut-off', 'scanCutOff'],
    ['structured-append', 'scanPart'],
    ['micro-qr', 'scanMicroQr'],
    ['data-matrix', 'scanDataMatrix'],
    ['too-much', 'pictureTooMuch'],
  ] as const)('without a code (%s): says so at the picture’s name', async (sign, title) => {
    await setup({ reading: { status: 'nothing', sign, width: 10, height: 10 } })
    await choose(picture('code.png'))
    expect(screen.getByRole('heading', { level: 2 }).textContent).toBe(t(title))
    expect(screen.getAllByRole('status').map((one) => one.textContent)).toContain(
      `${isolated('code.png')}: ${t(title)}`,
    )
    expect(button(t('picturesChoose'))).toBeTruthy()
  })

  test('progress is shown only when it takes more than a moment, and cancelling goes back', async () => {
    await setup()
    await choose(picture('code.png'))
    await settle(140)
    expect(screen.queryByRole('progressbar')).toBeNull()
    await settle(20)
    expect(screen.getByRole('progressbar').getAttribute('aria-labelledby')).toBeTruthy()
    expect(text()).toContain(t('readingOne', isolated('code.png')))
    await click(button(t('cancel')))
    expect(button(t('picturesChoose'))).toBeTruthy()
    expect(text()).not.toContain('code.png')
  })

  test('one that is never read is given up', async () => {
    await setup()
    await choose(picture('code.png'))
    await settle(12_000)
    expect(text()).toContain(t('pictureTooMuch'))
  })
})

test('of several pictures each shows its own, also where one holds an export of several accounts', async () => {
  const [exported, first, second] = found(
    { kind: 'migration', part: 1, parts: 1, accounts: 2, refused: 0 },
    accountFinding({ kind: 'new' }, {}, 'a'),
    accountFinding({ kind: 'new' }, {}, 'b'),
  ).findings
  const report = {
    status: 'found',
    more: false,
    findings: [
      { ...first!, sighting: 0, places: [] },
      { ...exported!, sighting: 1 },
      { ...second!, sighting: 1 },
    ],
  } as const
  await setup({ readings: [seen('one'), seen('export')], report })
  await choose(picture('one.png'), picture('export.png'))
  const lines = [...document.querySelectorAll('ol > li > button[aria-expanded] > bdi')].map(
    (one) => one.textContent,
  )
  expect(lines).toEqual([
    `${isolated('one.png')}: ${t('codesFound_one', '1')}`,
    `${isolated('export.png')}: ${t('codesFound_other', '2')}`,
  ])
})

test('a QR code of a move leads to where they are put together', async () => {
  const report = found({ kind: 'move' })
  await setup({ reading: seen('KODE-MOVE:1:'), report })
  await choose(picture('code.png'))
  expect(text()).toContain(t('findMove'))
  await click(button(t('moveTitle')))
  expect(location.hash).toBe('#move')
})

test('another part of the page leaves what was being read', async () => {
  const { manage } = await setup()
  await choose(picture('code.png'))
  manage.goTo('#camera')
  await settle(20_000)
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe(t('cameraTitle'))
  expect(text()).not.toContain('code.png')
})

describe('pasting', () => {
  test('into a field is the field’s, unless it is a picture', async () => {
    const { asked } = await setup({ closed: 'locked', reading: seen(URI), report: account })
    const passphrase = field(t('passphraseLabel'))
    expect((await paste(passphrase, { plain: URI })).defaultPrevented).toBe(false)
    expect(asked('scan.submit')).toEqual([])
    expect((await paste(passphrase, { files: [picture('image.png')] })).defaultPrevented).toBe(true)
    expect(asked('scan.submit')).toHaveLength(1)
  })

  test('anywhere else, an account’s text is as good as its code', async () => {
    const { asked } = await setup({ report: account })
    await paste(document.body, { plain: ` ${URI} ` })
    expect(asked('scan.submit')).toEqual([{ sightings: [{ text: URI, places: [] }] }])
    expect(button(t('addAction'))).toBeTruthy()
  })

  test('what is neither is said, until something else is done', async () => {
    const { manage } = await setup()
    await paste(document.body, { plain: 'hello' })
    expect(text()).toContain(t('handedOther'))
    manage.goTo('#camera')
    await settle()
    expect(text()).not.toContain(t('handedOther'))
  })
})

describe('the vault', () => {
  test('a find from before the page was opened is shown', async () => {
    await setup({ pending: account })
    expect(button(t('addAction'))).toBeTruthy()
  })

  test('while it is locked the find waits, and nothing of it is on the page', async () => {
    const { manage, kept } = await setup({ closed: 'locked', pending: account })
    expect(text()).toContain(t('unlockWaiting'))
    expect(text()).not.toContain('alice')
    kept.closed = undefined
    await manage.follow(['session'])
    await settle()
    expect(button(t('addAction'))).toBeTruthy()
  })

  test('locking takes everything off the page at once', async () => {
    const { manage, kept } = await setup({ reading: seen(URI), report: account })
    await choose(picture('code.png'))
    kept.closed = 'locked'
    await manage.follow(['session'])
    await settle()
    expect(button(t('unlockAction'))).toBeTruthy()
    expect(text()).not.toMatch(/alice|code\.png/)
    expect(objectUrls.size).toBe(0)
  })

  test('what holds no account is said although it is locked', async () => {
    await setup({
      closed: 'locked',
      reading: seen('https://example.com/'),
      report: found({ kind: 'other', form: 'link' }),
    })
    await paste(document.body, { files: [picture('image.png')] })
    expect(text()).toContain(t('findLink'))
    expect(noButton(t('lockAction'))).toBe(true)
    await click(button(t('close')))
    expect(button(t('unlockAction'))).toBeTruthy()
  })

  test.each([
    ['damaged', 'damagedTitle'],
    ['too-new', 'tooNewTitle'],
    ['storage-failed', 'storageFailedTitle'],
  ] as const)('%s: the page says what the popup says', async (closed, title) => {
    await setup({ closed })
    expect(text()).toContain(t(title))
  })

  test('a background that is gone is said, with what was shown taken away', async () => {
    const { manage } = await setup({ reading: seen(URI), report: account })
    await choose(picture('code.png'))
    manage.fail(new Error('gone'))
    await settle()
    expect(text()).toContain(t('failureTitle'))
    expect(objectUrls.size).toBe(0)
  })
})

describe('pointing', () => {
  const capture = { status: 'held', url: 'data:image/png;base64,AAAA' } as const
  const frame = () => {
    const style = document.querySelector<HTMLElement>('[role=application] > div')?.style
    return [style?.left, style?.top, style?.width, style?.height].map((one) => Number.parseFloat(one ?? ''))
  }

  test('the arrow keys move the frame, with Shift they change its size, with Alt finely', async () => {
    await setup({ hash: '#region', capture })
    screen.getByRole('application').focus()
    await press('ArrowRight')
    await press('ArrowUp', { altKey: true })
    await press('ArrowDown', { shiftKey: true })
    const [left, top, width, height] = frame()
    expect(left).toBeCloseTo(37)
    expect(top).toBeCloseTo(34.8)
    expect(width).toBeCloseTo(30)
    expect(height).toBeCloseTo(32)
  })

  test('Enter reads it; what is found is shown, and what is not is said where the person is', async () => {
    const { asked } = await setup({
      hash: '#region',
      capture,
      reading: { status: 'nothing', sign: 'none', width: 1, height: 1 },
    })
    screen.getByRole('application').focus()
    await press('Enter')
    await settle()
    expect(text()).toContain(t('regionNothing'))
    expect(asked('scan.submit')).toEqual([])
  })

  test('a newer capture takes the place of the one shown; one that is dropped does not', async () => {
    const { manage, kept } = await setup({ hash: '#region', capture })
    const before = document.querySelector('img')?.src
    await manage.follow(['capture'])
    await settle()
    const after = document.querySelector('img')?.src
    expect(after).not.toBe(before)
    kept.capture = { status: 'gone' } as never
    await manage.follow(['capture'])
    await settle()
    expect(document.querySelector('img')?.src).toBe(after)
  })
})

describe('the camera', () => {
  /** What the browser answers to being asked for a camera. */
  const getUserMedia = vi.fn<() => Promise<MediaStream>>()

  beforeEach(() => {
    getUserMedia.mockReset()
    Object.defineProperty(navigator, 'mediaDevices', { value: { getUserMedia }, configurable: true })
  })

  test('is not asked for until the person wants it', async () => {
    await setup({ hash: '#camera' })
    expect(getUserMedia).not.toHaveBeenCalled()
    getUserMedia.mockReturnValue(new Promise(() => undefined))
    await click(button(t('cameraStart')))
    expect(getUserMedia).toHaveBeenCalledOnce()
    expect(text()).toContain(t('cameraAsking'))
  })

  test.each([
    ['NotAllowedError', 'cameraDenied', 'cameraDeniedDo'],
    ['NotFoundError', 'cameraNone', 'cameraNoneDo'],
    ['NotReadableError', 'cameraBusy', 'cameraBusyDo'],
  ] as const)('%s: what it means and what to do', async (name, title, next) => {
    await setup({ hash: '#camera' })
    getUserMedia.mockRejectedValue(new DOMException('no', name))
    await click(button(t('cameraStart')))
    expect(screen.getByRole('alert').textContent).toContain(t(title))
    expect(text()).toContain(t(next))
    expect(button(t('tryAgain'))).toBeTruthy()
  })

  test('one that is allowed after the person has gone is closed at once', async () => {
    const { manage } = await setup({ hash: '#camera' })
    const stop = vi.fn()
    let allow = (_stream: MediaStream): void => undefined
    getUserMedia.mockReturnValue(new Promise((resolve) => (allow = resolve)))
    await click(button(t('cameraStart')))
    manage.goTo('#scan')
    await settle()
    allow({ getTracks: () => [{ stop }] } as unknown as MediaStream)
    await settle()
    expect(stop).toHaveBeenCalledOnce()
    expect(manage.camera.stream).toBeUndefined()
  })
})

describe('a camera that is on', () => {
  /** A stream of one track, and whether it still runs. */
  function stream() {
    const track = Object.assign(new EventTarget(), {
      stop: vi.fn(),
      getSettings: () => ({ deviceId: 'front' }),
    })
    return { track, getTracks: () => [track], getVideoTracks: () => [track] }
  }

  async function turnOn() {
    const scene = await setup({ hash: '#camera' })
    const given = stream()
    const getUserMedia = () => Promise.resolve(given)
    const enumerateDevices = () =>
      Promise.resolve([
        { kind: 'videoinput', deviceId: 'front', label: '' },
        { kind: 'audioinput', deviceId: 'microphone', label: 'Microphone' },
        { kind: 'videoinput', deviceId: 'back', label: 'Back' },
      ])
    Object.defineProperty(navigator, 'mediaDevices', {
      value: { getUserMedia, enumerateDevices },
      configurable: true,
    })
    await click(button(t('cameraStart')))
    return { ...scene, track: given.track }
  }

  test('lists the cameras there are, by a number where they have no name', async () => {
    await turnOn()
    const options = [...document.querySelectorAll('option')].map(({ textContent }) => textContent)
    expect(options).toEqual([t('cameraNumber', '1'), 'Back'])
    expect(text()).toContain(t('cameraLooking'))
  })

  test('is turned off when the tab is hidden', async () => {
    const { track } = await turnOn()
    const state = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
    document.dispatchEvent(new Event('visibilitychange'))
    await settle()
    state.mockRestore()
    expect(track.stop).toHaveBeenCalledOnce()
    expect(button(t('cameraStart'))).toBeTruthy()
  })

  test('that is unplugged is said to be gone', async () => {
    const { track } = await turnOn()
    track.dispatchEvent(new Event('ended'))
    await settle()
    expect(text()).toContain(t('cameraNone'))
  })
})

test('the title names the part of the page', async () => {
  const { manage } = await setup()
  expect(document.title).toBe(t('pageTitle', t('addTitle')))
  manage.goTo('#camera')
  await settle()
  expect(document.title).toBe(t('pageTitle', t('cameraTitle')))
})
