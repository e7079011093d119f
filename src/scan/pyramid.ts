import type { Pixels } from '../domain/pixels'
import { halfLuma, halved, lumaOf, wordsOf, type Plane } from './plane'
import { doubled, thresholdsOf, type ThresholdMap } from './thresholds'

/** The picture at one size. */
export interface Level {
  readonly plane: Plane
  readonly map: ThresholdMap
  /** Pixels of the picture along the side of one pixel of this level. */
  readonly scale: number
}

/** Below this short side, in pixels, a smaller level shows nothing that the level itself does not. */
const SMALLEST_SIDE = 200
const MOST_LEVELS = 4

/**
 * The picture at its full size and halved again and again. Large modules are found on the small levels, where noise
 * and fine texture are gone; tiny ones on the full size.
 */
export function pyramidOf(pixels: Pixels): readonly [Level, ...Level[]] {
  const words = wordsOf(pixels)
  const half = levelOf(halfLuma(words, pixels.width, pixels.height), 2)
  const whole = { plane: fullLuma(words, pixels, half), map: doubled(half.map), scale: 1 }
  const levels: [Level, ...Level[]] = [whole, half]
  for (let last = half; levels.length < MOST_LEVELS && shortSide(last.plane) >= 2 * SMALLEST_SIDE;) {
    last = levelOf(halved(last.plane), last.scale * 2)
    levels.push(last)
  }
  return levels
}

function levelOf(plane: Plane, scale: number): Level {
  return { plane, map: thresholdsOf(plane), scale }
}

function shortSide(plane: Plane): number {
  return Math.min(plane.width, plane.height)
}

/** Full-size brightness where there is texture. Flat parts, most of a page, get the half-size value: it is the same. */
function fullLuma(words: Uint32Array, pixels: Pixels, half: Level): Plane {
  const { width, height } = pixels
  const data = new Uint8Array(width * height)
  const { textured, columns, shift } = half.map
  const tile = 2 << shift
  for (let y = 0; y < height; y++) {
    const block = (y >> (shift + 1)) * columns
    for (let left = 0, column = 0; left < width; left += tile, column++) {
      const from = y * width + left
      const to = y * width + Math.min(left + tile, width)
      if ((textured[block + column] ?? 0) !== 0) writeLuma(words, data, from, to)
      else writeFlat(data, from, to, flatValue(half.plane, left, y))
    }
  }
  return { data, width, height }
}

function flatValue(half: Plane, x: number, y: number): number {
  const column = Math.min(x >> 1, half.width - 1)
  const row = Math.min(y >> 1, half.height - 1)
  return half.data[row * half.width + column] ?? 0
}

function writeLuma(words: Uint32Array, out: Uint8Array, from: number, to: number): void {
  for (let i = from; i < to; i++) out[i] = lumaOf(words[i] ?? 0)
}

function writeFlat(out: Uint8Array, from: number, to: number, value: number): void {
  for (let i = from; i < to; i++) out[i] = value
}
