import { lumaOf, type Plane } from './plane'
import { BLOCK, isFlat, pointOf, Tallies, type ThresholdMap } from './thresholds'

interface Shaded {
  readonly plane: Plane
  readonly map: ThresholdMap
}

/**
 * Brightness and thresholds of the picture at its full size, from its colours and from what is known of it at half the
 * size. Flat parts, most of a page, get the half-size brightness: it is the same.
 */
export function fullSize(
  words: Int32Array,
  { width, height }: { readonly width: number; readonly height: number },
  half: Shaded,
): Shaded {
  const plane = { data: new Uint8Array(width * height), width, height }
  const tallies = new Tallies(plane)
  const flat = new Uint8Array(width)
  for (let row = 0, top = 0; top < height; row++, top += BLOCK) {
    if (row % 2 === 0) fillFlatRow(flat, half.plane, top)
    for (let y = top; y < Math.min(top + BLOCK, height); y++) plane.data.set(flat, y * width)
    for (let column = 0, left = 0; left < width; column++, left += BLOCK) {
      if (isFlat(half.map, column >> 1, row >> 1)) continue
      tallies.add(column, row, fillBlock(words, plane, left, top))
    }
  }
  return { plane, map: tallies.settle() }
}

/** What a row would be if every block of the half size had the brightness of its first pixel. */
function fillFlatRow(flat: Uint8Array, half: Plane, y: number): void {
  const row = Math.min(y >> 1, half.height - 1) * half.width
  for (let left = 0; left < flat.length; left += 2 * BLOCK) {
    const column = Math.min(left >> 1, half.width - 1)
    flat.fill(half.data[row + column] ?? 0, left, left + 2 * BLOCK)
  }
}

/** Writes one block's brightness; returns its point. */
function fillBlock(words: Int32Array, { data, width, height }: Plane, left: number, top: number): number {
  const right = Math.min(left + BLOCK, width)
  const bottom = Math.min(top + BLOCK, height)
  let colour = words[top * width + left] ?? 0
  let value = lumaOf(colour)
  let darkest = value
  let brightest = value
  let sum = 0
  for (let y = top; y < bottom; y++) {
    for (let i = y * width + left, end = y * width + right; i < end; i++) {
      const word = words[i] ?? 0
      if (word !== colour) {
        colour = word
        value = lumaOf(word)
        if (value < darkest) darkest = value
        if (value > brightest) brightest = value
      }
      data[i] = value
      sum += value
    }
  }
  return pointOf(darkest, brightest, sum / ((right - left) * (bottom - top)))
}
