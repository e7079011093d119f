import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, onTestFinished, test } from 'vitest'
import { cameraArguments, videoOf } from '../harness/fake-camera.mjs'
import * as journey from '../harness/journey.mjs'
import { HOSTS } from '../site/hosts.mjs'
import { drawQr } from '../site/qr.mjs'
import { scanAt, setStage, setStageWithVault, type Stage } from './stage'

const MANAGE = 'src/manage/index.html'
const SECRET = 'gezdgnbvgy3tqojq'
const GITHUB = `otpauth://totp/GitHub:alice?secret=${SECRET}&issuer=GitHub`
const GITLAB = 'otpauth://totp/GitLab:bob?secret=mfrggzdfmztwq2lk&issuer=GitLab'

const png = (text: string, name = 'code.png', drawing = {}) => ({
  name,
  mimeType: 'image/png',
  buffer: drawQr(text, drawing),
})
const named = (name: string) => `\u2068${name}\u2069`

/** The page at `hash`. It must neither break nor try what its policy forbids. */
async function openManage({ kode }: Stage, hash = '#scan'): Promise<Page> {
  const complaints: string[] = []
  const page = await kode.context.newPage()
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  onTestFinished(() => expect(complaints).toEqual([]))
  await page.goto(kode.urlOf(MANAGE + hash))
  await page.locator('main').waitFor()
  return page
}

type Files = Parameters<Page['setInputFiles']>[1]

async function choose(page: Page, { t }: Stage, files: Files): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: t('picturesChoose') }).click()
  await (await chooser).setFiles(files)
}

const addButton = (page: Page, { t }: Stage) =>
  page.getByRole('button', { name: t('addAction'), exact: true })

async function addIt(page: Page, stage: Stage, name: string): Promise<void> {
  await addButton(page, stage).click()
  await page.getByText(stage.t('addedAs', named(name))).waitFor()
}

/** The names in the list of codes, as the popup shows them. */
async function namesInKode({ kode }: Stage): Promise<string[]> {
  const popup = await kode.openPage()
  await popup.getByRole('listitem').first().waitFor()
  const names = await popup.getByRole('listitem').allInnerTexts()
  await popup.close()
  return names.map((text) => text.split('\n')[0] ?? '')
}

async function temporaryFile(name: string, content: Buffer): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'kode-pictures-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const file = path.join(folder, name)
  await writeFile(file, content)
  return file
}

describe('pictures', () => {
  test('a chosen file: outlined, added, and in the list', async () => {
    const stage = await setStageWithVault()
    const page = await openManage(stage)
    await choose(page, stage, png(GITHUB))
    await page.getByText('code.png', { exact: true }).waitFor()
    await expect.poll(() => page.locator('polygon.line').count()).toBe(1)
    await addIt(page, stage, 'GitHub')
    expect(await namesInKode(stage)).toEqual(['GitHub'])
    // The very same file again.
    await choose(page, stage, png(GITHUB))
    await page.getByText(stage.t('standingPresent', named('GitHub'))).waitFor()
  })

  test('several files: a line for each, with what is wrong where something is', async () => {
    const stage = await setStageWithVault()
    const page = await openManage(stage)
    await choose(page, stage, [
      { name: 'notes.txt', mimeType: 'image/png', buffer: Buffer.from('no picture at all') },
      { name: 'half.png', mimeType: 'image/png', buffer: drawQr(GITHUB).subarray(0, 60) },
      { name: 'nothing.png', mimeType: 'image/png', buffer: Buffer.alloc(0) },
      { name: 'guide.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') },
      { name: 'huge.png', mimeType: 'image/png', buffer: Buffer.alloc(21_000_000) },
      png(GITHUB, 'a.png'),
      png(GITLAB, 'b.png'),
      png(GITHUB, 'c.png'),
    ])
    const lines = page.locator('ol > li > button')
    await lines.first().waitFor()
    const t = (name: string, text: string) => `${named(name)}: ${text}`
    expect(await lines.allInnerTexts()).toEqual([
      t('notes.txt', stage.t('pictureDamaged')),
      t('half.png', stage.t('pictureDamaged')),
      t('nothing.png', stage.t('pictureEmpty')),
      t('guide.pdf', stage.t('pictureOther')),
      t('huge.png', stage.t('pictureTooLarge')),
      t('a.png', stage.t('codesFound_one', '1')),
      t('b.png', stage.t('codesFound_one', '1')),
      t('c.png', stage.t('codesFound_one', '1')),
    ])
    // The first picture with something to add is open; what is added is so in every picture that shows it.
    await addButton(page, stage).click()
    await page.getByText(stage.t('standingPresent', named('GitHub'))).waitFor()
    await page.getByRole('button', { name: 'c.png' }).click()
    await page.getByText(stage.t('standingPresent', named('GitHub'))).waitFor()
    await page.getByRole('button', { name: 'b.png' }).click()
    await addButton(page, stage).click()
    await page.getByText(stage.t('standingPresent', named('GitLab'))).waitFor()
    expect(await namesInKode(stage)).toEqual(['GitHub', 'GitLab'])
  })

  test('an export of several accounts: all of them under its picture', async () => {
    const stage = await setStageWithVault()
    const page = await openManage(stage)
    const vector = new URL('../fixtures/vectors/transfer/google-migration-2-batches.txt', import.meta.url)
    const [batch = ''] = readFileSync(vector, 'utf8').split('\n')
    await choose(page, stage, [
      png('https://example.com/', 'link.png'),
      png(batch.trim(), 'export.png', { scale: 4 }),
    ])
    await page.getByRole('button', { name: /^.?export\.png/ }).waitFor()
    const add = page.getByRole('button', { name: /^Add all \d+$/ })
    const count = Number(/\d+/.exec(await add.innerText())?.[0])
    expect(count).toBeGreaterThan(1)
    await add.click()
    await expect.poll(() => namesInKode(stage).then(({ length }) => length)).toBe(count)
  })

  test('a dropped file, from anywhere on the page', async () => {
    const stage = await setStageWithVault()
    const page = await openManage(stage)
    const file = await temporaryFile('dropped.png', drawQr(GITHUB, { dark: true }))
    const session = await stage.kode.context.newCDPSession(page)
    const data = { items: [], files: [file], dragOperationsMask: 1 }
    await session.send('Input.dispatchDragEvent', { type: 'dragEnter', x: 5, y: 5, data })
    await session.send('Input.dispatchDragEvent', { type: 'dragOver', x: 5, y: 5, data })
    await page.getByText(stage.t('picturesDropNow')).waitFor()
    await session.send('Input.dispatchDragEvent', { type: 'drop', x: 5, y: 5, data })
    await page.getByText('dropped.png', { exact: true }).waitFor()
    expect(await page.getByText(stage.t('picturesDropNow')).count()).toBe(0)
    await addIt(page, stage, 'GitHub')
  })

  test('a drag that leaves again leaves nothing behind', async () => {
    const stage = await setStageWithVault()
    const page = await openManage(stage)
    await page.getByText(stage.t('picturesDrop')).waitFor()
    const session = await stage.kode.context.newCDPSession(page)
    const data = { items: [], files: [], dragOperationsMask: 1 }
    await session.send('Input.dispatchDragEvent', { type: 'dragEnter', x: 5, y: 5, data })
    await page.getByText(stage.t('picturesDropNow')).waitFor()
    await session.send('Input.dispatchDragEvent', { type: 'dragCancel', x: 5, y: 5, data })
    await page.getByText(stage.t('picturesDropNow')).waitFor({ state: 'detached' })
  })

  test('a picture from the clipboard, by the keys and by the button', async () => {
    const stage = await setStageWithVault()
    const page = await openManage(stage)
    await stage.kode.context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await copy(page, drawQr(GITHUB))
    await page.keyboard.press('Control+V')
    await page.getByText(stage.t('pastedName'), { exact: true }).waitFor()
    await addIt(page, stage, 'GitHub')
    await page.getByRole('button', { name: stage.t('pasteAction') }).click()
    await page.getByText(stage.t('standingPresent', named('GitHub'))).waitFor()
  })

  test('the text of an account; other text is refused with a word', async () => {
    const stage = await setStageWithVault()
    const page = await openManage(stage)
    await stage.kode.context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.evaluate(() => navigator.clipboard.writeText('just text'))
    await page.keyboard.press('Control+V')
    await page.getByText(stage.t('handedOther')).waitFor()
    await page.evaluate((text) => navigator.clipboard.writeText(text), GITHUB)
    await page.keyboard.press('Control+V')
    await addIt(page, stage, 'GitHub')
    expect(await page.getByText(stage.t('handedOther')).count()).toBe(0)
  })

  test('a clipboard that the browser keeps shut', async () => {
    const stage = await setStageWithVault()
    const page = await openManage(stage)
    await stage.kode.browserSession.send('Browser.setPermission', {
      permission: { name: 'clipboard-read' },
      setting: 'denied',
      origin: `chrome-extension://${stage.kode.id}`,
    })
    await page.getByRole('button', { name: stage.t('pasteAction') }).click()
    await page.getByText(stage.t('pasteRefused')).waitFor()
  })

  test('reading can be cancelled, and what was read before that is kept', async () => {
    const stage = await setStageWithVault()
    const page = await openManage(stage)
    const noise = await noisePicture(page)
    await choose(page, stage, [
      png(GITHUB, 'first.png'),
      { name: 'noise.png', mimeType: 'image/png', buffer: noise },
      png(GITLAB, 'last.png'),
    ])
    await page.getByText(stage.t('readingProgress', '2', '3', named('noise.png'))).waitFor()
    await page.getByRole('button', { name: stage.t('cancel') }).click()
    await addIt(page, stage, 'GitHub')
    expect(await namesInKode(stage)).toEqual(['GitHub'])
  })

  test('a picture without a code: said, and a way to point', async () => {
    const stage = await setStageWithVault()
    const page = await openManage(stage)
    await choose(page, stage, { name: 'wall.png', mimeType: 'image/png', buffer: await wall(page) })
    await page.getByRole('heading', { name: stage.t('pictureNone') }).waitFor()
    await page.getByRole('button', { name: stage.t('regionTitle') }).click()
    await page.getByRole('application').locator('img').waitFor()
    await page.getByRole('button', { name: stage.t('regionRead') }).click()
    await page.getByText(stage.t('regionNothing')).waitFor()
    // Lock, and nothing of the picture is left.
    await page.getByRole('button', { name: stage.t('lockAction') }).click()
    await page.getByText(stage.t('unlockTitle')).waitFor()
    expect(await page.locator('img').count()).toBe(0)
  })
})

/** Puts a picture on the real clipboard. */
function copy(page: Page, picture: Buffer): Promise<void> {
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
    const blob = new Blob([bytes], { type: 'image/png' })
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': blob })])
  }, picture.toString('base64'))
}

/** Noise, which takes the scanner longest. */
const noisePicture = (page: Page) => painted(page, 1400, 'noise')
const wall = (page: Page) => painted(page, 400, 'plain')

async function painted(page: Page, side: number, kind: 'noise' | 'plain'): Promise<Buffer> {
  const url = await page.evaluate(
    ([size, what]) => {
      const canvas = document.createElement('canvas')
      canvas.width = canvas.height = size
      const context = canvas.getContext('2d')!
      const picture = context.createImageData(size, size)
      for (let i = 0; i < picture.data.length; i += 4) {
        picture.data.fill(what === 'noise' && Math.random() < 0.5 ? 0 : 200, i, i + 3)
        picture.data[i + 3] = 255
      }
      context.putImageData(picture, 0, 0)
      return canvas.toDataURL()
    },
    [side, kind] as const,
  )
  return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64')
}

describe('the vault', () => {
  test('what is found before there is a vault waits for the passphrase', async () => {
    const stage = await setStage()
    const page = await openManage(stage)
    const file = await temporaryFile('early.png', drawQr(GITHUB))
    await page.getByText(stage.t('firstUseTitle')).waitFor()
    await drop(stage, page, file)
    await page.getByText(stage.t('firstUseWaiting')).waitFor()
    await journey.choosePassphrase(page, stage.t)
    await addIt(page, stage, 'GitHub')
  })

  test('what is found while it is locked waits for the unlock; locking takes everything off the page', async () => {
    const stage = await setStageWithVault()
    const page = await openManage(stage)
    await choose(page, stage, png(GITLAB, 'shown.png'))
    await addButton(page, stage).waitFor()
    const popup = await stage.kode.openPage()
    await popup.evaluate(() => chrome.runtime.sendMessage({ verb: 'vault.lock', request: {} }))
    await popup.close()
    await page.getByText(stage.t('unlockTitle')).waitFor()
    expect(await page.locator('body').innerText()).not.toMatch(/shown\.png|GitLab|bob/)
    expect(await page.locator('img, video, canvas').count()).toBe(0)

    await drop(stage, page, await temporaryFile('later.png', drawQr(GITHUB)))
    await page.getByText(stage.t('unlockWaiting')).waitFor()
    expect(await page.locator('body').innerText()).not.toContain('GitHub')
    await journey.unlock(page, stage.t)
    await addIt(page, stage, 'GitHub')
  })

  test('the page’s own lock', async () => {
    const stage = await setStageWithVault()
    const page = await openManage(stage)
    await page.getByRole('button', { name: stage.t('lockAction') }).click()
    await page.getByText(stage.t('unlockTitle')).waitFor()
  })
})

async function drop({ kode }: Stage, page: Page, file: string): Promise<void> {
  const session = await kode.context.newCDPSession(page)
  const data = { items: [], files: [file], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x: 200, y: 300, data })
  }
}

test('the page’s policy lets it start no worker but ours', async () => {
  const stage = await setStageWithVault()
  const page = await stage.kode.openPage(`${MANAGE}#scan`)
  await page.getByText(stage.t('picturesDrop')).waitFor()
  const tried = await page.evaluate(() => {
    const { trustedTypes } = globalThis as unknown as {
      trustedTypes: { createPolicy: (name: string) => void }
    }
    const attempts = [
      () => new Worker('/scan-worker.js'),
      () => new Worker('/transfer-worker.js'),
      () => new Worker('/background.js'),
      () => trustedTypes.createPolicy('kode-worker'),
      () => trustedTypes.createPolicy('another'),
    ]
    return attempts.map((attempt) => {
      try {
        attempt()
        return 'allowed'
      } catch (cause) {
        return (cause as Error).name
      }
    })
  })
  expect(tried).toEqual(Array<string>(5).fill('TypeError'))
})

describe('a region', () => {
  test('of the capture in which nothing was found, drawn with the mouse', async () => {
    const stage = await setStageWithVault()
    const { page, place } = await openAtCapture(stage)
    const box = (await page.getByRole('application').boundingBox())!
    await page.mouse.move(box.x + place.left * box.width, box.y + place.top * box.height)
    await page.mouse.down()
    await page.mouse.move(box.x + place.right * box.width, box.y + place.bottom * box.height, { steps: 4 })
    await page.mouse.up()
    await addIt(page, stage, 'GitHub')
  })

  test('the same from the keyboard', async () => {
    const stage = await setStageWithVault()
    const { page, place } = await openAtCapture(stage)
    const picture = page.getByRole('application')
    await picture.focus()
    /** Where the frame is, in shares of the picture. */
    const frame = () =>
      picture.evaluate((element) => {
        const { left, top, width, height } = (element.lastElementChild as HTMLElement).style
        return [left, top, width, height].map((share) => Number.parseFloat(share) / 100) as Frame
      })
    type Frame = [left: number, top: number, width: number, height: number]
    const press = async (key: string, until: (now: Frame) => boolean) => {
      for (let presses = 0; presses < 60 && !until(await frame()); presses++) await page.keyboard.press(key)
      expect(until(await frame())).toBe(true)
    }
    await press('ArrowLeft', ([left]) => left <= place.left)
    await press('ArrowUp', ([, top]) => top <= place.top)
    await press('Shift+ArrowLeft', ([left, , width]) => left + width < place.right + 0.03)
    await press('Shift+ArrowUp', ([, top, , height]) => top + height < place.bottom + 0.03)
    await page.keyboard.press('Enter')
    await addIt(page, stage, 'GitHub')
  })

  test('the picture can be zoomed into and is scrolled in its own frame', async () => {
    const stage = await setStageWithVault()
    const { page } = await openAtCapture(stage)
    const width = async () => (await page.getByRole('application').boundingBox())!.width
    const before = await width()
    await page.getByRole('button', { name: stage.t('zoomIn') }).click()
    await expect.poll(width).toBeCloseTo(before * 1.5, 0)
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    await page.getByRole('button', { name: stage.t('zoomOut') }).click()
    await expect.poll(width).toBeCloseTo(before, 0)
  })

  test('a capture that is no longer held is said to be gone', async () => {
    const stage = await setStageWithVault()
    const page = await openManage(stage, '#region')
    await page.getByRole('heading', { name: stage.t('captureGone') }).waitFor()
    await page.getByRole('link', { name: stage.t('backToPictures') }).click()
    await page.getByText(stage.t('picturesDrop')).waitFor()
  })
})

/** A page of the practice site with a code of this many pixels. */
const pageWith = (size: number) =>
  `https://${HOSTS.practice}/qr?${new URLSearchParams({ payload: GITHUB, size: String(size) }).toString()}`

/** The page at the capture of the largest code that is too small to be found by itself. */
async function openAtCapture(stage: Stage) {
  for (let size = 70; size > 50; size -= 2) {
    const popup = await scanAt(stage, pageWith(size))
    const nothing = popup.getByRole('heading', { name: stage.t('scanNothing') })
    await nothing.or(addButton(popup, stage)).waitFor()
    const isTooSmall = (await nothing.count()) > 0
    if (!isTooSmall) {
      await popup.getByRole('button', { name: stage.t('close') }).click()
      await popup.close()
      continue
    }
    const place = await placeOfCode(stage)
    const opened = stage.kode.context.waitForEvent('page')
    await popup.getByRole('button', { name: stage.t('regionAction') }).click()
    const page = await opened
    await page.getByRole('application').locator('img').waitFor()
    return { page, place }
  }
  throw new Error('every size was read at once')
}

/** Where the code is on the practice page, in shares of the window. */
function placeOfCode({ page }: Stage) {
  return page.evaluate(() => {
    const { left, top, right, bottom } = document.querySelector('img')!.getBoundingClientRect()
    const [width, height] = [innerWidth, innerHeight]
    return { left: left / width, top: top / height, right: right / width, bottom: bottom / height }
  })
}

describe('the camera', () => {
  const camera = async (text: string) =>
    cameraArguments(await temporaryFile('wall.y4m', videoOf(drawQr(text, { scale: 6 }))))

  test('finds the code and turns itself off', async () => {
    const stage = await setStageWithVault({ arguments: await camera(GITHUB) })
    const page = await openManage(stage, '#camera')
    await keepStreams(page)
    await page.getByRole('button', { name: stage.t('cameraStart') }).click()
    await addButton(page, stage).waitFor()
    await expect.poll(() => page.locator('polygon.line').count()).toBe(1)
    expect(await page.locator('video').count()).toBe(0)
    expect(await liveTracks(page)).toEqual([false])
    await addIt(page, stage, 'GitHub')
  })

  test('outlines a code that is no account, goes on looking, and stops when nobody looks', async () => {
    const stage = await setStageWithVault({ arguments: await camera('https://example.com/') })
    const page = await openManage(stage, '#camera')
    await keepStreams(page)
    await page.getByRole('button', { name: stage.t('cameraStart') }).click()
    await page.getByText(stage.t('findOther')).waitFor()
    await expect.poll(() => page.locator('polygon.line').count()).toBe(1)
    expect(await liveTracks(page)).toEqual([true])
    await page.getByRole('link', { name: stage.t('backToPictures') }).click()
    await expect.poll(() => liveTracks(page)).toEqual([false])
    await page.goBack()
    await page.getByRole('button', { name: stage.t('cameraStart') }).click()
    await page.getByText(stage.t('findOther')).waitFor()
    await page.getByRole('button', { name: stage.t('cameraStop') }).click()
    await expect.poll(() => liveTracks(page)).toEqual([false, false])
  })

  test('locking turns it off', async () => {
    const stage = await setStageWithVault({ arguments: await camera('https://example.com/') })
    const page = await openManage(stage, '#camera')
    await keepStreams(page)
    await page.getByRole('button', { name: stage.t('cameraStart') }).click()
    await page.getByText(stage.t('findOther')).waitFor()
    await page.getByRole('button', { name: stage.t('lockAction') }).click()
    await page.getByText(stage.t('unlockTitle')).waitFor()
    expect(await liveTracks(page)).toEqual([false])
  })

  test.each([
    [
      'refused',
      ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream=deny'],
      'cameraDenied',
    ],
    [
      'missing',
      ['--use-fake-device-for-media-stream=device-count=0', '--use-fake-ui-for-media-stream'],
      'cameraNone',
    ],
  ])('%s: says so, and what to do', async (_what, args, sentence) => {
    const stage = await setStageWithVault({ arguments: args })
    const page = await openManage(stage, '#camera')
    await page.getByRole('button', { name: stage.t('cameraStart') }).click()
    await page.getByRole('heading', { name: stage.t(sentence) }).waitFor()
    await page.getByRole('button', { name: stage.t('tryAgain') }).waitFor()
  })

  test('of several, one can be chosen', async () => {
    const stage = await setStageWithVault({
      arguments: ['--use-fake-device-for-media-stream=device-count=2', '--use-fake-ui-for-media-stream'],
    })
    const page = await openManage(stage, '#camera')
    await keepStreams(page)
    await page.getByRole('button', { name: stage.t('cameraStart') }).click()
    const choice = page.getByRole('combobox', { name: stage.t('fieldCamera') })
    const second = (await choice.locator('option').nth(1).getAttribute('value'))!
    await choice.selectOption(second)
    await expect.poll(() => liveTracks(page)).toEqual([false, true])
    await expect.poll(() => choice.inputValue()).toBe(second)
  })
})

declare global {
  interface Window {
    streams: MediaStream[]
  }
}

/** Remembers every camera stream the page is given. */
function keepStreams(page: Page): Promise<void> {
  return page.evaluate(() => {
    window.streams = []
    const original = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
    navigator.mediaDevices.getUserMedia = async (constraints) => {
      const stream = await original(constraints)
      window.streams.push(stream)
      return stream
    }
  })
}

/** Which of these streams are still on. */
const liveTracks = (page: Page) =>
  page.evaluate(() =>
    window.streams.map((stream) => stream.getTracks().some((track) => track.readyState === 'live')),
  )
