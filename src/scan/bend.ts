import { findPattern } from './alignment'
import { alignmentLine } from './function-patterns'
import type { Homography } from './homography'
import type { Plane } from './plane'
import { sampleModule } from './sample'

/** Symbols of this size have alignment patterns on all sides: nine points that tell whether paper is curled. */
const SMALLEST_SIZE = 45

/** How far, in modules, a pattern is looked for from where its neighbours suggest. */
const REACH = 2.5

/**
 * Where a symbol's modules are, other than where its flat map has them: paper is curled, and lenses bend lines.
 * Known at the crossings of the lines on which alignment patterns lie.
 */
export interface Bend {
  /** Middles of the alignment patterns along a side, in modules. */
  readonly line: readonly number[]
  /** Shifts in modules at the crossings, row by row. */
  readonly across: Float64Array
  readonly down: Float64Array
}

/** Looks for every alignment pattern. Undefined when the symbol is too small to have enough of them. */
export function bendOf(plane: Plane, h: Homography, size: number, dark: boolean): Bend | undefined {
  if (size < SMALLEST_SIZE) return undefined
  const line = alignmentLine((size - 17) / 4).map((module) => module + 0.5)
  const bend = { line, across: new Float64Array(line.length ** 2), down: new Float64Array(line.length ** 2) }
  for (let row = 0; row < line.length; row++) {
    for (let column = 0; column < line.length; column++) {
      if (!isAtFinder(row, column, line.length - 1)) place(plane, h, dark, bend, row, column)
    }
  }
  return bend
}

/** Three crossings are in the corners of finders, which the flat map has right. */
function isAtFinder(row: number, column: number, last: number): boolean {
  return (row === 0 && column === 0) || (row === 0 && column === last) || (row === last && column === 0)
}

/** Where there is no pattern to see, its neighbours above and to the left decide. */
function place(plane: Plane, h: Homography, dark: boolean, bend: Bend, row: number, column: number): void {
  const { line, across, down } = bend
  const at = row * line.length + column
  const expectedAcross = expected(across, line.length, row, column)
  const expectedDown = expected(down, line.length, row, column)
  const u = (line[column] ?? 0) + expectedAcross
  const v = (line[row] ?? 0) + expectedDown
  const match = findPattern(plane, h, u, v, dark, REACH)
  across[at] = expectedAcross + (match?.u ?? 0)
  down[at] = expectedDown + (match?.v ?? 0)
}

function expected(shifts: Float64Array, stride: number, row: number, column: number): number {
  const above = shifts[(row - 1) * stride + column] ?? 0
  const left = shifts[row * stride + column - 1] ?? 0
  if (row === 0) return left
  return column === 0 ? above : (above + left) / 2
}

/** The brightness of each module, row by row, as `sampleModules` gives it for a flat symbol. */
export function sampleBent(plane: Plane, h: Homography, size: number, bend: Bend): Float32Array {
  const samples = new Float32Array(size * size)
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const u = column + 0.5
      const v = row + 0.5
      const across = u + shiftAt(bend, bend.across, u, v)
      const down = v + shiftAt(bend, bend.down, u, v)
      samples[row * size + column] = sampleModule(plane, h, across, down)
    }
  }
  return samples
}

/** The shift at a module, between the four crossings around it; beyond the outermost, that of the nearest. */
function shiftAt({ line }: Bend, shifts: Float64Array, u: number, v: number): number {
  const column = segmentOf(line, u)
  const row = segmentOf(line, v)
  const right = shareOf(line, column, u)
  const low = shareOf(line, row, v)
  const at = row * line.length + column
  const upper = (shifts[at] ?? 0) * (1 - right) + (shifts[at + 1] ?? 0) * right
  const lower = (shifts[at + line.length] ?? 0) * (1 - right) + (shifts[at + line.length + 1] ?? 0) * right
  return upper * (1 - low) + lower * low
}

function segmentOf(line: readonly number[], place: number): number {
  let segment = 0
  while (segment < line.length - 2 && place > (line[segment + 1] ?? 0)) segment++
  return segment
}

function shareOf(line: readonly number[], segment: number, place: number): number {
  const from = line[segment] ?? 0
  const to = line[segment + 1] ?? 0
  return Math.min(1, Math.max(0, (place - from) / (to - from)))
}
