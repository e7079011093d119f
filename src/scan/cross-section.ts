import type { Level } from './pyramid'

/**
 * Tests the five runs of one line through a finder (outer ring, gap, core, gap, outer ring; in pixels).
 *
 * Only sums from edge to edge of the same kind are compared with each other: blur and a badly placed threshold make
 * all dark runs longer and all light ones shorter, and leave these sums alone. One outer run may be of any length,
 * because a code without a quiet zone touches dark things.
 *
 * @returns the module's length along the line in pixels, or 0 when this is no finder.
 */
export function moduleOfRuns(
  outerA: number,
  gapA: number,
  core: number,
  gapB: number,
  outerB: number,
): number {
  const module = (gapA + 2 * core + gapB) / 8
  if (module < 0.9) return 0
  const slack = 0.54 * module + 0.9
  if (Math.abs(gapA + core - 4 * module) > slack) return 0
  if (core < 1.7 * module - 0.3 || core > 4.3 * module + 0.3) return 0
  const widest = 1.8 * module + 0.5
  if (gapA < 0.3 * module || gapA > widest || gapB < 0.3 * module || gapB > widest) return 0
  if (outerA < 0.35 * module || outerB < 0.35 * module) return 0
  const longest = 2 * module + 0.7
  return outerA > longest && outerB > longest ? 0 : module
}

/** A line through a finder's middle. */
export interface CrossSection {
  /** Middle of the core along the line, in pixels of the level. */
  centre: number
  /** Module length along the line, in pixels of the level. */
  module: number
}

// Reused for every candidate: edges behind the start, then edges ahead of it. One scan runs at a time.
const edges = new Float64Array(6)

/**
 * Measures the cross-section through pixel (x, y) along one axis, with edges placed between pixels by their
 * brightness. Writes `out`.
 *
 * @returns whether it is a finder's.
 */
export function measureCrossSection(
  level: Level,
  x: number,
  y: number,
  vertical: boolean,
  dark: boolean,
  module: number,
  out: CrossSection,
): boolean {
  const stepX = vertical ? 0 : 1
  const stepY = vertical ? 1 : 0
  const limit = 5 * module + 3
  if (!findEdges(level, x, y, -stepX, -stepY, dark, limit, 0)) return false
  if (!findEdges(level, x, y, stepX, stepY, dark, limit, 3)) return false
  const [a1 = 0, a2 = 0, a3 = 0, b1 = 0, b2 = 0, b3 = 0] = edges
  out.module = moduleOfRuns(a3 - a2, a2 - a1, a1 + b1, b2 - b1, b3 - b2)
  out.centre = (vertical ? y : x) + 0.5 + (b1 - a1) / 2
  return out.module > 0
}

/**
 * Walks from the middle of pixel (x, y) until the colour has changed three times and writes the three distances to
 * `edges` from `at` on. The last run may end at the picture's edge or be cut at `limit` pixels.
 */
function findEdges(
  level: Level,
  x: number,
  y: number,
  stepX: number,
  stepY: number,
  dark: boolean,
  limit: number,
  at: number,
): boolean {
  const { data, width, height } = level.plane
  const { threshold, columns, shift } = level.map
  let inside = dark
  let changes = 0
  let run = 0
  let previous = data[y * width + x] ?? 0
  if (previous <= (threshold[(y >> shift) * columns + (x >> shift)] ?? 0) !== dark) return false
  for (let distance = 1; ; distance++, run++) {
    x += stepX
    y += stepY
    const outside = x < 0 || y < 0 || x >= width || y >= height
    if (outside || run > limit) {
      edges[at + changes] = distance - 0.5
      return changes === 2
    }
    const value = data[y * width + x] ?? 0
    const limen = threshold[(y >> shift) * columns + (x >> shift)] ?? 0
    if (value <= limen !== inside) {
      edges[at + changes] = distance - 1 + crossing(previous, value, limen + 0.5)
      if (++changes === 3) return true
      inside = !inside
      run = 0
    }
    previous = value
  }
}

/** Where between two pixels the brightness passes the threshold, 0 … 1. */
function crossing(from: number, to: number, threshold: number): number {
  if (from === to) return 0.5 // the threshold moved, not the brightness
  return Math.min(1, Math.max(0, (from - threshold) / (from - to)))
}
