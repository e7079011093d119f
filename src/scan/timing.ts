import { fromFinders, type Homography } from './homography'
import type { Plane } from './plane'
import { shadeAt, shadeThrough, type Shade } from './shade'
import type { Triple } from './triples'

/** A triple with what its two timing patterns (the dotted lines between the finders) say. */
export interface TimedTriple extends Triple {
  /** Sizes that the counted dots allow, likeliest first. Every one is 21, 25 … 177. */
  readonly sizes: readonly number[]
}

/**
 * Counts the dots between the finders: three finders of different symbols have none.
 *
 * @returns undefined when no symbol's dots are there.
 */
export function timeTriple(plane: Plane, triple: Triple, mostError: number): TimedTriple | undefined {
  const flat = countDots(plane, triple, false, mostError)
  const tilted = isUneven(triple) ? countDots(plane, triple, true, mostError) : undefined
  const best = tilted && (!flat || tilted.error < flat.error) ? tilted : flat
  if (!best || best.error > mostError) return undefined
  return { ...triple, sizes: best.sizes }
}

/** Do the finders differ in size by more than measuring does? Then the symbol is seen in perspective. */
export function isUneven({ topLeft, topRight, bottomLeft }: Triple): boolean {
  const sizes = [topLeft.module, topRight.module, bottomLeft.module]
  return Math.max(...sizes) > 1.06 * Math.min(...sizes)
}

/** The map that a triple suggests; with `tilted`, the finders' sizes give the perspective. */
export function homographyOf(triple: Triple, size: number, tilted: boolean): Homography {
  const { topLeft, topRight, bottomLeft } = triple
  if (!tilted) return fromFinders(topLeft, topRight, bottomLeft, size, 1, 1)
  // A small area around a point shrinks with the third power of the homogeneous coordinate, its side with 3/2.
  let w1 = (topLeft.module / topRight.module) ** (2 / 3)
  let w2 = (topLeft.module / bottomLeft.module) ** (2 / 3)
  const farCorner = w1 + w2 - 1
  if (farCorner < 0.3) {
    // The fourth corner would be at or behind the eye: the sizes were measured badly.
    const scale = 1.3 / (w1 + w2)
    w1 *= scale
    w2 *= scale
  }
  return fromFinders(topLeft, topRight, bottomLeft, size, w1, w2)
}

function countDots(
  plane: Plane,
  triple: Triple,
  tilted: boolean,
  mostError: number,
): { sizes: number[]; error: number } | undefined {
  const size = Math.max(21, triple.size)
  const h = homographyOf(triple, size, tilted)
  const a = countLine(plane, triple, h, size, true)
  if (a < 0 || Math.abs(a - size) > size * mostError) return undefined
  const b = countLine(plane, triple, h, size, false)
  if (b < 0) return undefined
  const error =
    Math.min(Math.abs(a - size) / size, 0.6) +
    Math.min(Math.abs(b - size) / size, 0.6) +
    Math.min(Math.abs(a - b) / size, 0.5)
  return { sizes: likelySizes(size, a, b), error }
}

/** The size that one timing pattern tells: its modules, and 6.5 on either side up to the middle of its first. */
function countLine(plane: Plane, triple: Triple, h: Homography, size: number, across: boolean): number {
  const shade = shadeThrough(triple.topLeft, triple.topRight, triple.bottomLeft)
  const steps = Math.max(24, Math.round((size - 13) * Math.min(6, Math.max(3, triple.topLeft.module * 1.3))))
  const [u, v] = across ? [size - 6.5, 6.5] : [6.5, size - 6.5]
  const changes = changesBetween(plane, shade, h, 6.5, 6.5, u, v, steps)
  return changes < 0 ? -1 : changes + 13
}

/** Sizes to try: those counted, when they are near enough to the measured one, then those nearest to it. */
function likelySizes(measured: number, ...counted: number[]): number[] {
  const nearest = Math.min(177, Math.max(21, Math.round((measured - 17) / 4) * 4 + 17))
  const near = Math.max(5, measured * 0.2)
  const plausible = counted.filter((n) => n % 4 === 1 && Math.abs(n - measured) <= near)
  const sizes = new Set([...plausible, nearest, nearest + 4, nearest - 4])
  return [...sizes].filter((n) => n >= 21 && n <= 177)
}

/** How often the colour changes on a straight line between two modules; −1 when it leaves the picture. */
function changesBetween(
  plane: Plane,
  shade: Shade,
  h: Homography,
  u0: number,
  v0: number,
  u1: number,
  v1: number,
  steps: number,
): number {
  // Evenly spaced in modules, not in pixels: with perspective the far dots are the smaller ones.
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, i = 0, j = 0] = h
  let changes = -1
  let previous = -1
  for (let step = 0; step <= steps; step++) {
    const u = u0 + ((u1 - u0) * step) / steps
    const v = v0 + ((v1 - v0) * step) / steps
    const w = 1 / (g * u + i * v + j)
    const dark = shadeAt(plane, shade, (a * u + b * v + c) * w, (d * u + e * v + f) * w)
    if (dark < 0) return -1
    if (dark !== previous) changes++
    previous = dark
  }
  return changes
}
