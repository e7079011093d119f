import { fromCorrespondence, project, type Homography } from './homography'
import type { Plane } from './plane'
import { sampleAt } from './sample'
import type { Triple } from './triples'

/** The last alignment pattern's middle is this far from the symbol's right and lower edge, in modules. */
const INSET = 6.5

/** Of 25 modules, how many must be right for a pattern, and for one not worth bettering. */
const LEAST_RIGHT = 20
const CLEARLY_RIGHT = 24

/** Where a pattern was found. */
export interface Match {
  /** Offset from the expected place, in modules. */
  readonly u: number
  readonly v: number
  readonly right: number
  readonly score: number
}

/**
 * Finds the alignment pattern nearest to the fourth corner and corrects the map by it: with it the perspective is
 * known, which three finders only hint at.
 *
 * @returns undefined when there is none, as in the smallest symbol or under a logo.
 */
export function alignByPattern(
  plane: Plane,
  triple: Triple,
  h: Homography,
  size: number,
): Homography | undefined {
  if (size < 25) return undefined
  const dark = triple.topLeft.dark
  const reach = Math.min(8, Math.max(2.5, size * 0.1))
  const match = findPattern(plane, h, size - INSET, size - INSET, dark, reach)
  if (!match) return undefined
  const found = project(h, size - INSET + match.u, size - INSET + match.v)
  const modules = [
    { x: 3.5, y: 3.5 },
    { x: size - 3.5, y: 3.5 },
    { x: size - INSET, y: size - INSET },
    { x: 3.5, y: size - 3.5 },
  ]
  return fromCorrespondence(modules, [triple.topLeft, triple.topRight, found, triple.bottomLeft])
}

/**
 * Looks for an alignment pattern around an expected place, in ring after ring of half-module steps, and stops when one
 * clearly fits.
 */
export function findPattern(
  plane: Plane,
  h: Homography,
  expectedU: number,
  expectedV: number,
  dark: boolean,
  reach: number,
): Match | undefined {
  let best: Match | undefined
  for (let ring = 0; ring <= 2 * reach; ring++) {
    for (let j = -ring; j <= ring; j++) {
      const inner = Math.abs(j) < ring
      for (let i = -ring; i <= ring; i += inner ? 2 * ring : 1) {
        const match = matchAt(plane, h, expectedU, expectedV, i / 2, j / 2, dark)
        if (match && (!best || match.score > best.score)) best = match
      }
    }
    // One more ring than needed: the best place may lie between two.
    if (best && best.right >= CLEARLY_RIGHT && ring > 2 * Math.hypot(best.u, best.v)) return best
  }
  return best
}

const samples = new Float64Array(25)

function matchAt(
  plane: Plane,
  h: Homography,
  expectedU: number,
  expectedV: number,
  u: number,
  v: number,
  dark: boolean,
): Match | undefined {
  let light = 0
  let rest = 0
  for (let y = -2, i = 0; y <= 2; y++) {
    for (let x = -2; x <= 2; x++, i++) {
      const value = sampleAt(plane, h, expectedU + u + x, expectedV + v + y)
      samples[i] = value
      if (isRing(x, y)) light += value / 8
      else rest += value / 17
    }
  }
  const contrast = dark ? light - rest : rest - light
  if (contrast < 4) return undefined
  const right = countRight((light + rest) / 2, dark)
  if (right < LEAST_RIGHT) return undefined
  return { u, v, right, score: right + contrast / 64 - Math.hypot(u, v) / 2 }
}

function isRing(x: number, y: number): boolean {
  return Math.max(Math.abs(x), Math.abs(y)) === 1
}

function countRight(threshold: number, dark: boolean): number {
  let right = 0
  for (let y = -2, i = 0; y <= 2; y++) {
    for (let x = -2; x <= 2; x++, i++) {
      const isLight = (samples[i] ?? 0) > threshold === dark
      if (isLight === isRing(x, y)) right++
    }
  }
  return right
}
