import type { Pixels } from '../domain/pixels'
import { halfLuma, halved, lumaOf, wordsOf, type Plane } from './plane'
import { isFlat, thresholdsOf, type ThresholdMap } from './thresholds'

/** The picture at one size. */
export interface Level {
  readonly plane: Plane
  readonly map: ThresholdMap
  /** Pixels of the picture along the side of one pixel of this level. */
  readonly scale: number
}

/** Below this short side, in pixels, a smaller level shows nothing that the level itself does not. */
const SMALLEST_SIDE = 100
const MOST_LEVELS = 4

/**
 * The picture at its full size and halved again and again. Large modules are found on the small levels, where noise
 * and fine texture are gone; tiny ones on the full size.
 */
export function pyramidOf(pixels: Pixels): readonly [Level, ...Level[]] {
  const words = wordsOf(pixels)
  const half = levelOf(halfLuma(words, pixels.width, pixels.height), 2)
  const plane = fullLuma(words, pixels, half)
  const whole = { plane, map: thresholdsOf(plane, half.map), scale: 1 }
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
function fullLuma(words: Int32Array, { width, height }: Pixels, half: Level): Plane {
  const data = new Uint8Array(width * height)
  const flat = new Uint8Array(width)
  const tile = 2 << half.map.shift
  for (let y = 0; y < height; y++) {
    if (y % tile === 0) fillFlatRow(flat, half.plane, y, tile)
    data.set(flat, y * width)
    const row = y >> (half.map.shift + 1)
    for (let left = 0, column = 0; left < width; left += tile, column++) {
      if (isFlat(half.map, column, row)) continue
      writeLuma(words, data, y * width + left, y * width + Math.min(left + tile, width))
    }
  }
  return { data, width, height }
}

/** What a row would be if every tile had the brightness of its first pixel. */
function fillFlatRow(flat: Uint8Array, half: Plane, y: number, tile: number): void {
  const row = Math.min(y >> 1, half.height - 1) * half.width
  for (let left = 0; left < flat.length; left += tile) {
    const column = Math.min(left >> 1, half.width - 1)
    flat.fill(half.data[row + column] ?? 0, left, left + tile)
  }
}

function writeLuma(words: Int32Array, out: Uint8Array, from: number, to: number): void {
  for (let i = from; i < to; i++) out[i] = lumaOf(words[i] ?? 0)
}
