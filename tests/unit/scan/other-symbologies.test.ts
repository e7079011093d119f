import { beforeAll, describe, expect, it } from 'vitest'
import type { Pixels } from '../../../src/domain/pixels'
import { findSymbols } from '../../../src/scan/find-symbols'
import {
  BLACK,
  blank,
  drawThrough,
  drawUpright,
  encode,
  FINDER,
  painted,
  pictureOf,
  random,
  turned,
  WHITE,
  type Modules,
  type Rgb,
} from './draw'
import { encodeAs } from './zxing-symbols'

const URI = 'otpauth://totp/KU:abc123@ku.dk?secret=JBSWY3DPEHPK3PXP&issuer=KU'

const kindOn = (picture: Pixels) => findSymbols(picture).unsupported

const KINDS = [
  { kind: 'micro-qr', format: 'MicroQRCode', text: '123', options: '' },
  { kind: 'micro-qr', format: 'MicroQRCode', text: '12345678', options: '' },
  { kind: 'micro-qr', format: 'MicroQRCode', text: 'HELLO KODE', options: '' },
  { kind: 'micro-qr', format: 'MicroQRCode', text: 'hello, world', options: '' },
  { kind: 'data-matrix', format: 'DataMatrix', text: '123', options: '' },
  { kind: 'data-matrix', format: 'DataMatrix', text: 'Hello', options: 'forceSquare' },
  { kind: 'data-matrix', format: 'DataMatrix', text: '12345', options: 'version=25' },
  { kind: 'data-matrix', format: 'DataMatrix', text: URI, options: '' },
  { kind: 'data-matrix', format: 'DataMatrix', text: 'a'.repeat(200), options: '' },
] as const

describe.each(KINDS)('$kind: "$text" $options', ({ kind, format, text, options }) => {
  let symbol: Modules
  beforeAll(async () => {
    symbol = await encodeAs(format, text, options)
  })

  it.each([3, 4, 7, 12, 20])('is named at %i pixels a module', (module) => {
    expect(kindOn(pictureOf(symbol, module))).toBe(kind)
  })

  it.each([90, 180, 270, 2, -3, 88, 184, 8])('is named when turned by %i degrees', (degrees) => {
    const picture = blank(420, 420)
    const module = symbol.size > 30 ? 6 : 9
    drawThrough(picture, symbol, turned({ x: 210.3, y: 209.6 }, symbol.size * module, degrees))
    expect(kindOn(picture)).toBe(kind)
  })

  it.each<[string, Rgb, Rgb]>([
    ['light on dark', WHITE, BLACK],
    ['light grey on dark grey', [205, 205, 205], [40, 42, 46]],
    ['pale', [190, 190, 190], [225, 225, 225]],
  ])('is named %s', (_, dark, light) => {
    expect(kindOn(pictureOf(symbol, 5, { dark, light }))).toBe(kind)
  })

  it('is named on a page of text', () => {
    const picture = pageOfText(7)
    drawUpright(picture, symbol, 240, 220, 4)
    expect(kindOn(picture)).toBe(kind)
  })

  it('is not named beside a QR code that was read', () => {
    const picture = blank(800, 420)
    drawUpright(picture, symbol, 30, 30, 5)
    drawUpright(picture, encode(URI), 500, 60, 5)
    expect(findSymbols(picture)).toMatchObject({ symbols: [{ text: URI }], unsupported: undefined })
  })
})

describe('nothing is named', () => {
  it.each([1, 2, 3, 4, 5, 6])('on a page of text (%i)', (seed) => {
    expect(kindOn(pageOfText(seed))).toBeUndefined()
  })

  it.each(['Aztec', 'PDF417', 'Code128'] as const)('for %s', async (format) => {
    expect(kindOn(pictureOf(await encodeAs(format, '12345678'), 4))).toBeUndefined()
  })

  it.each([
    ['a chess board', painted(640, 640, (x, y) => (((x >> 4) ^ (y >> 4)) & 1 ? 255 : 0))],
    ['a framed chess board', framed((x, y) => (x + y) % 2 === 0)],
    ['a table', painted(640, 480, (x, y) => (x % 80 < 2 || y % 24 < 2 ? 60 : 250))],
    ['a box', framed(() => false)],
    ['a filled box', framed(() => true)],
    ['chance in a box', framed(chance(3))],
    ['chance with an L', framed(withL(chance(4)))],
    ['an L and dots along one side', framed(withL((x, y) => (y === 19 ? x % 2 === 0 : chance(5)(x, y))))],
    ['axes with marks', framed(withL((x, y) => (x === 1 || y === 1) && (x + y) % 2 === 0))],
    ['dots all around', framed((x, y) => onEdge(x, y) && (x + y) % 2 === 0)],
    ['a finder alone', pictureOf(FINDER, 8)],
    ['a finder with a line of dots', framed((x, y) => FINDER.get(x, y) || (y === 0 && x > 7 && x % 2 === 0))],
    ['a finder with dots and no data', framed((x, y) => FINDER.get(x, y) || isMicroDot(x, y, 13))],
    ['a finder with dots that go on', framed((x, y) => FINDER.get(x, y) || isMicroDot(x, y, 20))],
  ])('for %s', (_, picture) => expect(kindOn(picture)).toBeUndefined())

  it.each([11, 13, 15, 17])('for a QR code of which %i modules are to be seen', (seen) => {
    const symbol = encode(URI)
    const uncovered = pictureOf({ size: seen, get: (x, y) => x < seen && y < seen && symbol.get(x, y) }, 8)
    expect(kindOn(uncovered)).toBeUndefined()
  })

  it('for a Data Matrix without light around it', async () => {
    const symbol = await encodeAs('DataMatrix', 'Hello')
    const picture = blank(200, 200, BLACK)
    drawUpright(picture, symbol, 60, 60, 5, { quiet: 0 })
    expect(kindOn(picture)).toBeUndefined()
  })
})

it('is not looked for when the time is up', async () => {
  const picture = pictureOf(await encodeAs('DataMatrix', URI), 5)
  let clock = 0
  const late = findSymbols(picture, { now: () => (clock += 1000), timeLimit: 10 })
  expect(late).toMatchObject({ timedOut: true, unsupported: undefined })
})

/** Twenty by twenty modules on white. */
function framed(get: (x: number, y: number) => boolean): Pixels {
  return pictureOf({ size: 20, get: (x, y) => x >= 0 && y >= 0 && x < 20 && y < 20 && get(x, y) }, 6)
}

const onEdge = (x: number, y: number) => x === 0 || y === 0 || x === 19 || y === 19

const withL = (inside: (x: number, y: number) => boolean) => (x: number, y: number) =>
  x === 0 || y === 0 || inside(x, y)

const isMicroDot = (x: number, y: number, size: number) =>
  Math.max(x, y) < size && ((y === 0 && x > 7 && x % 2 === 0) || (x === 0 && y > 7 && y % 2 === 0))

function chance(seed: number): (x: number, y: number) => boolean {
  const next = random(seed)
  const cells = Array.from({ length: 400 }, () => next() < 0.5)
  return (x, y) => cells[y * 20 + x]!
}

/** Strokes of the widths and heights that letters have, in words and lines, with room for a picture in the middle. */
function pageOfText(seed: number): Pixels {
  const picture = blank(760, 620)
  const next = random(seed)
  for (let top = 12; top < 600; top += 18) {
    for (let left = 12; left < 735; left += next() < 0.15 ? 9 : 1 + Math.floor(next() * 4)) {
      if (top > 196 && top < 436 && left > 216 && left < 456) continue
      const stroke = { size: 1, get: () => true }
      const height = 4 + Math.floor(next() * 8)
      const width = 1 + Math.floor(next() * 2)
      const [right, bottom] = [left + width, top + height]
      drawThrough(
        picture,
        stroke,
        [
          { x: left, y: top },
          { x: right, y: top },
          { x: right, y: bottom },
          { x: left, y: bottom },
        ],
        { quiet: 0 },
        1,
      )
    }
  }
  return picture
}
