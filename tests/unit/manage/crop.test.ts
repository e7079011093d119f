import { describe, expect, test } from 'vitest'
import { crop, enlarge } from '../../../src/manage/crop'
import { painted } from '../scan/draw'

/** Each pixel's grey says where it was. */
const numbered = painted(10, 8, (x, y) => y * 10 + x)
const greys = ({ data }: { data: Uint8ClampedArray }) => [...data].filter((_, i) => i % 4 === 0)

describe('a crop', () => {
  test('is what lies in the region, whole pixels', () => {
    const part = crop(numbered, { x: 0.2, y: 0.25, width: 0.3, height: 0.25 })
    expect([part.width, part.height]).toEqual([3, 2])
    expect(greys(part)).toEqual([22, 23, 24, 32, 33, 34])
  })

  test('takes a pixel it touches', () => {
    const part = crop(numbered, { x: 0.25, y: 0.3, width: 0.1, height: 0.1 })
    expect(greys(part)).toEqual([22, 23, 32, 33])
  })

  test('all of it', () => {
    expect(crop(numbered, { x: 0, y: 0, width: 1, height: 1 })).toEqual(numbered)
  })

  test.each([
    ['at the far corner', { x: 1, y: 1, width: 0, height: 0 }, [79]],
    ['without a size', { x: 0.5, y: 0, width: 0, height: 0 }, [5]],
  ])('is a pixel at least: %s', (_where, region, expected) => {
    expect(greys(crop(numbered, region))).toEqual(expected)
  })
})

describe('enlarged', () => {
  test('by one it is the same', () => {
    expect(enlarge(numbered, 1)).toEqual(numbered)
  })

  test('it goes straight from the middle of one pixel to the middle of the next', () => {
    const step = painted(2, 1, (x) => x * 200)
    const large = enlarge(step, 4)
    expect([large.width, large.height]).toEqual([8, 4])
    expect(greys(large).slice(0, 8)).toEqual([0, 0, 25, 75, 125, 175, 200, 200])
  })

  test('the corners keep their values, and the alpha stays whole', () => {
    const large = enlarge(numbered, 3)
    expect([large.data[0], large.data.at(-4), large.data.at(-1)]).toEqual([0, 79, 255])
  })
})
