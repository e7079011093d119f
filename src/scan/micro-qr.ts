import type { Finder } from './finder'
import type { Plane } from './plane'

/** Finders less clear than this are not evidence. */
const MOST_UNEVEN = 0.3
const LEAST_WEIGHT = 0.6

/** So many clear finders are a pattern, not a code. */
const MOST_FINDERS = 40

/** One step of the search for the angle, in radians: half of it is a third of a module at the far end. */
const STEP = Math.PI / 90

/** A finder tells its module's side to a few hundredths, which at the far end is half a module. */
const SCALES = [1, 0.97, 1.03]

const SIZES: readonly number[] = [11, 13, 15, 17]

/** Shares of what must be right: some modules are lost to blur. */
const LEAST_IN_FINDER = 47 / 49
const LEAST_IN_QUIET_ZONE = 0.96
/** A symbol's data is about half set. Less than this is a framed square with dots beside it. */
const LEAST_SET = 0.15

/** Where a symbol would lie: the modules' axes in pixels, seen from the middle of its only finder. */
interface Placing {
  readonly plane: Plane
  readonly finder: Finder
  /** Length of a module, and its direction along the first row. */
  readonly cosine: number
  readonly sine: number
}

/**
 * Does the picture show a Micro QR code? It has one finder, from whose outer sides the dots of the timing patterns run
 * along two edges of the symbol; around it all is light. Any angle, no perspective.
 */
export function showsMicroQr(plane: Plane, finders: readonly Finder[]): boolean {
  const clear = finders.filter((one) => one.uneven <= MOST_UNEVEN && one.weight >= LEAST_WEIGHT)
  return clear.length <= MOST_FINDERS && clear.some((finder) => isMicroQr(plane, finder))
}

function isMicroQr(plane: Plane, finder: Finder): boolean {
  for (const scale of SCALES) {
    for (let angle = 0; angle < 2 * Math.PI; angle += STEP) {
      const length = finder.module * scale
      const cosine = Math.cos(angle) * length
      const sine = Math.sin(angle) * length
      if (isPlacedWell({ plane, finder, cosine, sine })) return true
    }
  }
  return false
}

/** The quickest question first: it alone refuses nearly every angle. */
function isPlacedWell(placing: Placing): boolean {
  const size = sizeByDots(placing)
  return size > 0 && hasSeparators(placing) && hasFinder(placing) && standsAlone(placing, size)
}

/** The size that the dots along both edges tell, 0 when they tell none. */
function sizeByDots(placing: Placing): number {
  const across = countDots(placing, true)
  return SIZES.includes(across) && countDots(placing, false) === across ? across : 0
}

/** The timing pattern starts with a light module, the seventh, and goes on in turns; after its last all is light. */
function countDots(placing: Placing, across: boolean): number {
  let i = 7
  while (i < 20 && isSet(placing, across ? i : 0, across ? 0 : i) === (i % 2 === 0)) i++
  return i - 1
}

function hasSeparators(placing: Placing): boolean {
  for (let i = 0; i < 8; i++) if (isSet(placing, i, 7) || isSet(placing, 7, i)) return false
  return true
}

function hasFinder(placing: Placing): boolean {
  let right = 0
  for (let y = 0; y < 7; y++) {
    for (let x = 0; x < 7; x++) {
      if (isSet(placing, x, y) === (Math.max(Math.abs(x - 3), Math.abs(y - 3)) !== 2)) right++
    }
  }
  return right >= LEAST_IN_FINDER * 49
}

/** Is there light around, on all four sides, and data within? */
function standsAlone(placing: Placing, size: number): boolean {
  let light = 0
  for (let i = -1; i < size; i++) {
    light += Number(!isSet(placing, i, -1)) + Number(!isSet(placing, size, i))
    light += Number(!isSet(placing, i + 1, size)) + Number(!isSet(placing, -1, i + 1))
  }
  return light >= LEAST_IN_QUIET_ZONE * 4 * (size + 1) && hasData(placing, size)
}

function hasData(placing: Placing, size: number): boolean {
  let set = 0
  let all = 0
  for (let y = 1; y < size; y++) {
    for (let x = y < 8 ? 8 : 1; x < size; x++, all++) if (isSet(placing, x, y)) set++
  }
  return set >= LEAST_SET * all
}

/** Is the module dark, or in a light-on-dark symbol light? Outside the picture nothing is. */
function isSet({ plane, finder, cosine, sine }: Placing, column: number, row: number): boolean {
  const x = Math.floor(finder.x + (column - 3) * cosine - (row - 3) * sine)
  const y = Math.floor(finder.y + (column - 3) * sine + (row - 3) * cosine)
  if (x < 0 || y < 0 || x >= plane.width || y >= plane.height) return false
  return (plane.data[y * plane.width + x] ?? 0) <= finder.threshold === finder.dark
}
