import type { Point } from '../domain/pixels'
import { followEdge, isEdge, type Edge, type Place } from './follow-edge'
import { isDataMatrix, type Corner } from './l-shape'
import type { Level } from './pyramid'
import { isFlat } from './thresholds'

/** Every how many rows a row is looked at: a symbol's side is no shorter. */
const ROW_STEP = 24

/** Pixels of a level: eight modules of three. */
const SHORTEST_SIDE = 24
/** 144 modules of sixteen: larger ones are found on a smaller level. */
const LONGEST_SIDE = 2304

/** Pixels of a short side from which on only the smaller levels are looked at: a large picture is not to take longest when it shows nothing. */
const LARGE = 1000

/**
 * Does the picture show a Data Matrix? Two of its edges, which meet in a corner, are solid; along the other two dark
 * and light modules take turns; around it all is light. Dark on light or the reverse, turned by any right angle and up
 * to some thirty degrees beside it.
 *
 * @param isLate asked for every row looked at; when it says so, nothing is shown
 */
export function showsDataMatrix(levels: readonly Level[], isLate: () => boolean): boolean {
  return levels.some((level) => {
    if (Math.min(level.plane.width, level.plane.height) >= LARGE) return false
    for (let y = ROW_STEP >> 1; y < level.plane.height && !isLate(); y += ROW_STEP) {
      if (isInRow(level, y)) return true
    }
    return false
  })
}

/** Looks at every edge of a row: each may be a symbol's left or right side. */
function isInRow(level: Level, y: number): boolean {
  const { plane, map } = level
  const row = y * plane.width
  for (let column = 0, x = 1; column < map.columns; column++) {
    const end = Math.min((column + 1) << map.shift, plane.width)
    const threshold = map.threshold[(y >> map.shift) * map.columns + column] ?? 0
    if (isFlat(map, column, y >> map.shift)) x = Math.max(x, end)
    for (; x < end; x++) {
      const darkBefore = (plane.data[row + x - 1] ?? 0) <= threshold
      if ((plane.data[row + x] ?? 0) <= threshold === darkBefore) continue
      if (isSide({ plane, threshold, down: true, darkBefore }, { along: y, at: x })) return true
    }
  }
  return false
}

const upper: Place = { along: 0, at: 0 }
const lower: Place = { along: 0, at: 0 }

/** Is the edge at this place one of a symbol's two solid sides? */
function isSide(edge: Edge, { along, at }: Readonly<Place>): boolean {
  upper.along = lower.along = along
  upper.at = lower.at = at
  // Longer upwards than to the row above: it was met there.
  if (followEdge(edge, upper, -1, ROW_STEP) === ROW_STEP) return false
  followEdge(edge, lower, 1, LONGEST_SIDE)
  if (lower.along + 1 - upper.along < SHORTEST_SIDE) return false
  const top = { x: upper.at, y: upper.along }
  const bottom = { x: lower.at, y: lower.along + 1 }
  return [true, false].some(
    (leftSide) => isCorner(edge, bottom, top, leftSide) || isCorner(edge, top, bottom, leftSide),
  )
}

/** Does another solid side start at one end of this one? Then the two are the L of a Data Matrix, or of something else. */
function isCorner(side: Edge, corner: Point, end: Point, leftSide: boolean): boolean {
  const isBottom = corner.y > end.y
  // The inside is right of a left side and above a bottom one; its colour is that of the solid sides.
  const darkInside = side.darkBefore !== leftSide
  const base: Edge = { ...side, down: false, darkBefore: isBottom === darkInside }
  const forward = leftSide ? 1 : -1
  const place = startOf(base, corner, leftSide)
  if (!place) return false
  if (followEdge(base, place, forward, LONGEST_SIDE) < SHORTEST_SIDE / 2) return false
  const far = { x: place.along + (leftSide ? 1 : 0), y: place.at }
  const found: Corner = { corner, ends: [end, far], dark: darkInside, threshold: side.threshold }
  return isDataMatrix(side.plane, found)
}

/** The other side's edge, near the corner: blur rounds it by a pixel or two. */
function startOf(base: Edge, corner: Point, leftSide: boolean): Place | undefined {
  const along = leftSide ? corner.x + 1 : corner.x - 2
  const at = [0, -1, 1, -2, 2].map((aside) => corner.y + aside).find((place) => isEdge(base, along, place))
  return at === undefined ? undefined : { along, at }
}
