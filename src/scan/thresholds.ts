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

/** Blocks on each side that share in a threshold: 3 × 3 in all. More would let the page around a faint code decide. */
const REACH = 1

/** Grey levels between the darkest and brightest pixel of a block that is not flat. Dimmed pages have as few as this. */
const LEAST_CONTRAST = 5

/**
 * The threshold of a block is the mean, over the blocks around it *that have contrast*, of the middle between their
 * mean and their mid-range. Leaving the flat ones out keeps the edge of a code on a plain background right, whichever
 * of the two is the brighter.
 *
 * @param halfSize the map of the same picture at half the size, when there is one: where it is flat, so is this.
 */
export function thresholdsOf(plane: Plane, halfSize?: ThresholdMap): ThresholdMap {
  // One column and row more than needed, so that the double-sized level's last odd pixel has a block too.
  const columns = (plane.width >> BLOCK_SHIFT) + 1
  const rows = (plane.height >> BLOCK_SHIFT) + 1
  const points = new Float32Array(columns * rows)
  const counts = new Float32Array(columns * rows)
  measureBlocks(plane, columns, rows, halfSize, points, counts)
  boxSums(points, columns, rows)
  boxSums(counts, columns, rows)
  return { shift: BLOCK_SHIFT, columns, rows, ...settle(points, counts) }
}

/** The brightest value that is dark at a pixel of the level. */
export function thresholdAt({ threshold, columns, shift }: ThresholdMap, x: number, y: number): number {
  return threshold[(y >> shift) * columns + (x >> shift)] ?? 0
}

export function isFlat({ textured, columns }: ThresholdMap, column: number, row: number): boolean {
  return (textured[row * columns + column] ?? 0) === 0
}

function measureBlocks(
  plane: Plane,
  columns: number,
  rows: number,
  halfSize: ThresholdMap | undefined,
  points: Float32Array,
  counts: Float32Array,
): void {
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      if (halfSize && isFlat(halfSize, column >> 1, row >> 1)) continue
      const point = blockPoint(plane, column << BLOCK_SHIFT, row << BLOCK_SHIFT)
      if (point < 0) continue
      points[row * columns + column] = point
      counts[row * columns + column] = 1
    }
  }
}

/** The middle between mean and mid-range of one block, or −1 when it is flat. */
function blockPoint(plane: Plane, left: number, top: number): number {
  const { data, width, height } = plane
  const right = Math.min(left + BLOCK, width)
  const bottom = Math.min(top + BLOCK, height)
  let darkest = 255
  let brightest = 0
  let sum = 0
  for (let y = top; y < bottom; y++) {
    for (let i = y * width + left, end = y * width + right; i < end; i++) {
      const value = data[i] ?? 0
      sum += value
      if (value < darkest) darkest = value
      if (value > brightest) brightest = value
    }
  }
  if (brightest - darkest < LEAST_CONTRAST) return -1
  const mean = sum / ((right - left) * (bottom - top))
  return (mean + (darkest + brightest) / 2) / 2
}

/** Replaces every value by the sum over the (2 · REACH + 1)² values around it. */
function boxSums(values: Float32Array, columns: number, rows: number): void {
  const line = new Float32Array(Math.max(columns, rows))
  for (let row = 0; row < rows; row++) boxSumLine(values, row * columns, 1, columns, line)
  for (let column = 0; column < columns; column++) boxSumLine(values, column, columns, rows, line)
}

function boxSumLine(
  values: Float32Array,
  start: number,
  stride: number,
  length: number,
  line: Float32Array,
): void {
  for (let i = 0; i < length; i++) line[i] = values[start + i * stride] ?? 0
  let sum = 0
  for (let i = -REACH; i < length; i++) {
    if (i + REACH < length) sum += line[i + REACH] ?? 0
    if (i > REACH) sum -= line[i - REACH - 1] ?? 0
    if (i >= 0) values[start + i * stride] = sum
  }
}

function settle(points: Float32Array, counts: Float32Array): { threshold: Uint8Array; textured: Uint8Array } {
  const threshold = new Uint8Array(points.length).fill(127)
  const textured = new Uint8Array(points.length)
  for (let i = 0; i < points.length; i++) {
    const count = counts[i] ?? 0
    if (count < 0.5) continue // sums of ones: anything below one is none
    threshold[i] = (points[i] ?? 0) / count
    textured[i] = 1
  }
  return { threshold, textured }
}
