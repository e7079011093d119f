import { brightnessAt } from './plane'
import type { Level } from './pyramid'

const RAYS = 16
const COSINES = Float64Array.from({ length: RAYS }, (_, i) => Math.cos((2 * Math.PI * i) / RAYS))
const SINES = Float64Array.from({ length: RAYS }, (_, i) => Math.sin((2 * Math.PI * i) / RAYS))

/** Pixels per module below which brightness is interpolated. */
const FINE_BELOW = 3

/** Rays that must cross core, gap and ring: a corner of a finder may be covered. */
const LEAST_GOOD_RAYS = 11
/** Rays that must also leave the ring at its outer side: without a quiet zone many do not. */
const LEAST_FULL_RAYS = 5

/**
 * A ray from the middle of any square, however rotated, stretched or skewed, leaves core, gap and ring at distances of
 * 3 : 5 : 7. Text that passes for a ring misses these by half a module, a real finder by a tenth.
 */
const MOST_UNEVEN = 0.6

export interface Ring {
  /** Side of a module in pixels of the level, from the area that the ring encloses. */
  module: number
  /** Mean distance of the edges from where 3 : 5 : 7 puts them, in modules. */
  uneven: number
  /** The brightest value that is dark, at the core's edge: the middle of a large core has no threshold of its own. */
  threshold: number
}

/** Distances along the last ray, in modules: end of the core, end of the gap, end of the ring; 0 when not met. */
const radii = new Float64Array(3)
/** The threshold by which the last ray left the core. */
let coreThreshold = 0

/**
 * Looks from the middle of a supposed finder in sixteen directions: text and pictures hold many lines of
 * 1 : 1 : 3 : 1 : 1, but hardly ever closed rings.
 *
 * @param across the module's length along a row, and `down` along a column, in pixels of the level.
 * @returns whether there is a ring; then `out` describes it.
 */
export function measureRing(
  level: Level,
  x: number,
  y: number,
  across: number,
  down: number,
  dark: boolean,
  out: Ring,
): boolean {
  if (!castRays(level, x, y, across, down, dark, false, out)) return false
  // Few pixels to a module say little unless what is between them is read too.
  if (Math.min(across, down) >= FINE_BELOW) return true
  return castRays(level, x, y, across, down, dark, true, out)
}

function castRays(
  level: Level,
  x: number,
  y: number,
  across: number,
  down: number,
  dark: boolean,
  fine: boolean,
  out: Ring,
): boolean {
  const module = Math.min(across, down)
  const step = fine ? 1 / 6 : Math.max(0.5 / module, 1 / 6)
  let good = 0
  let full = 0
  let squares = 0
  let misses = 0
  let thresholds = 0
  for (let i = 0; i < RAYS; i++) {
    if (good + RAYS - i < LEAST_GOOD_RAYS) return false
    traceRay(level, x, y, across * (COSINES[i] ?? 0), down * (SINES[i] ?? 0), dark, step, fine)
    if (!isGoodRay(module)) continue
    good++
    thresholds += coreThreshold
    // An edge was met up to one step before the radius that shows it.
    const enclosed = (radii[1] ?? 0) - step / 2
    squares += enclosed * enclosed
    misses += Math.abs(enclosed - ((radii[0] ?? 0) - step / 2) * (5 / 3))
    if (!isFullRay(module)) continue
    full++
    misses += Math.abs((radii[2] ?? 0) - step / 2 - enclosed * (7 / 5))
  }
  if (good < LEAST_GOOD_RAYS || full < LEAST_FULL_RAYS) return false
  // The ring encloses 5 × 5 modules; seen from the middle, an area is π times the mean of the squared radius.
  out.module = (Math.sqrt((Math.PI * squares) / good) / 5) * Math.sqrt(across * down)
  out.uneven = misses / (good + full)
  out.threshold = thresholds / good
  return out.uneven < MOST_UNEVEN
}

/** Core 1.5 to 2.1 modules from the middle, gap one to 1.4 wide; the rest is room for perspective and pixels. */
function isGoodRay(module: number): boolean {
  const core = radii[0] ?? 0
  const gap = (radii[1] ?? 0) - core
  const pixel = 1 / module
  return (
    core > 1.05 - 0.5 * pixel &&
    core < 2.5 + 0.6 * pixel &&
    gap > 0.3 - 0.3 * pixel &&
    gap < 2.1 + 0.6 * pixel
  )
}

function isFullRay(module: number): boolean {
  const ring = (radii[2] ?? 0) - (radii[1] ?? 0)
  const pixel = 1 / module
  return ring > 0.3 - 0.3 * pixel && ring < 2.4 + 0.7 * pixel
}

/** Walks outwards from inside the core and notes in `radii` where the colour changes, up to three times. */
function traceRay(
  level: Level,
  x: number,
  y: number,
  stepX: number,
  stepY: number,
  dark: boolean,
  step: number,
  fine: boolean,
): void {
  const { data, width, height } = level.plane
  const { threshold, columns, shift } = level.map
  radii.fill(0)
  let changes = 0
  let inside = dark
  for (let radius = 0.6; radius < 5.6; radius += step) {
    const column = (x + stepX * radius) | 0
    const row = (y + stepY * radius) | 0
    if (column < 0 || row < 0 || column >= width || row >= height) return
    const limen = threshold[(row >> shift) * columns + (column >> shift)] ?? 0
    const value = fine
      ? brightnessAt(level.plane, x + stepX * radius, y + stepY * radius)
      : (data[row * width + column] ?? 0)
    if (value <= limen === inside) continue
    radii[changes] = radius
    if (changes === 0) coreThreshold = limen
    if (++changes === 3) return
    inside = !inside
  }
}
