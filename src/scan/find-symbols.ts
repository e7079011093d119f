import { MAXIMUM_PIXELS, MOST_SYMBOLS, type Pixels, type QrSymbol } from '../domain/pixels'
import { isCutOff } from './cut-off'
import type { Finder } from './finder'
import { findFinders } from './find-finders'
import { mergeFinders } from './merge-finders'
import { contains } from './outline'
import { otherSymbology, type OtherSymbology } from './other-symbologies'
import type { Plane } from './plane'
import { pyramidOf } from './pyramid'
import { BLURRED_EFFORT, readTriple, USUAL_EFFORT, type Effort } from './read-triple'
import { timeTriple } from './timing'
import { ASLANT, BLURRED, findTriples, STRICT, USUAL, type Tolerance, type Triple } from './triples'

export interface ScanOptions {
  /** Milliseconds of `now` after which what was found so far is returned; 2000 unless told. */
  readonly timeLimit?: number
  /** A clock in milliseconds, such as `performance.now`. Without one there is no time limit. */
  readonly now?: () => number
}

export interface Scan {
  /** What was read, in no order; a code that is shown twice is here twice. */
  readonly symbols: readonly QrSymbol[]
  /** Stopped at the time limit: there may be more. */
  readonly timedOut: boolean
  /** A code runs out of the picture: its finders are there, the rest is beyond an edge. */
  readonly cutOff: boolean
  /** What there is instead of a code that can be read, when nothing was read. */
  readonly unsupported: Unsupported | undefined
}

/** `structured-append`: one part of a message that is spread over several codes. */
export type Unsupported = OtherSymbology | 'structured-append'

/** Did the scan stop at its limit of symbols or time? */
export const mayHoldMore = ({ symbols, timedOut }: Scan): boolean =>
  timedOut || symbols.length >= MOST_SYMBOLS

/** What there was to see instead of a code that could be read. */
export function signOf({
  cutOff,
  unsupported,
  timedOut,
}: Scan): 'none' | 'cut-off' | 'too-much' | Unsupported {
  if (cutOff) return 'cut-off'
  if (unsupported) return unsupported
  return timedOut ? 'too-much' : 'none'
}

/** Milliseconds. */
const TIME_LIMIT = 2000

/** Version 1 has 21 modules; less than a pixel for each cannot be read. */
const SMALLEST_SIDE = 21

/** Triples without dots between the finders, before giving up: on a page of text they are all such. */
const MOST_MISSES = 60

/** The same when something was read: further codes are as clear, so they come early. */
const MOST_MISSES_AFTER = 40

/** Triples that look right and still cannot be read, before giving up. */
const MOST_FAILURES = 25

const NOTHING: Scan = { symbols: [], timedOut: false, cutOff: false, unsupported: undefined }

/**
 * Finds and reads every QR code of a picture: dark on light or light on dark, at any angle. Alpha is not looked at.
 * Nothing is found in a picture larger than `MAXIMUM_PIXELS` or whose data has another length than its size says.
 */
export function findSymbols(pixels: Pixels, options: ScanOptions = {}): Scan {
  if (!isReadable(pixels)) return NOTHING
  const isLate = lateness(options)
  const levels = pyramidOf(pixels)
  const finders = mergeFinders(levels.map((level) => findFinders(level, level.scale <= 2 ? 2 : 1, isLate)))
  const search = new Search(levels[0].plane, finders, isLate)
  for (const [tolerance, effort] of ALWAYS) search.readAll(tolerance, effort)
  if (search.symbols.length === 0) search.readAll(BLURRED, BLURRED_EFFORT)
  const found = search.result()
  if (found.symbols.length > 0 || found.unsupported) return found
  return { ...found, unsupported: otherSymbology(levels, finders, isLate) }
}

/** From the clearest, where hardly a triple is wrong, to the doubtful. */
const ALWAYS: readonly (readonly [Tolerance, Effort])[] = [
  [STRICT, USUAL_EFFORT],
  [ASLANT, USUAL_EFFORT],
  [USUAL, USUAL_EFFORT],
]

/** Sizes may lie: they are held against the limit and the data before anything is allocated for them. */
export function isReadable(pixels: Pixels): boolean {
  const { width, height } = pixels
  if (!Number.isInteger(width) || !Number.isInteger(height)) return false
  if (Math.min(width, height) < SMALLEST_SIDE || width * height > MAXIMUM_PIXELS) return false
  return pixels.data.length === width * height * 4
}

function lateness({ now, timeLimit = TIME_LIMIT }: ScanOptions): () => boolean {
  if (!now) return () => false
  const deadline = now() + timeLimit
  return () => now() > deadline
}

/** The finders of one picture and what was read with them. */
class Search {
  readonly symbols: QrSymbol[] = []
  readonly #plane: Plane
  readonly #finders: readonly Finder[]
  readonly #isLate: () => boolean
  readonly #used = new Set<Finder>()
  #timedOut = false
  /** A code was decoded that is one part of a message. */
  #isPart = false

  constructor(plane: Plane, finders: readonly Finder[], isLate: () => boolean) {
    this.#plane = plane
    this.#finders = finders
    this.#isLate = isLate
  }

  /** Reads what it can, the likeliest triples first. */
  readAll(tolerance: Tolerance, effort: Effort): void {
    const mostMisses = this.symbols.length > 0 ? MOST_MISSES_AFTER : MOST_MISSES
    let misses = 0
    let failures = 0
    for (const triple of findTriples(this.#freeFinders(), tolerance)) {
      if (this.#isDone() || misses > mostMisses || failures > MOST_FAILURES) return
      if (this.#isTaken(triple)) continue
      const timed = timeTriple(this.#plane, triple, effort.timing)
      if (!timed) misses++
      else if (!this.#keep(triple, readTriple(this.#plane, timed, effort))) failures++
    }
  }

  result(): Scan {
    const { symbols } = this
    const cutOff = isCutOff(this.#plane, this.#freeFinders())
    const unsupported = this.#isPart && symbols.length === 0 ? 'structured-append' : undefined
    return { symbols, timedOut: this.#timedOut || this.#isLate(), cutOff, unsupported }
  }

  #isDone(): boolean {
    this.#timedOut ||= this.#isLate()
    return this.#timedOut || this.symbols.length >= MOST_SYMBOLS
  }

  #keep({ topLeft, topRight, bottomLeft }: Triple, read: QrSymbol | 'unsupported' | undefined): boolean {
    if (!read) return false
    this.#used.add(topLeft).add(topRight).add(bottomLeft)
    if (read === 'unsupported') this.#isPart = true
    else this.symbols.push(read)
    return true
  }

  #freeFinders(): Finder[] {
    return this.#finders.filter((one) => !this.#used.has(one) && !this.#isInSymbol(one))
  }

  /** Is one of the finders, or the place between them, part of a symbol that was read? */
  #isTaken({ topLeft, topRight, bottomLeft }: Triple): boolean {
    if (this.#used.has(topLeft) || this.#used.has(topRight) || this.#used.has(bottomLeft)) return true
    return this.#isInSymbol({ x: (topRight.x + bottomLeft.x) / 2, y: (topRight.y + bottomLeft.y) / 2 })
  }

  #isInSymbol(point: { x: number; y: number }): boolean {
    return this.symbols.some((symbol) => contains(symbol.outline, point))
  }
}
