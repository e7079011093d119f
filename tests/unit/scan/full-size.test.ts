import { describe, expect, it } from 'vitest'
import type { Pixels } from '../../../src/domain/pixels'
import { fullSize } from '../../../src/scan/full-size'
import { halfLuma, lumaOf, wordsOf } from '../../../src/scan/plane'
import { isFlat, thresholdAt, thresholdsOf } from '../../../src/scan/thresholds'
import { painted, random } from './draw'

function shaded(picture: Pixels) {
  const words = wordsOf(picture)
  const plane = halfLuma(words, picture.width, picture.height)
  return { words, full: fullSize(words, picture, { plane, map: thresholdsOf(plane) }) }
}

describe('fullSize', () => {
  it.each([
    [64, 64],
    [71, 53],
    [45, 90],
  ])('gives every pixel of a %d × %d texture its brightness', (width, height) => {
    const next = random(width)
    const { words, full } = shaded(painted(width, height, () => 255 * next()))
    expect([...full.plane.data]).toEqual(Array.from(words, lumaOf))
  })

  it('has the thresholds that the brightness alone gives', () => {
    const { full } = shaded(painted(64, 64, (x) => (x & 2 ? 220 : 40)))
    expect(thresholdAt(full.map, 32, 32)).toBe(130)
    expect(isFlat(full.map, 4, 4)).toBe(false)
  })

  it('takes the brightness of flat parts from half the size, and calls them flat', () => {
    const { full } = shaded(painted(128, 64, (x) => (x < 32 ? (x & 2 ? 0 : 255) : 180)))
    expect(full.plane.data[20 * 128 + 100]).toBe(180)
    expect(isFlat(full.map, 12, 4)).toBe(true)
    expect(isFlat(full.map, 2, 4)).toBe(false)
  })

  it('sees a dark colour that is all zeroes', () => {
    const picture = painted(32, 32, (x) => (x & 2 ? 200 : 0))
    picture.data.forEach(
      (value, i) => (picture.data[i] = i % 4 === 3 && picture.data[i - 1] === 0 ? 0 : value),
    )
    expect(thresholdAt(shaded(picture).full.map, 16, 16)).toBe(100)
  })
})
