import type { Homography } from './homography'
import { brightnessAt, type Plane } from './plane'

/** How far from a module's middle, in modules, brightness is read besides. */
const SPREAD = 0.2

/**
 * The brightness of each module, row by row: the mean of its middle (twice) and four points around it.
 */
export function sampleModules(plane: Plane, h: Homography, size: number): Float32Array {
  const samples = new Float32Array(size * size)
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      samples[row * size + column] = sampleModule(plane, h, column + 0.5, row + 0.5)
    }
  }
  return samples
}

/** `u` and `v` are the module's middle. */
export function sampleModule(plane: Plane, h: Homography, u: number, v: number): number {
  return (
    (2 * sampleAt(plane, h, u, v) +
      sampleAt(plane, h, u - SPREAD, v) +
      sampleAt(plane, h, u + SPREAD, v) +
      sampleAt(plane, h, u, v - SPREAD) +
      sampleAt(plane, h, u, v + SPREAD)) /
    6
  )
}

/** The brightness at a place given in modules. */
export function sampleAt(plane: Plane, h: Homography, u: number, v: number): number {
  const w = 1 / ((h[6] ?? 0) * u + (h[7] ?? 0) * v + (h[8] ?? 0))
  const x = ((h[0] ?? 0) * u + (h[1] ?? 0) * v + (h[2] ?? 0)) * w
  const y = ((h[3] ?? 0) * u + (h[4] ?? 0) * v + (h[5] ?? 0)) * w
  return brightnessAt(plane, x, y)
}
