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

const BLOCK_SHIFT = 3
const BLOCK = 1 << BLOCK_SHIFT

/** Grey levels between the darkest and brightest pixel of a block that is not flat. Dimmed pages have as few as this. */
const LEAST_CONTRAST = 5

/**
 * The threshold of a block is the mean, over it and the eight around it *that have contrast*, of the middle between
 * their mean and their mid-range. More blocks would let the page around a faint code decide; leaving the flat ones out
 * keeps the edge of a code on a plain background right, whichever of the two is the brighter.
 *
 * @param halfSize the map of the same picture at half the size, when there is one: where it is flat, so is this.
 */
export function thresholdsOf(plane: Plane, halfSize?: ThresholdMap): ThresholdMap {
  // One column and row more than needed, so that the double-sized level's last odd pixel has a block too.
  const columns = (plane.width >> BLOCK_SHIFT) + 1
  const rows = (plane.height >> BLOCK_SHIFT) + 1
  // Half-size levels are looked at for large modules, of which every second row tells as much as all.
  const rowStep = halfSize ? 1 : 2
  // A border of one block saves asking, nine times a block, whether a neighbour exists.
  const tallies = new Int32Array((columns + 2) * (rows + 2))
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      if (halfSize && isFlat(halfSize, column >> 1, row >> 1)) continue
      const point = blockPoint(plane, column << BLOCK_SHIFT, row << BLOCK_SHIFT, rowStep)
      if (point >= 0) tell(tallies, columns + 2, row * (columns + 2) + column, point)
    }
  }
  return { shift: BLOCK_SHIFT, columns, rows, ...settle(tallies, columns, rows) }
}

/** In a tally, the number of blocks is above this bit and the sum of their points, in sixteenths, below. */
const COUNT_SHIFT = 20
const SUM_MASK = (1 << COUNT_SHIFT) - 1

/** Adds a block's point to the tallies of the nine blocks from the top left neighbour's on. */
function tell(tallies: Int32Array, stride: number, from: number, point: number): void {
  const entry = (1 << COUNT_SHIFT) + Math.round(point * 16)
  for (let line = from; line <= from + 2 * stride; line += stride) {
    tallies[line] = (tallies[line] ?? 0) + entry
    tallies[line + 1] = (tallies[line + 1] ?? 0) + entry
    tallies[line + 2] = (tallies[line + 2] ?? 0) + entry
  }
}

function settle(
  tallies: Int32Array,
  columns: number,
  rows: number,
): { threshold: Uint8Array; textured: Uint8Array } {
  const threshold = new Uint8Array(columns * rows).fill(127)
  const textured = new Uint8Array(columns * rows)
  for (let row = 0, i = 0; row < rows; row++) {
    let from = (row + 1) * (columns + 2) + 1
    for (let column = 0; column < columns; column++, i++, from++) {
      const tally = tallies[from] ?? 0
      if (tally === 0) continue
      threshold[i] = (tally & SUM_MASK) / ((tally >> COUNT_SHIFT) * 16)
      textured[i] = 1
    }
  }
  return { threshold, textured }
}

/** The brightest value that is dark at a pixel of the level. */
export function thresholdAt({ threshold, columns, shift }: ThresholdMap, x: number, y: number): number {
  return threshold[(y >> shift) * columns + (x >> shift)] ?? 0
}

export function isFlat({ textured, columns }: ThresholdMap, column: number, row: number): boolean {
  return (textured[row * columns + column] ?? 0) === 0
}

/** The middle between mean and mid-range of one block, or −1 when it is flat. */
function blockPoint(plane: Plane, left: number, top: number, rowStep: number): number {
  const { data, width, height } = plane
  const right = Math.min(left + BLOCK, width)
  const bottom = Math.min(top + BLOCK, height)
  let darkest = 255
  let brightest = 0
  let sum = 0
  let count = 0
  for (let y = top; y < bottom; y += rowStep) {
    count += right - left
    for (let i = y * width + left, end = y * width + right; i < end; i++) {
      const value = data[i] ?? 0
      sum += value
      if (value < darkest) darkest = value
      if (value > brightest) brightest = value
    }
  }
  if (brightest - darkest < LEAST_CONTRAST) return -1
  return (sum / count + (darkest + brightest) / 2) / 2
}
