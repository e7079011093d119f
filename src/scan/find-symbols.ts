import type { Finder } from './finder'
import { findFinders } from './find-finders'
import { mergeFinders } from './merge-finders'
import { MAXIMUM_PIXELS, type Pixels, type QrSymbol } from '../domain/pixels'
import { pyramidOf } from './pyramid'
import { contains } from './outline'
import type { Plane } from './plane'
import { BLURRED_EFFORT, LOOSE_EFFORT, readTriple, USUAL_EFFORT, type Effort } from './read-triple'
import { timeTriple } from './timing'
import { ASLANT, BLURRED, findTriples, LOOSE, STRICT, USUAL, type Tolerance, type Triple } from './triples'

export interface ScanOptions {
  /** Milliseconds of `now` after which what was found so far is returned. Without a clock there is no limit. */
  readonly timeLimit?: number
  /** A clock in milliseconds, such as `performance.now`. */
  readonly now?: () => number
}

export interface Scan {
  readonly symbols: readonly QrSymbol[]
  readonly timedOut: boolean
}

/** A page with more is no page with codes to add (SECURITY.md). */
export const MOST_SYMBOLS = 20

/** Symbols smaller than 21 pixels cannot be told from noise. */
const SMALLEST_SIDE = 21

/** Triples without dots between the finders, before giving up: on a page of text they are all such. */
const MOST_MISSES = 120

/** Triples that look right and still cannot be read, before giving up. */
const MOST_FAILURES = 25

/**
 * Finds and reads every QR code of a picture: dark on light or light on dark, at any angle.
 */
export function findSymbols(pixels: Pixels, options: ScanOptions = {}): Scan {
  const { width, height, data } = pixels
  if (width * height > MAXIMUM_PIXELS || data.length !== width * height * 4) return NOTHING
  if (Math.min(width, height) < SMALLEST_SIDE) return NOTHING
  const { now, timeLimit = 2000 } = options
  const deadline = now ? now() + timeLimit : Infinity
  const isLate = () => now !== undefined && now() > deadline
  const levels = pyramidOf(pixels)
  const finders = mergeFinders(levels.map((level) => findFinders(level, level.scale === 1 ? 2 : 1)))
  const search = {
    plane: levels[0].plane,
    finders,
    symbols: [] as QrSymbol[],
    used: new Set<Finder>(),
    isLate,
  }
  readAll(search, STRICT, USUAL_EFFORT)
  readAll(search, ASLANT, USUAL_EFFORT)
  readAll(search, USUAL, USUAL_EFFORT)
  if (search.symbols.length === 0) readAll(search, LOOSE, LOOSE_EFFORT)
  if (search.symbols.length === 0) readAll(search, BLURRED, BLURRED_EFFORT)
  return { symbols: search.symbols, timedOut: isLate() }
}

const NOTHING: Scan = { symbols: [], timedOut: false }

interface Search {
  readonly plane: Plane
  readonly finders: readonly Finder[]
  readonly symbols: QrSymbol[]
  readonly used: Set<Finder>
  readonly isLate: () => boolean
}

function freeFinders({ finders, used, symbols }: Search): Finder[] {
  return finders.filter((one) => !used.has(one) && !symbols.some((symbol) => contains(symbol.outline, one)))
}

/** Reads what it can, the likeliest triples first. */
function readAll(search: Search, tolerance: Tolerance, effort: Effort): void {
  const mostMisses = search.symbols.length > 0 ? MOST_MISSES / 3 : MOST_MISSES
  let misses = 0
  let failures = 0
  for (const triple of findTriples(freeFinders(search), tolerance)) {
    if (search.symbols.length >= MOST_SYMBOLS || search.isLate()) return
    if (isTaken(search, triple)) continue
    const timed = timeTriple(search.plane, triple, effort.timing)
    if (!timed) {
      if (++misses > mostMisses) return
      continue
    }
    const symbol = readTriple(search.plane, timed, effort)
    if (symbol) keep(search, symbol, triple)
    else if (++failures > MOST_FAILURES) return
  }
}

function keep({ symbols, used }: Search, symbol: QrSymbol, triple: Triple): void {
  symbols.push(symbol)
  used.add(triple.topLeft).add(triple.topRight).add(triple.bottomLeft)
}

/** Is one of the finders, or the place between them, part of a symbol that was read? */
function isTaken({ used, symbols }: Search, { topLeft, topRight, bottomLeft }: Triple): boolean {
  if (used.has(topLeft) || used.has(topRight) || used.has(bottomLeft)) return true
  const middle = { x: (topRight.x + bottomLeft.x) / 2, y: (topRight.y + bottomLeft.y) / 2 }
  return symbols.some((symbol) => contains(symbol.outline, middle))
}
