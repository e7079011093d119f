import { describe, expect, test } from 'vitest'
import type { Outline } from '../../../src/domain/pixels'
import { markPlace } from '../../../src/ui/mark-place'

const SIZE = { width: 400, height: 200 }
const square = (left: number, top: number, width: number, height: number): Outline => [
  { x: left, y: top },
  { x: left + width, y: top },
  { x: left + width, y: top + height },
  { x: left, y: top + height },
]

describe('a mark', () => {
  test('goes round the symbol with a little air, on all sides alike', () => {
    const mark = markPlace(square(0.4, 0.3, 0.2, 0.4), SIZE)
    expect(mark.left).toBeLessThan(0.4)
    expect(mark.left + mark.width / 2).toBeCloseTo(0.5)
    expect(mark.top + mark.height / 2).toBeCloseTo(0.5)
    expect(mark.width / mark.height).toBeCloseTo(0.5)
    expect(mark.width).toBeLessThan(0.2 * 1.3)
  })

  test.each([
    ['tiny', square(0.5, 0.5, 0.005, 0.01)],
    ['a point', square(0.5, 0.5, 0, 0)],
  ])('of something %s is as large as can be seen, as far as it can grow', (what, place) => {
    const mark = markPlace(place, SIZE)
    // A point has no shape to grow; it does not make a mess of the numbers either.
    expect(mark.width * SIZE.width).toBeCloseTo(what === 'tiny' ? 30 : 0)
    expect(mark.points).not.toMatch(/NaN|Infinity/)
  })

  test('stays in the picture', () => {
    for (const place of [square(-0.05, 0, 0.1, 0.2), square(0.95, 0.9, 0.1, 0.2)]) {
      const { left, top, width, height } = markPlace(place, SIZE)
      expect(Math.min(left, top)).toBeGreaterThanOrEqual(0)
      expect(Math.max(left + width, top + height)).toBeLessThanOrEqual(1)
    }
  })

  test('keeps the corners in order, as a polygon takes them', () => {
    const turned: Outline = [
      { x: 0.5, y: 0.2 },
      { x: 0.65, y: 0.5 },
      { x: 0.5, y: 0.8 },
      { x: 0.35, y: 0.5 },
    ]
    const corners = markPlace(turned, SIZE)
      .points.split(' ')
      .map((corner) => corner.split(',').map(Number))
    expect(corners).toHaveLength(4)
    expect(corners.map(([x]) => Math.sign((x ?? 0) - 0.5))).toEqual([0, 1, 0, -1])
  })
})
