import type { Point } from '../domain/pixels'
import type { Finder } from './finder'
import type { Plane } from './plane'
import { countDotsAcross } from './timing'

/** Finders less clear than this are not evidence. */
const MOST_UNEVEN = 0.25
const LEAST_WEIGHT = 0.6

/** So many clear finders are a pattern, not a code. */
const MOST_FINDERS = 40

/** Of the modules between two finders, the share by which the counted dots may be off. */
const MOST_ERROR = 0.12

/**
 * Does a code run out of the picture? Says so only on good evidence: two finders joined by a timing pattern, and the
 * rest of their symbol beyond an edge. A code of which a single finder is to be seen goes unnoticed.
 *
 * @param finders those that belong to no symbol that was read
 */
export function isCutOff(plane: Plane, finders: readonly Finder[]): boolean {
  const clear = finders.filter((one) => one.uneven <= MOST_UNEVEN && one.weight >= LEAST_WEIGHT)
  if (clear.length > MOST_FINDERS) return false
  return clear.some((a) => clear.some((b) => a !== b && a.dark === b.dark && runsOut(plane, a, b)))
}

/** Takes the finders for a symbol's two upper ones; the pair in the other order gives the other side. */
function runsOut(plane: Plane, a: Finder, b: Finder): boolean {
  if (a.module > 1.25 * b.module || b.module > 1.25 * a.module) return false
  const across = { x: b.x - a.x, y: b.y - a.y }
  const size = Math.hypot(across.x, across.y) / ((a.module + b.module) / 2) + 7
  if (size < 19 || size > 180) return false
  const third = { ...a, x: a.x - across.y, y: a.y + across.x }
  const fourth = { x: third.x + across.x, y: third.y + across.y }
  if (isInside(plane, third) && isInside(plane, fourth)) return false
  const counted = countDotsAcross(plane, { topLeft: a, topRight: b, bottomLeft: third, size, doubt: 0 })
  return Math.abs(counted - size) <= MOST_ERROR * size
}

function isInside({ width, height }: Plane, { x, y }: Point): boolean {
  return x > 0 && y > 0 && x < width && y < height
}
