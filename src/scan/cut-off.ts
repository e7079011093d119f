import type { Finder } from './finder'
import type { Plane } from './plane'

/** Finders less clear than this are not evidence. */
const MOST_UNEVEN = 0.25
const LEAST_WEIGHT = 0.6

/** So many clear finders are a pattern, not a code. */
const MOST_FINDERS = 40

/** Dots that must be seen before the edge, and by what share their number may be off. */
const LEAST_DOTS = 5
const MOST_ERROR = 0.15

const DIRECTIONS = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
] as const

/**
 * Does a code run out of the picture? Says so on good evidence only: a finder from which a timing pattern, dots of one
 * module each, leads right to an edge. Looks along rows and columns, where screens have it.
 *
 * @param finders those that belong to no symbol that was read
 */
export function isCutOff(plane: Plane, finders: readonly Finder[]): boolean {
  const clear = finders.filter((one) => one.uneven <= MOST_UNEVEN && one.weight >= LEAST_WEIGHT)
  if (clear.length > MOST_FINDERS) return false
  return clear.some((finder) =>
    DIRECTIONS.some(([dx, dy]) => leadsOut(plane, finder, dx, dy, 1) || leadsOut(plane, finder, dx, dy, -1)),
  )
}

/**
 * The timing pattern starts five modules from the finder's middle, three to the side: on which side depends on the
 * corner.
 */
function leadsOut(plane: Plane, finder: Finder, dx: number, dy: number, side: 1 | -1): boolean {
  const { x, y, module } = finder
  const startX = x + (5 * dx - 3 * side * dy) * module
  const startY = y + (5 * dy + 3 * side * dx) * module
  if (!isInside(plane, startX, startY)) return false
  const length = dx === 0 ? (dy > 0 ? plane.height - startY : startY) : dx > 0 ? plane.width - startX : startX
  const expected = length / module
  if (expected < LEAST_DOTS) return false
  const changes = countChanges(plane, startX, startY, dx, dy, finder.threshold)
  return Math.abs(changes - expected) <= Math.max(1, MOST_ERROR * expected)
}

function countChanges(plane: Plane, x: number, y: number, dx: number, dy: number, threshold: number): number {
  let changes = 0
  let previous = isDark(plane, x, y, threshold)
  for (; isInside(plane, x, y); x += dx, y += dy) {
    const dark = isDark(plane, x, y, threshold)
    if (dark !== previous) changes++
    previous = dark
  }
  return changes
}

function isDark({ data, width }: Plane, x: number, y: number, threshold: number): boolean {
  return (data[Math.floor(y) * width + Math.floor(x)] ?? 0) <= threshold
}

function isInside({ width, height }: Plane, x: number, y: number): boolean {
  return x >= 0 && y >= 0 && x < width && y < height
}
