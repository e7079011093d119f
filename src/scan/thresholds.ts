import type { Plane } from './plane'

/**
 * Where dark ends and light begins, per block of the picture.
 *
 * `threshold` is the brightest value that counts as dark. `textured` is 1 where some block near by has contrast; the
 * rest of the picture is flat, and is skipped.
 */
export interface ThresholdMap {
  /** A pixel (x, y) of the level belongs to block (x >> shift, y >> shift). */
  readonly shift: number
  readonly columns: number
  readonly rows: number
  readonly threshold: Uint8Array
  readonly textured: Uint8Array
}

/** Pixels along a block. */
export const BLOCK = 8
const BLOCK_SHIFT = 3

/** Grey levels between the darkest and brightest pixel of a block that is not flat. Dimmed pages have as few as this. */
const LEAST_CONTRAST = 5

/** Thresholds for a picture that is there already. Of a block, every second row tells as much as all. */
export function thresholdsOf(plane: Plane): ThresholdMap {
  const tallies = new Tallies(plane)
  for (let row = 0, top = 0; top < plane.height; row++, top += BLOCK) {
    for (let column = 0, left = 0; left < plane.width; column++, left += BLOCK) {
      tallies.add(column, row, blockPoint(plane, left, top))
    }
  }
  return tallies.settle()
}

/** In a tally, the number of blocks is above this bit and the sum of their points, in sixteenths, below. */
const COUNT_SHIFT = 20
const SUM_MASK = (1 << COUNT_SHIFT) - 1

/**
 * The threshold of a block is the mean of the points of it and the eight around it *that have contrast*. More blocks
 * would let the page around a faint code decide; leaving the flat ones out keeps the edge of a code on a plain
 * background right, whichever of the two is the brighter.
 */
export class Tallies {
  /** One column and row more than needed, so that the double-sized level's last odd pixel has a block too. */
  readonly #columns: number
  readonly #rows: number
  /** A border of one block saves asking, nine times a block, whether a neighbour exists. */
  readonly #tallies: Int32Array

  constructor({ width, height }: { readonly width: number; readonly height: number }) {
    this.#columns = (width >> BLOCK_SHIFT) + 1
    this.#rows = (height >> BLOCK_SHIFT) + 1
    this.#tallies = new Int32Array((this.#columns + 2) * (this.#rows + 2))
  }

  /** Counts a block's point for it and its neighbours; nothing when it is `FLAT`. */
  add(column: number, row: number, point: number): void {
    if (point !== FLAT) addAround(this.#tallies, this.#columns + 2, row * (this.#columns + 2) + column, point)
  }

  settle(): ThresholdMap {
    const columns = this.#columns
    const rows = this.#rows
    const stride = columns + 2
    const threshold = new Uint8Array(columns * rows).fill(127)
    const textured = new Uint8Array(columns * rows)
    for (let row = 0, i = 0; row < rows; row++) {
      for (let column = 0, from = (row + 1) * stride + 1; column < columns; column++, i++, from++) {
        const tally = this.#tallies[from] ?? 0
        if (tally === 0) continue
        threshold[i] = (tally & SUM_MASK) / ((tally >> COUNT_SHIFT) * 16)
        textured[i] = 1
      }
    }
    return { shift: BLOCK_SHIFT, columns, rows, threshold, textured }
  }
}

/** From the top left neighbour on. */
function addAround(tallies: Int32Array, stride: number, from: number, point: number): void {
  const entry = (1 << COUNT_SHIFT) + Math.round(point * 16)
  for (let line = from; line <= from + 2 * stride; line += stride) {
    tallies[line] = (tallies[line] ?? 0) + entry
    tallies[line + 1] = (tallies[line + 1] ?? 0) + entry
    tallies[line + 2] = (tallies[line + 2] ?? 0) + entry
  }
}

/** The brightest value that is dark at a pixel of the level. */
export function thresholdAt({ threshold, columns, shift }: ThresholdMap, x: number, y: number): number {
  return threshold[(y >> shift) * columns + (x >> shift)] ?? 0
}

export function isFlat({ textured, columns }: ThresholdMap, column: number, row: number): boolean {
  return (textured[row * columns + column] ?? 0) === 0
}

/** The point of a block without contrast. */
const FLAT = -1

/** Where dark ends in one block by itself: the middle between its mean and its mid-range. `FLAT` without contrast. */
export function pointOf(darkest: number, brightest: number, mean: number): number {
  return brightest - darkest < LEAST_CONTRAST ? FLAT : (mean + (darkest + brightest) / 2) / 2
}

function blockPoint({ data, width, height }: Plane, left: number, top: number): number {
  const right = Math.min(left + BLOCK, width)
  const bottom = Math.min(top + BLOCK, height)
  let darkest = 255
  let brightest = 0
  let sum = 0
  let count = 0
  for (let y = top; y < bottom; y += 2) {
    count += right - left
    for (let i = y * width + left, end = y * width + right; i < end; i++) {
      const value = data[i] ?? 0
      sum += value
      if (value < darkest) darkest = value
      if (value > brightest) brightest = value
    }
  }
  return pointOf(darkest, brightest, sum / count)
}
