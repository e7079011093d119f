import type { Finder } from './finder'
import { findFinders } from './find-finders'
import { mergeFinders } from './merge-finders'
import { MAXIMUM_PIXELS, type Pixels, type Point, type QrSymbol } from './pixels'
import { pyramidOf, type Level } from './pyramid'
import { readTriple, USUAL_EFFORT, type Effort } from './read-triple'
import { rankByTiming, type TimedTriple } from './timing'
import { findTriples, LOOSE, USUAL } from './triples'

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
  const search = { level: levels[0], finders, symbols: [] as QrSymbol[], used: new Set<Finder>(), isLate }
  for (let before = -1; search.symbols.length > before;) {
    before = search.symbols.length
    readAll(search, rankByTiming(search.level, findTriples(freeFinders(search), USUAL)), USUAL_EFFORT)
  }
  if (search.symbols.length === 0) {
    const loose: Effort = { ...USUAL_EFFORT, plausibility: 1.3, agreement: 0.72 }
    readAll(search, rankByTiming(search.level, findTriples(freeFinders(search), LOOSE), 0.8), loose)
  }
  return { symbols: search.symbols, timedOut: isLate() }
}

const NOTHING: Scan = { symbols: [], timedOut: false }

interface Search {
  readonly level: Level
  readonly finders: readonly Finder[]
  readonly symbols: QrSymbol[]
  readonly used: Set<Finder>
  readonly isLate: () => boolean
}

function freeFinders({ finders, used, symbols }: Search): Finder[] {
  return finders.filter((one) => !used.has(one) && !symbols.some((symbol) => contains(symbol.outline, one)))
}

function readAll(search: Search, triples: readonly TimedTriple[], effort: Effort): void {
  let failures = 0
  for (const triple of triples) {
    if (search.symbols.length >= MOST_SYMBOLS || failures > MOST_FAILURES || search.isLate()) return
    if (isTaken(search, triple)) continue
    const symbol = readTriple(search.level, triple, effort)
    if (symbol) {
      search.symbols.push(symbol)
      search.used.add(triple.topLeft).add(triple.topRight).add(triple.bottomLeft)
    } else failures++
  }
}

/** Is one of the finders, or the place between them, part of a symbol that was read? */
function isTaken({ used, symbols }: Search, { topLeft, topRight, bottomLeft }: TimedTriple): boolean {
  if (used.has(topLeft) || used.has(topRight) || used.has(bottomLeft)) return true
  const middle = { x: (topRight.x + bottomLeft.x) / 2, y: (topRight.y + bottomLeft.y) / 2 }
  return symbols.some((symbol) => contains(symbol.outline, middle))
}

/** Is a point inside a convex outline? */
function contains(outline: QrSymbol['outline'], point: Point): boolean {
  let side = 0
  for (let i = 0; i < 4; i++) {
    const a = outline[i] ?? point
    const b = outline[(i + 1) % 4] ?? point
    const turn = Math.sign((b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x))
    if (turn !== 0 && side !== 0 && turn !== side) return false
    if (turn !== 0) side = turn
  }
  return true
}
