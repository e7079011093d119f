import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Pixels } from '../../src/domain/pixels'
import { Kode } from '../harness/kode.mjs'
import { pageExtension } from '../harness/page-extension.mjs'
import { blank, drawUpright, encode, painted, pictureOf, random } from '../unit/scan/draw'
import {
  blackPng,
  bmpFile,
  changed,
  frameOf,
  gifFile,
  gifFrame,
  gifHeader,
  jpegFile,
  pngFile,
} from './picture-files'
import type { PicturePage, Reading } from './picture-page'

/*
 * Picture files as the browser's own decoders take them, through the product's readPixels and findInPicture. Nothing
 * may throw, nothing may be decoded that its header shows to be too large.
 */

const URI = 'otpauth://totp/KU:abc123@ku.dk?secret=JBSWY3DPEHPK3PXP&issuer=KU'
const picture = pictureOf(encode(URI), 5)
const SIZE = `${picture.width}×${picture.height}`

let kode: Kode
let page: Page
let remove: () => Promise<void>

beforeAll(async () => {
  const extension = await pageExtension(path.join(import.meta.dirname, 'picture-page.ts'))
  remove = extension.remove
  kode = await Kode.launch({ extensions: [extension.folder] })
  page = await kode.context.newPage()
  await page.goto(extension.url)
  await page.waitForFunction(() => 'picturePage' in globalThis)
})
afterAll(async () => {
  await kode.close()
  await remove()
})

function read(file: Buffer, search = true): Promise<Reading> {
  return page.evaluate(
    ([base64, look]) => (Reflect.get(globalThis, 'picturePage') as PicturePage).read(base64, look),
    [file.toString('base64'), search] as const,
  )
}

async function webpFile(quality: number): Promise<Buffer> {
  const base64 = await page.evaluate(
    ([png, share]) => (Reflect.get(globalThis, 'picturePage') as PicturePage).webp(png, share),
    [pngFile(picture).toString('base64'), quality] as const,
  )
  return Buffer.from(base64, 'base64')
}

const SOUND: readonly [name: string, make: () => Buffer | Promise<Buffer>][] = [
  ['PNG', () => pngFile(picture)],
  ['JPEG', () => jpegFile(picture)],
  ['GIF', () => gifFile(picture)],
  ['BMP', () => bmpFile(picture)],
  ['lossy WebP', () => webpFile(0.8)],
  ['lossless WebP', () => webpFile(1)],
]

describe.each(SOUND)('%s', (_, make) => {
  test('is read', async () => {
    expect(await read(await make())).toEqual({ size: SIZE, texts: [URI], decoded: 1 })
  })

  test('cut off anywhere, is refused or read as far as it goes', async () => {
    const file = await make()
    for (const share of [0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99]) {
      const reading = await read(file.subarray(0, Math.floor(file.length * share)))
      expect(reading.problem ?? reading.size).toMatch(new RegExp(`^(not-a-picture|${SIZE})$`))
    }
  })

  test('with bytes hurt, is refused or read, and never as another code', async () => {
    const file = await make()
    const next = random(file.length)
    for (let i = 0; i < 40; i++) {
      const hurt = changed(file, Math.floor(next() * file.length), Math.floor(next() * 256))
      const { problem, texts } = await read(hurt)
      expect(problem ?? texts?.filter((text) => text !== URI)).toEqual(problem ?? [])
    }
  })
})

describe('too large, and so never decoded', () => {
  const refused = { problem: 'too-large', decoded: 0 }

  test('a PNG of 900 megapixels in a few bytes', async () => {
    const bomb = blackPng([30_000, 30_000])
    expect(bomb.length).toBeLessThan(150_000)
    expect(await read(bomb)).toEqual(refused)
  })

  test.each<[string, () => Buffer]>([
    ['a PNG that says it is, and is small', () => blackPng([30_000, 30_000], [8, 8])],
    ['a PNG of one row too many', () => blackPng([7681, 4320], [8, 8])],
    ['a PNG longer than any canvas', () => blackPng([40_000, 8])],
    ['a JPEG', () => changed(jpegFile(picture), frameOf(jpegFile(picture)), 0xff, 0xff, 0xff, 0xff)],
    ['a GIF', () => changed(gifFile(picture), 6, 0xff, 0xff, 0xff, 0xff)],
    [
      'a GIF whose frame is',
      () => Buffer.concat([gifHeader(1, 1), gifFrame(60_000, 60_000), gifFile(picture).subarray(-50)]),
    ],
    ['a BMP', () => changed(bmpFile(picture), 18, 0, 0, 1, 0, 0, 0, 1, 0)],
    ['a BMP from the top', () => changed(bmpFile(picture), 18, 0, 0, 1, 0, 0, 0, 0xff, 0xff)],
  ])('%s', async (_, make) => expect(await read(make())).toEqual(refused))

  test.each([0.8, 1])('a WebP (quality %f)', async (quality) => {
    expect(await read(withLargestSize(await webpFile(quality)))).toEqual(refused)
  })

  test('a file of more than 20 MB', async () => {
    const zeros = (length: number) =>
      page.evaluate(
        (count) => (Reflect.get(globalThis, 'picturePage') as PicturePage).readZeros(count),
        length,
      )
    expect(await zeros(20 * 1024 * 1024 + 1)).toEqual(refused)
    expect(await zeros(20 * 1024 * 1024)).toEqual({ problem: 'not-a-picture', decoded: 0 })
  })
})

describe('no picture, and so never decoded', () => {
  test.each([
    ['nothing', ''],
    ['text', 'otpauth://totp/a?secret=GEZDGNBV'],
    [
      'SVG',
      '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>',
    ],
    [
      'SVG that would fetch',
      '<svg xmlns="http://www.w3.org/2000/svg"><image href="https://example.org/"/></svg>',
    ],
    ['a web page', '<!doctype html><script>document.title = "run"</script>'],
  ])('%s', async (_, text) => {
    expect(await read(Buffer.from(text))).toEqual({ problem: 'not-a-picture', decoded: 0 })
  })
})

describe('files that lie about their size within the bounds', () => {
  test.each<[string, () => Buffer]>([
    ['a PNG with less than it says', () => blackPng([5000, 5000], [8, 8])],
    ['a PNG with more than it says', () => blackPng([300, 300], [9000, 9000])],
    [
      'a JPEG with less than it says',
      () => changed(jpegFile(picture), frameOf(jpegFile(picture)), 0x13, 0x88, 0x13, 0x88),
    ],
    ['a JPEG with a second, larger frame', () => withSecondFrame(jpegFile(picture))],
    [
      'a GIF with a second, larger frame',
      () => Buffer.concat([gifFile(picture).subarray(0, -1), gifFile(blank(900, 900)).subarray(13 + 384)]),
    ],
    ['a BMP with less than it says', () => changed(bmpFile(picture), 18, 0x88, 0x13, 0, 0, 0x88, 0x13, 0, 0)],
  ])('%s is refused or read within them', async (_, make) => {
    const reading = await read(make(), false)
    if (reading.size === undefined) expect(reading.problem).toBe('not-a-picture')
    const [width = 1, height = 1] = (reading.size ?? '').split('×').map((side) => Number(side) || 1)
    expect(width * height).toBeLessThanOrEqual(33_177_600)
  })
})

describe('of any size within the bounds', () => {
  test('one pixel', async () => {
    expect(await read(pngFile(blank(1, 1)))).toEqual({ size: '1×1', texts: [], decoded: 1 })
  })

  test('33 megapixels, with a code in a corner', async () => {
    const large = blank(7680, 4320)
    drawUpright(large, encode(URI), 7300, 4000, 5)
    expect(await read(pngFile(large))).toEqual({ size: '7680×4320', texts: [URI], decoded: 1 })
  })

  test('a long and narrow one', async () => {
    expect(await read(pngFile(withCode(blank(700, 12_000), 200, 11_000)))).toMatchObject({ texts: [URI] })
  })
})

test('the longest text a symbol may hold', async () => {
  const longest = 'A'.repeat(4296)
  expect(await read(pngFile(pictureOf(encode(longest, 'L', 40), 4)))).toMatchObject({ texts: [longest] })
})

test('noise holds no code', async () => {
  const next = random(5)
  expect(await read(pngFile(painted(400, 300, () => 255 * next())))).toMatchObject({ texts: [] })
})

function withCode(ground: Pixels, left: number, top: number): Pixels {
  drawUpright(ground, encode(URI), left, top, 5)
  return ground
}

/** The same frame once more, before the data, with the largest size. */
function withSecondFrame(file: Buffer): Buffer {
  const start = frameOf(file) - 5
  const end = start + 2 + file.readUInt16BE(start + 2)
  const second = changed(file.subarray(start, end), 5, 0xff, 0xff, 0xff, 0xff)
  return Buffer.concat([file.subarray(0, end), second, file.subarray(end)])
}

/** The largest size each kind of WebP can say. */
function withLargestSize(file: Buffer): Buffer {
  const kind = file.toString('latin1', 12, 16)
  if (kind === 'VP8 ') return changed(file, 26, 0xff, 0x3f, 0xff, 0x3f)
  if (kind === 'VP8L') return changed(file, 21, 0xff, 0xff, 0xff, 0x0f)
  return changed(file, 24, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff)
}
