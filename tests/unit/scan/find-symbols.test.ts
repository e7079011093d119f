import { describe, expect, it } from 'vitest'
import type { Pixels } from '../../../src/domain/pixels'
import { findSymbols } from '../../../src/scan/find-symbols'
import { warmUp } from '../../../src/scan/warm-up'
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
} from './draw'

const URI = 'otpauth://totp/KU:abc123@ku.dk?secret=JBSWY3DPEHPK3PXP&issuer=KU'
const symbol = encode(URI)

function textsOf(picture: Pixels): string[] {
  return findSymbols(picture).symbols.map(({ text }) => text)
}

describe('findSymbols', () => {
  it('returns text and outline', () => {
    const picture = blank(400, 300)
    const corners = drawUpright(picture, symbol, 120, 80, 4)
    const { symbols, timedOut, cutOff, unsupported } = findSymbols(picture)
    expect(symbols).toMatchObject([{ text: URI }])
    expect({ timedOut, cutOff, unsupported }).toEqual({
      timedOut: false,
      cutOff: false,
      unsupported: undefined,
    })
    corners.forEach(({ x, y }, i) => {
      expect(symbols[0]!.outline[i]!.x).toBeCloseTo(x, 0)
      expect(symbols[0]!.outline[i]!.y).toBeCloseTo(y, 0)
    })
  })

  it('starts a turned symbol’s outline at its own top left', () => {
    const picture = blank(400, 400)
    const corners = turned({ x: 200, y: 200 }, symbol.size * 5, 117)
    drawThrough(picture, symbol, corners)
    const [found] = findSymbols(picture).symbols
    expect(Math.hypot(found!.outline[0].x - corners[0]!.x, found!.outline[0].y - corners[0]!.y)).toBeLessThan(
      3,
    )
  })

  it.each([
    ['light on dark', { dark: WHITE, light: BLACK, quiet: 4 }],
    ['blue on yellow', { dark: [0, 60, 160], light: [255, 230, 90], quiet: 4 }],
    ['twelve grey levels', { dark: [240, 240, 240], light: [252, 252, 252], quiet: 4 }],
  ] as const)('reads %s', (_, look) => expect(textsOf(pictureOf(symbol, 4, look))).toEqual([URI]))

  it('reads one without quiet zone on a dark page', () => {
    const picture = blank(400, 400, [20, 20, 20])
    drawUpright(picture, symbol, 90, 110, 5, { quiet: 0 })
    expect(textsOf(picture)).toEqual([URI])
  })

  it('reads a faint one on a plate of a page of another brightness', () => {
    const picture = blank(500, 400)
    drawUpright(picture, symbol, 100, 100, 4, { dark: [100, 100, 100], light: [130, 130, 130], quiet: 3 })
    expect(textsOf(picture)).toEqual([URI])
  })

  it('reads a mirrored one', () => {
    const mirrored: Modules = { size: symbol.size, get: (x, y) => symbol.get(symbol.size - 1 - x, y) }
    expect(textsOf(pictureOf(mirrored, 4))).toEqual([URI])
  })

  it('reads one whose last alignment pattern is under a logo', () => {
    const covered = encode(URI, 'H', 9)
    const picture = pictureOf(covered, 4)
    const at = (6 + covered.size - 10) * 4
    drawUpright(picture, { size: 6, get: () => true }, at, at, 4, { dark: [200, 30, 30], quiet: 0 })
    expect(textsOf(picture)).toEqual([URI])
  })

  it('reads all of nine, of both polarities and many sizes', () => {
    const picture = blank(1200, 1200, [240, 240, 240])
    const texts = Array.from({ length: 9 }, (_, i) => `${URI}&n=${i}`)
    texts.forEach((text, i) => {
      const look = i % 2 ? { dark: WHITE, light: [30, 30, 60] as const } : {}
      drawUpright(picture, encode(text), 40 + (i % 3) * 390, 40 + Math.floor(i / 3) * 390, 3 + (i % 5), look)
    })
    expect(textsOf(picture).sort()).toEqual(texts)
  })

  it('returns the same code twice when it is shown twice', () => {
    const picture = blank(500, 250)
    drawUpright(picture, symbol, 30, 30, 4)
    drawUpright(picture, symbol, 280, 40, 4)
    expect(textsOf(picture)).toEqual([URI, URI])
  })

  it('stops at twenty', () => {
    const picture = blank(1000, 1000)
    for (let i = 0; i < 36; i++) {
      drawUpright(picture, encode(`code ${i}`, 'L', 1), 20 + (i % 6) * 160, 20 + Math.floor(i / 6) * 160, 4)
    }
    const texts = textsOf(picture)
    expect(texts).toHaveLength(20)
    expect(new Set(texts).size).toBe(20)
  })

  it('reads the largest there is', () => {
    const digits = '7'.repeat(7089)
    expect(textsOf(pictureOf(encode(digits, 'L', 40), 3))).toEqual([digits])
  })

  it('reads a Google export of version 23 at level L, which plain jsqr cannot', () => {
    const text = `otpauth-migration://offline?data=${'QUJD'.repeat(200)}`
    expect(textsOf(pictureOf(encode(text, 'L', 23), 3))).toEqual([text])
  })
})

describe('what is no readable code', () => {
  it.each([
    ['nothing', () => blank(300, 300)],
    [
      'noise',
      () =>
        painted(
          500,
          400,
          (
            (next) => () =>
              255 * next()
          )(random(1)),
        ),
    ],
    ['stripes', () => painted(600, 600, (x) => (x & 2 ? 255 : 0))],
    ['a chess board', () => painted(600, 600, (x, y) => (((x >> 3) ^ (y >> 3)) & 1 ? 255 : 0))],
    [
      'a wallpaper of finders',
      () => painted(640, 640, (x, y) => (FINDER.get((x >> 2) % 8, (y >> 2) % 8) ? 0 : 255)),
    ],
    ['three finders and chance between', () => decoy(3)],
  ])('reads nothing in %s', (_, draw) =>
    expect(findSymbols(draw())).toMatchObject({ symbols: [], timedOut: false }),
  )

  it('does not take a Micro QR code for a code', () => {
    const next = random(17)
    const data = Array.from({ length: 17 * 17 }, () => next() < 0.5)
    const micro: Modules = {
      size: 17,
      get(x, y) {
        if (x < 0 || y < 0 || x > 16 || y > 16) return false
        if (x < 8 && y < 8) return FINDER.get(x, y)
        return x === 0 || y === 0 ? (x + y) % 2 === 0 : data[y * 17 + x]!
      },
    }
    expect(findSymbols(pictureOf(micro, 6))).toMatchObject({
      symbols: [],
      cutOff: false,
      unsupported: 'micro-qr',
    })
  })

  it('says so when the kind of content is not supported', () => {
    const append = Object.assign(
      (data: { push(value: number, bits: number): void }) => {
        data.push(3, 4)
        data.push(0x1234, 16)
      },
      { l: () => 0 },
    ) as unknown as Parameters<typeof encode>[0]
    expect(findSymbols(pictureOf(encode(append), 4))).toMatchObject({
      symbols: [],
      unsupported: 'structured-append',
    })
  })

  function decoy(seed: number): Pixels {
    const next = random(seed)
    const real = encode(URI)
    const noise = Array.from({ length: real.size ** 2 }, () => next() < 0.5)
    const isFinder = (x: number, y: number) => Math.min(x, real.size - 1 - x) < 8 && y < 8
    const get = (x: number, y: number) => {
      if (x < 0 || y < 0 || x >= real.size || y >= real.size) return false
      return isFinder(x, y) || isFinder(y, x) ? real.get(x, y) : noise[y * real.size + x]!
    }
    return pictureOf({ size: real.size, get }, 4)
  }
})

describe('a code at the edge', () => {
  it.each([
    ['right', 300, 80],
    ['bottom', 60, 220],
    ['left', -60, 80],
    ['top', 60, -60],
  ])('is told when it runs out at the %s', (_, left, top) => {
    const picture = blank(400, 340)
    drawUpright(picture, symbol, left, top, 4)
    expect(findSymbols(picture)).toMatchObject({ symbols: [], cutOff: true })
  })

  it('is not told when the rest of it is covered', () => {
    const picture = blank(400, 340)
    drawUpright(picture, symbol, 100, 80, 4)
    drawUpright(picture, { size: 30, get: () => true }, 90, 170, 5, { quiet: 0 })
    expect(findSymbols(picture)).toMatchObject({ symbols: [], cutOff: false })
  })
})

describe('bounds', () => {
  it.each([
    ['one pixel', blank(1, 1)],
    ['none', { data: new Uint8ClampedArray(0), width: 0, height: 0 }],
    ['a line', blank(4000, 1)],
    ['fewer bytes than its size says', { ...blank(100, 100), height: 101 }],
    ['more bytes than its size says', { ...blank(100, 100), height: 99 }],
    ['a broken width', { ...blank(100, 100), width: 99.5, height: 100 }],
    ['no width', { ...blank(100, 100), width: NaN }],
    ['a negative size', { ...blank(100, 100), width: -100, height: -100 }],
  ])('finds nothing in a picture of %s', (_, picture) => expect(findSymbols(picture).symbols).toEqual([]))

  it('does not touch a picture of more than 33 megapixels', () => {
    const huge = {
      width: 8000,
      height: 5000,
      get data(): Uint8ClampedArray {
        throw new Error('looked at')
      },
    }
    expect(findSymbols(huge).symbols).toEqual([])
  })

  it('returns what it has when the time is up', () => {
    const picture = pictureOf(symbol, 4)
    let clock = 0
    expect(findSymbols(picture, { now: () => (clock += 1000), timeLimit: 10 })).toMatchObject({
      symbols: [],
      timedOut: true,
    })
    expect(findSymbols(picture, { now: () => 5, timeLimit: 10 })).toMatchObject({
      symbols: [{ text: URI }],
      timedOut: false,
    })
  })

  it('asks for the time often enough, whatever is in the picture', () => {
    const next = random(2)
    const noise = painted(1000, 1000, () => 255 * next())
    let asked = 0
    let longest = 0
    let last = performance.now()
    const now = () => {
      asked++
      longest = Math.max(longest, performance.now() - last)
      last = performance.now()
      return 0
    }
    findSymbols(noise, { now })
    expect(asked).toBeGreaterThan(20)
    expect(longest).toBeLessThan(1000)
  })

  it('does not depend on where its bytes start', () => {
    const picture = pictureOf(symbol, 4)
    const shifted = new Uint8ClampedArray(new ArrayBuffer(picture.data.length + 1), 1)
    shifted.set(picture.data)
    expect(textsOf({ ...picture, data: shifted })).toEqual([URI])
  })
})

it('has a warm-up that reads its own code', () => expect(warmUp()).toBe(true))
