import type { Pixels } from '../domain/pixels'
import { fullSize } from './full-size'
import { halfLuma, halved, wordsOf, type Plane } from './plane'
import { thresholdsOf, type ThresholdMap } from './thresholds'

/** The picture at one size. */
export interface Level {
  readonly plane: Plane
  readonly map: ThresholdMap
  /** Pixels of the picture along the side of one pixel of this level. */
  readonly scale: number
}

/** Below this short side, in pixels, a smaller level shows nothing that the level itself does not. */
const SMALLEST_SIDE = 100
const MOST_LEVELS = 4

/**
 * The picture at its full size and halved again and again. Large modules are found on the small levels, where noise
 * and fine texture are gone; tiny ones on the full size.
 */
export function pyramidOf(pixels: Pixels): readonly [Level, ...Level[]] {
  const words = wordsOf(pixels)
  const half = shrunk(halfLuma(words, pixels.width, pixels.height), 2)
  const { plane, map } = fullSize(words, pixels, half)
  const levels: [Level, ...Level[]] = [levelOf(plane, map, 1), half]
  for (let last = half; levels.length < MOST_LEVELS && shortSide(last.plane) >= 2 * SMALLEST_SIDE;) {
    last = shrunk(halved(last.plane), last.scale * 2)
    levels.push(last)
  }
  return levels
}

function shrunk(plane: Plane, scale: number): Level {
  return levelOf(plane, thresholdsOf(plane), scale)
}

/** The one place where levels are made: to the engine they are then of one shape, and all that reads them is fast. */
function levelOf(plane: Plane, map: ThresholdMap, scale: number): Level {
  return { plane, map, scale }
}

function shortSide(plane: Plane): number {
  return Math.min(plane.width, plane.height)
}
