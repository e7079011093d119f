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
    const places = placesOf(chosen)
    for (let i = 0; i < chosen.length; i++) collectAround(chosen, places, i, tolerance, triples)
  }
  return likeliest(triples).sort((a, b) => a.doubt - b.doubt)
}

/** Numbers are sorted much faster than what they belong to. */
function likeliest(triples: Triple[]): Triple[] {
  if (triples.length <= MOST_TRIPLES) return triples
  const most = Float64Array.from(triples, ({ doubt }) => doubt).sort()[MOST_TRIPLES - 1] ?? 0
  return triples.filter(({ doubt }) => doubt <= most)
}

function isFit({ weight, uneven }: Finder, tolerance: Tolerance): boolean {
  return weight >= tolerance.weight && uneven <= tolerance.uneven
}

function mostEven(finders: Finder[]): Finder[] {
  if (finders.length <= MOST_FINDERS) return finders
  return finders.sort((a, b) => a.uneven - b.uneven).slice(0, MOST_FINDERS)
}

/** Where finders are, apart from all else that is known of them: this is read half a million times. */
interface Places {
  readonly x: Float64Array
  readonly y: Float64Array
}

function placesOf(finders: readonly Finder[]): Places {
  return { x: Float64Array.from(finders, ({ x }) => x), y: Float64Array.from(finders, ({ y }) => y) }
}

/** Enough for every triple of twenty codes; a wallpaper of finders has millions. */
const MOST_COLLECTED = 20_000

/** Triples with the i-th finder at the top left. `sorted` by module size, so that likes are neighbours. */
function collectAround(
  sorted: readonly Finder[],
  places: Places,
  i: number,
  tolerance: Tolerance,
  triples: Triple[],
): void {
  const corner = sorted[i]
  if (!corner) return
  let from = i
  while (from > 0 && (sorted[from - 1]?.module ?? 0) * tolerance.modules >= corner.module) from--
  let to = i + 1
  while (to < sorted.length && (sorted[to]?.module ?? 0) <= corner.module * tolerance.modules) to++
  for (let j = from; j < to && triples.length < MOST_COLLECTED; j++) {
    const right = sorted[j]
    if (!right || j === i || !isInReach(corner, right)) continue
    for (let k = thirdFrom(from, places, to, i, j, tolerance); k < to;) {
      const below = sorted[k]
      const triple = below && tripleOf(corner, right, below, tolerance)
      if (triple) triples.push(triple)
      k = thirdFrom(k + 1, places, to, i, j, tolerance)
    }
  }
}

/** Rough bounds on the distance of two finders of one symbol; perspective may halve it. */
function isInReach(a: Finder, b: Finder): boolean {
  const distance = Math.sqrt((a.x - b.x) ** 2 + (a.y - b.y) ** 2) / a.module
  return distance > 0.5 * (SMALLEST_SIZE - 7) && distance < 1.6 * (LARGEST_SIZE - 7)
}

/**
 * The next finder, from the k-th on and before the `to`-th, that may be the bottom left one to the i-th at the top left
 * and the j-th at the top right: a quarter turn further, and about as far. `to` when there is none.
 */
function thirdFrom(
  k: number,
  { x, y }: Places,
  to: number,
  i: number,
  j: number,
  tolerance: Tolerance,
): number {
  const cornerX = x[i] ?? 0
  const cornerY = y[i] ?? 0
  const ax = (x[j] ?? 0) - cornerX
  const ay = (y[j] ?? 0) - cornerY
  const a = ax * ax + ay * ay
  const nearest = a * Math.exp(-2 * tolerance.sides)
  const farthest = a * Math.exp(2 * tolerance.sides)
  const aslant = a * tolerance.cosine ** 2
  for (; k < to; k++) {
    const bx = (x[k] ?? 0) - cornerX
    const by = (y[k] ?? 0) - cornerY
    if (ax * by < ay * bx) continue // the other way round
    const b = bx * bx + by * by
    if (b < nearest || b > farthest || (ax * bx + ay * by) ** 2 > aslant * b) continue
    if (k !== i && k !== j) return k
  }
  return to
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
