import type { Finder } from './finder'

/** Three finders that may belong to one symbol. */
export interface Triple {
  readonly topLeft: Finder
  readonly topRight: Finder
  readonly bottomLeft: Finder
  /** Modules along a side, as the distances suggest: not yet a size that symbols have. */
  readonly size: number
  /** How far from a square on paper, and how weakly seen: the smaller the likelier. */
  readonly doubt: number
}

/** What a triple may look like. */
export interface Tolerance {
  /** Largest |cosine| of the angle at the top left. */
  readonly cosine: number
  /** Largest |logarithm| of the ratio of the two sides. */
  readonly sides: number
  /** Largest ratio of module sizes. */
  readonly modules: number
  /** Finders seen in less than this share of their rows are left out. */
  readonly weight: number
  /** Finders whose rings are further from 3 : 5 : 7 than this are left out. */
  readonly uneven: number
}

/** Nearly every symbol on a screen; hardly any text passes. */
export const STRICT: Tolerance = { cosine: 0.3, sides: 0.42, modules: 1.6, weight: 0.28, uneven: 0.3 }
/** Seen from far aside: perspective leaves rings as even as they are. */
export const ASLANT: Tolerance = { cosine: 0.65, sides: 1.05, modules: 2.4, weight: 0.2, uneven: 0.3 }
/** Blurred, tiny or partly covered finders. */
export const USUAL: Tolerance = { ...STRICT, uneven: 1 }
/** Blur rounds the rings, not the distances. */
export const BLURRED: Tolerance = { ...STRICT, uneven: 0.46 }
export const LOOSE: Tolerance = { cosine: 0.5, sides: 0.75, modules: 2, weight: 0, uneven: 1 }

/** Twenty codes have sixty; the most even are kept. */
const MOST_FINDERS = 72
const MOST_TRIPLES = 400

const SMALLEST_SIZE = 21
const LARGEST_SIZE = 177

/** All triples of one polarity that could be a symbol's, the likeliest first. */
export function findTriples(finders: readonly Finder[], tolerance: Tolerance): Triple[] {
  const triples: Triple[] = []
  for (const dark of [true, false]) {
    const chosen = mostEven(finders.filter((one) => one.dark === dark && isFit(one, tolerance)))
    chosen.sort((a, b) => a.module - b.module)
    for (let i = 0; i < chosen.length; i++) collectAround(chosen, i, tolerance, triples)
  }
  return triples.sort((a, b) => a.doubt - b.doubt).slice(0, MOST_TRIPLES)
}

function isFit({ weight, uneven }: Finder, tolerance: Tolerance): boolean {
  return weight >= tolerance.weight && uneven <= tolerance.uneven
}

function mostEven(finders: Finder[]): Finder[] {
  if (finders.length <= MOST_FINDERS) return finders
  return finders.sort((a, b) => a.uneven - b.uneven).slice(0, MOST_FINDERS)
}

/** Enough for every triple of twenty codes; a wallpaper of finders has millions. */
const MOST_COLLECTED = 20_000

/** Triples with the i-th finder at the top left. `sorted` by module size, so that likes are neighbours. */
function collectAround(sorted: readonly Finder[], i: number, tolerance: Tolerance, triples: Triple[]): void {
  const corner = sorted[i]
  if (!corner) return
  let from = i
  while (from > 0 && (sorted[from - 1]?.module ?? 0) * tolerance.modules >= corner.module) from--
  for (let j = from; j < sorted.length && triples.length < MOST_COLLECTED; j++) {
    const right = sorted[j]
    if (!right || right.module > corner.module * tolerance.modules) break
    if (j !== i && isInReach(corner, right)) collectThird(sorted, from, corner, right, tolerance, triples)
  }
}

/** Rough bounds on the distance of two finders of one symbol; perspective may halve it. */
function isInReach(a: Finder, b: Finder): boolean {
  const distance = Math.sqrt((a.x - b.x) ** 2 + (a.y - b.y) ** 2) / a.module
  return distance > 0.5 * (SMALLEST_SIZE - 7) && distance < 1.6 * (LARGEST_SIZE - 7)
}

/** Looks for the bottom left finder where a quarter turn from the top right one leads. */
function collectThird(
  sorted: readonly Finder[],
  from: number,
  corner: Finder,
  right: Finder,
  tolerance: Tolerance,
  triples: Triple[],
): void {
  const dx = right.x - corner.x
  const dy = right.y - corner.y
  const reach = Math.sqrt(dx * dx + dy * dy) * (tolerance.sides + tolerance.cosine) * 1.2
  const expectedX = corner.x - dy
  const expectedY = corner.y + dx
  for (let k = from; k < sorted.length; k++) {
    const below = sorted[k]
    if (!below || below.module > corner.module * tolerance.modules) return
    if (Math.abs(below.x - expectedX) > reach || Math.abs(below.y - expectedY) > reach) continue
    if (below === corner || below === right) continue
    const triple = tripleOf(corner, right, below, tolerance)
    if (triple) triples.push(triple)
  }
}

function tripleOf(
  topLeft: Finder,
  topRight: Finder,
  bottomLeft: Finder,
  tolerance: Tolerance,
): Triple | undefined {
  const ax = topRight.x - topLeft.x
  const ay = topRight.y - topLeft.y
  const bx = bottomLeft.x - topLeft.x
  const by = bottomLeft.y - topLeft.y
  const a = Math.sqrt(ax * ax + ay * ay)
  const b = Math.sqrt(bx * bx + by * by)
  const sides = Math.abs(Math.log(a / b))
  const cosine = Math.abs(ax * bx + ay * by) / (a * b)
  if (sides > tolerance.sides || cosine > tolerance.cosine) return undefined
  const likeness = spread(topLeft.module, topRight.module, bottomLeft.module)
  if (likeness > tolerance.modules) return undefined
  // The parallelogram's area over a module's area: no rotation, stretch or shear changes it.
  const module = (topLeft.module + topRight.module + bottomLeft.module) / 3
  const size = Math.sqrt(Math.abs(ax * by - ay * bx)) / module + 7
  if (size < SMALLEST_SIZE * 0.85 || size > LARGEST_SIZE * 1.1) return undefined
  const weight = Math.min(topLeft.weight, topRight.weight, bottomLeft.weight)
  const uneven = (topLeft.uneven + topRight.uneven + bottomLeft.uneven) / 3
  // On a page of many codes, finders of different ones make squares too: larger ones.
  const doubt = cosine + sides + 0.6 * (likeness - 1) + 2.5 * uneven + size / 500 - 0.35 * weight
  return { topLeft, topRight, bottomLeft, size, doubt }
}

function spread(a: number, b: number, c: number): number {
  return Math.max(a, b, c) / Math.min(a, b, c)
}
