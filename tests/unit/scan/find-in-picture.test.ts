import { describe, expect, it } from 'vitest'
import type { Pixels } from '../../../src/domain/pixels'
import { findInPicture, flattened, readWhole } from '../../../src/scan/find-in-picture'
import { BLACK, blank, encode, painted, pictureOf, WHITE, type Rgb } from './draw'

const URI = 'otpauth://totp/file?secret=JBSWY3DPEHPK3PXP'
const symbol = encode(URI)

function textsOf(picture: Pixels): string[] {
  return findInPicture(picture).symbols.map(({ text }) => text)
}

/** One colour on nothing, as logos and badges are saved. */
function transparent([red, green, blue]: Rgb): Pixels {
  const picture = pictureOf(symbol, 4)
  for (let i = 0; i < picture.data.length; i += 4) {
    picture.data.set([red, green, blue, 255 - picture.data[i]!], i)
  }
  return picture
}

describe('findInPicture', () => {
  it('reads what findSymbols reads', () => expect(textsOf(pictureOf(symbol, 5))).toEqual([URI]))

  it('reads black on nothing, and white on nothing', () => {
    expect(textsOf(transparent(BLACK))).toEqual([URI])
    expect(textsOf(transparent(WHITE))).toEqual([URI])
  })

  it('finds nothing where nothing is', () => {
    expect(textsOf(blank(200, 200))).toEqual([])
    expect(textsOf(painted(200, 200, (x) => x))).toEqual([])
    expect(textsOf({ ...blank(10, 10), width: 11 })).toEqual([])
    expect(textsOf(blank(1, 1))).toEqual([])
  })
})

describe('readWhole', () => {
  it('reads by jsqr alone, with the outline in the picture’s pixels', () => {
    const picture = pictureOf(symbol, 4)
    expect(readWhole(picture)).toMatchObject({ text: URI })
    expect(readWhole(picture)!.outline[0].x).toBeCloseTo(24, 0)
  })

  it('makes a large picture small first', () => {
    const found = readWhole(pictureOf(symbol, 40))
    expect(found).toMatchObject({ text: URI })
    expect(Math.abs(found!.outline[0].x - 240)).toBeLessThan(10)
  })

  it('reads sides that are no multiple of eight, and tiny ones', () => {
    expect(readWhole(pictureOf(encode('A', 'L', 1), 3))).toMatchObject({ text: 'A' })
  })

  it('reads nothing in nothing', () => expect(readWhole(blank(50, 50))).toBeUndefined())
})

describe('flattened', () => {
  it('mixes by alpha', () => {
    const data = Uint8ClampedArray.of(10, 20, 30, 0, 100, 100, 100, 255, 200, 0, 0, 51)
    const flat = flattened({ data, width: 3, height: 1 }, 255)
    expect([...flat.data]).toEqual([255, 255, 255, 255, 100, 100, 100, 255, 244, 204, 204, 255])
  })
})
