import { measureCrossSection, moduleOfRuns, type CrossSection } from './cross-section'
import type { Finder } from './finder'
import type { Level } from './pyramid'
import { measureRing, type Ring } from './ring'
import { thresholdAt } from './thresholds'

/** More is no page with codes but a pattern made of finders: enough is seen. */
const MOST_SIGHTINGS = 3000
/** The most even are kept: a page of text has some hundred chance ones, twenty codes have sixty. */
const MOST_FINDERS = 200

interface Sighting extends Finder {
  /** Rows in which it was met. */
  rows: number
}

/**
 * Finds the finder patterns of both polarities on one level, in coordinates of the picture.
 *
 * @param rowStep every how many rows a row is looked at.
 * @param isLate asked before every block of rows; when it says so, the rows that are left are not looked at.
 */
export function findFinders(level: Level, rowStep: number, isLate: () => boolean): Finder[] {
  const { width, height } = level.plane
  const found: Sighting[] = []
  const edges = new Int32Array(width + 2)
  let recent = 0
  for (let y = rowStep >> 1; y < height && found.length < MOST_SIGHTINGS; y += rowStep) {
    const count = collectEdges(level, y, edges)
    if (y % 64 < rowStep && isLate()) break
    while (isAbove(found[recent], y)) recent++
    if (count > 5) searchRow(level, y, edges, count, found, recent)
  }
  if (found.length > MOST_FINDERS) found.sort((a, b) => a.uneven - b.uneven)
  return found.slice(0, MOST_FINDERS).map((sighting) => toPicture(sighting, level.scale, rowStep))
}

function isAbove(one: Sighting | undefined, y: number): boolean {
  return one !== undefined && one.y + SAME_DOWN * one.module < y
}

/** The core is three modules high, and its first and last row are often lost to blur. */
const SURE_ROWS_PER_MODULE = 2.2

function toPicture(sighting: Sighting, scale: number, rowStep: number): Finder {
  const { x, y, module, rows } = sighting
  const weight = Math.min(1.2, (rows * rowStep) / (SURE_ROWS_PER_MODULE * module))
  const { dark, uneven, threshold } = sighting
  return { x: x * scale, y: y * scale, module: module * scale, dark, weight, uneven, threshold }
}

/**
 * Writes the positions where a row changes between dark and light, the row's start and end included.
 *
 * @returns how many there are. The run from edges[0] on is dark when the row's first pixel is, and so on in turns.
 */
function collectEdges(level: Level, y: number, edges: Int32Array): number {
  const { data, width } = level.plane
  const { threshold, textured, columns, shift } = level.map
  const row = y * width
  const block = (y >> shift) * columns
  let count = 1
  let dark = isDark(level, 0, y)
  edges[0] = 0
  for (let column = 0, x = 0; x < width; column++) {
    const end = Math.min((column + 1) << shift, width)
    const limen = threshold[block + column] ?? 0
    // A flat block has one colour: its first pixel speaks for all.
    const last = (textured[block + column] ?? 0) === 0 ? Math.min(x + 1, end) : end
    for (; x < last; x++) {
      if ((data[row + x] ?? 0) <= limen === dark) continue
      edges[count++] = x
      dark = !dark
    }
    x = end
  }
  edges[count++] = width
  return count
}

function isDark(level: Level, x: number, y: number): boolean {
  return (level.plane.data[y * level.plane.width + x] ?? 0) <= thresholdAt(level.map, x, y)
}

/** Pixels of the level along a module; on smaller levels, finer ones are left to the level before, which shows them better. */
const SMALLEST = 0.9
const SMALLEST_SHRUNK = 1.6

/** Tests every five runs of a row. A pattern that starts with a light run belongs to a light-on-dark code. */
function searchRow(
  level: Level,
  y: number,
  edges: Int32Array,
  count: number,
  found: Sighting[],
  recent: number,
): void {
  const firstIsDark = isDark(level, 0, y)
  const least = level.scale > 1 ? SMALLEST_SHRUNK : SMALLEST
  for (let i = 0; i + 5 < count; i++) {
    const coreStart = edges[i + 2] ?? 0
    const core = (edges[i + 3] ?? 0) - coreStart
    const gapA = coreStart - (edges[i + 1] ?? 0)
    const gapB = (edges[i + 4] ?? 0) - coreStart - core
    if (core <= gapA || core <= gapB || core > 6 * gapA || core > 6 * gapB) continue
    const outerA = (edges[i + 1] ?? 0) - (edges[i] ?? 0)
    const outerB = (edges[i + 5] ?? 0) - (edges[i + 4] ?? 0)
    const module = moduleOfRuns(outerA, gapA, core, gapB, outerB)
    if (module < least) continue
    const x = coreStart + core / 2
    const dark = firstIsDark === ((i & 1) === 0)
    if (!meetAgain(found, recent, x, y, dark)) examine(level, x, y, module, dark, found)
  }
}

/** Rows and columns this many modules from the middle still cross the core. */
const SAME_ACROSS = 1.5
const SAME_DOWN = 1.8

/** Counts a row of a finder that is known; only those from `recent` on reach down to this row. */
function meetAgain(found: readonly Sighting[], recent: number, x: number, y: number, dark: boolean): boolean {
  for (let i = found.length - 1; i >= recent; i--) {
    const one = found[i]
    if (one?.dark !== dark || Math.abs(one.x - x) >= SAME_ACROSS * one.module) continue
    if (Math.abs(one.y - y) >= SAME_DOWN * one.module) continue
    one.rows++
    return true
  }
  return false
}

const vertical: CrossSection = { centre: 0, module: 0 }
const horizontal: CrossSection = { centre: 0, module: 0 }
const ring: Ring = { module: 0, uneven: 0, threshold: 0 }

/** Adds the finder around this place of a row, if there is one: crosses it both ways, then looks for closed rings. */
function examine(level: Level, x: number, y: number, module: number, dark: boolean, found: Sighting[]): void {
  if (!measureCrossSection(level, x | 0, y, true, dark, module, vertical)) return
  if (vertical.module > 2.2 * module || module > 2.2 * vertical.module) return
  if (!measureCrossSection(level, x | 0, vertical.centre | 0, false, dark, module, horizontal)) return
  // Once more through the better middle: on tilted codes the first column may have passed beside it.
  const { centre, module: height } = vertical
  if (!measureCrossSection(level, horizontal.centre | 0, centre | 0, true, dark, module, vertical)) {
    vertical.centre = centre
    vertical.module = height
  }
  const across = horizontal.module
  if (!measureRing(level, horizontal.centre, vertical.centre, across, vertical.module, dark, ring)) return
  const { module: side, uneven, threshold } = ring
  found.push({
    x: horizontal.centre,
    y: vertical.centre,
    module: side,
    dark,
    weight: 0,
    threshold,
    uneven,
    rows: 1,
  })
}
