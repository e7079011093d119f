import { alignByPattern } from './alignment'
import { bendOf, sampleBent } from './bend'
import { byFinders, byNeighbourhood, type Binarise } from './binarise'
import { decodeGrid, type Decoded } from './decode-grid'
import { agreement } from './function-patterns'
import type { Homography } from './homography'
import { outlineOf } from './outline'
import type { QrSymbol } from '../domain/pixels'
import { plausibility } from './plausibility'
import type { Plane } from './plane'
import { sampleModules } from './sample'
import { shadeThrough } from './shade'
import { textOf } from './text'
import { unblur } from './unblur'
import { homographyOf, isUneven, type TimedTriple } from './timing'
import type { Triple } from './triples'

/** How hard to try with one triple. */
export interface Effort {
  /** Least plausibility (0 … 2) of a map. */
  readonly plausibility: number
  /** Least agreement (0 … 1) of the modules with the function patterns. */
  readonly agreement: number
  /** Largest error of the counted dots, as a share of the size. */
  readonly timing: number
  readonly binarisers: readonly Binarise[]
}

export const USUAL_EFFORT: Effort = {
  plausibility: 1.4,
  agreement: 0.8,
  timing: 0.55,
  binarisers: [byFinders, byNeighbourhood],
}

/** In a blurred symbol the dots run into each other and cannot be counted. */
export const BLURRED_EFFORT: Effort = {
  plausibility: 1.5,
  agreement: 0.72,
  timing: Infinity,
  binarisers: [byFinders, byNeighbourhood, unblur],
}

interface Fit {
  readonly size: number
  readonly h: Homography
  readonly plausibility: number
}

const MOST_FITS = 3

/**
 * Reads the symbol whose finders these are.
 *
 * @returns `'unsupported'` for a sound symbol whose content is of an unknown kind, undefined when it cannot be read.
 */
export function readTriple(
  plane: Plane,
  triple: TimedTriple,
  effort: Effort,
): QrSymbol | 'unsupported' | undefined {
  const dark = triple.topLeft.dark
  for (const fit of fitsOf(plane, triple, effort.plausibility)) {
    for (const { h, samples } of samplings(plane, triple, fit)) {
      const code = decodeSamples(samples, fit.size, dark, effort)
      if (!code) continue
      const text = textOf(code)
      if (text === '') continue // no symbol says nothing: these were chance bits
      return text === undefined ? 'unsupported' : { text, outline: outlineOf(h, fit.size) }
    }
  }
  return undefined
}

interface Sampling {
  readonly h: Homography
  readonly samples: Float32Array
}

/** The modules' brightness in a few ways, likeliest first: each is only made when those before it cannot be read. */
function* samplings(plane: Plane, triple: Triple, { h, size }: Fit): Generator<Sampling> {
  const aligned = alignByPattern(plane, triple, h, size)
  if (aligned) yield { h: aligned, samples: sampleModules(plane, aligned, size) }
  yield { h, samples: sampleModules(plane, h, size) }
  const flat = aligned ?? h
  const bend = bendOf(plane, flat, size, triple.topLeft.dark)
  if (bend) yield { h: flat, samples: sampleBent(plane, flat, size, bend) }
}

/** The sizes and maps under which the picture shows finders and timing patterns where they belong, best first. */
function fitsOf(plane: Plane, triple: TimedTriple, least: number): Fit[] {
  const fits: Fit[] = []
  const shade = shadeThrough(triple.topLeft, triple.topRight, triple.bottomLeft)
  for (const size of triple.sizes) {
    for (const tilted of isUneven(triple) ? [false, true] : [false]) {
      const h = homographyOf(triple, size, tilted)
      const found = plausibility(plane, shade, h, size, triple.topLeft.dark)
      if (found >= least) fits.push({ size, h, plausibility: found })
    }
  }
  return fits.sort((a, b) => b.plausibility - a.plausibility).slice(0, MOST_FITS)
}

function decodeSamples(
  samples: Float32Array,
  size: number,
  dark: boolean,
  effort: Effort,
): Decoded | undefined {
  if (agreement(byFinders(samples, size, dark)) < effort.agreement) return undefined
  for (const binarise of effort.binarisers) {
    const grid = binarise(samples, size, dark)
    const code = grid && decodeGrid(grid)
    if (code) return code
  }
  return undefined
}
