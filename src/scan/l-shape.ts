import type { Point } from '../domain/pixels'
import type { Plane } from './plane'

/** Two straight sides of a shape that meet at right angles, or nearly. */
export interface Corner {
  readonly corner: Point
  readonly ends: readonly [Point, Point]
  /** Is the shape darker than its surroundings? */
  readonly dark: boolean
  /** The brightest value that is dark. */
  readonly threshold: number
}

/** A Data Matrix has an even number of modules along each side. */
const FEWEST = 8
const MOST = 144

/** Shares of what must be right along a side: some modules are lost to blur. */
const LEAST_IN_EDGE = 0.95
const LEAST_IN_QUIET_ZONE = 0.9

/** Sides of a rectangular one differ by this factor at most. */
const MOST_OBLONG = 4.5

/** Is this corner's shape a Data Matrix: solid along both sides, dotted along the two opposite ones? */
export function isDataMatrix(plane: Plane, shape: Corner): boolean {
  const [a, b] = shape.ends.map((end) => distance(shape.corner, end)) as [number, number]
  if (Math.max(a, b) > MOST_OBLONG * Math.min(a, b)) return false
  const module = thicknessOf(plane, shape)
  if (module < LEAST_MODULE || Math.min(a, b) < (1 - MOST_ERROR) * FEWEST * module) return false
  return sizesNear(a / module).some((first) =>
    sizesNear(b / module)
      .filter((second) => isSquare(a / first, b / second))
      .some((second) => hasEdges(plane, shape, [first, second])),
  )
}

/** Are modules of these sides square, or seen from a little aside? */
function isSquare(a: number, b: number): boolean {
  return Math.max(a, b) < 1.15 * Math.min(a, b)
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}

/** The share by which the measured thickness of a side of few pixels may be off. */
const MOST_ERROR = 0.35

/** The numbers of modules that a measured one may stand for, the nearest first. */
function sizesNear(measured: number): number[] {
  const sizes: number[] = []
  const from = 2 * Math.ceil((measured * (1 - MOST_ERROR)) / 2)
  for (let size = from; size <= measured * (1 + MOST_ERROR); size += 2) {
    if (size >= FEWEST && size <= MOST) sizes.push(size)
  }
  return sizes.sort((a, b) => Math.abs(a - measured) - Math.abs(b - measured))
}

/** Pixels of a level. */
const LEAST_MODULE = 1.5

const PROBES = 24

/**
 * The thickness of the first side in pixels: as deep as it is where it is thinnest, one module. The second thinnest of
 * 24 places counts, since one may be hurt.
 */
function thicknessOf(plane: Plane, shape: Corner): number {
  const { corner, ends } = shape
  const [end, inwards] = ends
  const length = distance(corner, inwards)
  const step = { x: (inwards.x - corner.x) / length, y: (inwards.y - corner.y) / length }
  const thickest = ((1 + MOST_ERROR) * length) / FEWEST
  let thinnest = Infinity
  let second = Infinity
  for (let i = 2; i < PROBES - 2; i++) {
    const share = (i + 0.5) / PROBES
    const x = corner.x + (end.x - corner.x) * share
    const y = corner.y + (end.y - corner.y) * share
    const depth = depthAt(plane, shape, { x, y }, step, thickest)
    if (depth < thinnest) [thinnest, second] = [depth, thinnest]
    else if (depth < second) second = depth
  }
  return second
}

/** How far the shape's colour reaches inwards from a place on its side, in pixels. */
function depthAt(plane: Plane, shape: Corner, from: Point, step: Point, most: number): number {
  let depth = 1 // the edge itself may be grey
  while (depth < most && isSet(plane, shape, from.x + step.x * depth, from.y + step.y * depth)) depth += 0.5
  return depth
}

/** All that is known of any Data Matrix, with these numbers of modules along its sides. */
function hasEdges(plane: Plane, shape: Corner, sizes: readonly [number, number]): boolean {
  const [first, second] = sizes
  const along = (share: (i: number) => boolean, count: number) => shareOf(count, share)
  const at = (u: number, v: number) => isModuleSet(plane, shape, sizes, u, v)
  return (
    along((i) => at(i, second - 1) === (i % 2 === 0), first) >= LEAST_IN_EDGE &&
    along((i) => at(first - 1, i) === (i % 2 === 0), second) >= LEAST_IN_EDGE &&
    along((i) => at(i, 0), first) >= LEAST_IN_EDGE &&
    along((i) => at(0, i), second) >= LEAST_IN_EDGE &&
    along((i) => !at(i, -1) && !at(i, second), first) >= LEAST_IN_QUIET_ZONE &&
    along((i) => !at(-1, i) && !at(first, i), second) >= LEAST_IN_QUIET_ZONE
  )
}

function shareOf(count: number, isRight: (i: number) => boolean): number {
  let right = 0
  for (let i = 0; i < count; i++) if (isRight(i)) right++
  return right / count
}

/** `u` counts modules from the corner along the first side, `v` along the second. */
function isModuleSet(
  plane: Plane,
  shape: Corner,
  [first, second]: readonly [number, number],
  u: number,
  v: number,
): boolean {
  const { corner, ends } = shape
  const [a, b] = ends
  const s = (u + 0.5) / first
  const t = (v + 0.5) / second
  const x = corner.x + (a.x - corner.x) * s + (b.x - corner.x) * t
  const y = corner.y + (a.y - corner.y) * s + (b.y - corner.y) * t
  return isSet(plane, shape, x, y)
}

/** Has the picture the shape's colour at this place? Outside it has not. */
function isSet({ data, width, height }: Plane, { dark, threshold }: Corner, x: number, y: number): boolean {
  const column = Math.floor(x)
  const row = Math.floor(y)
  if (column < 0 || row < 0 || column >= width || row >= height) return false
  return (data[row * width + column] ?? 0) <= threshold === dark
}
