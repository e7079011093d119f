import type { Grid } from './function-patterns'

/**
 * Makes modules of brightness samples; `dark` says whether set modules are the darker ones. Undefined when the samples
 * do not suit the way.
 */
export type Binarise = (samples: Float32Array, size: number, dark: boolean) => Grid | undefined

/** Threshold: the plane through the middle brightness of the three finders. Follows a shadow or a gradient. */
export function byFinders(samples: Float32Array, size: number, dark: boolean): Grid {
  const topLeft = finderMiddle(samples, size, 0, 0)
  const across = (finderMiddle(samples, size, size - 7, 0) - topLeft) / (size - 7)
  const down = (finderMiddle(samples, size, 0, size - 7) - topLeft) / (size - 7)
  const modules = new Uint8Array(size * size)
  for (let y = 0, i = 0; y < size; y++) {
    for (let x = 0; x < size; x++, i++) {
      const threshold = topLeft + across * (x - 3) + down * (y - 3)
      modules[i] = (samples[i] ?? 0) <= threshold === dark ? 1 : 0
    }
  }
  return { modules, size }
}

/** Half way between the mean of a finder's light ring and the mean of its dark rings. */
function finderMiddle(samples: Float32Array, size: number, left: number, top: number): number {
  let ring = 0
  let rest = 0
  for (let y = 0; y < 7; y++) {
    for (let x = 0; x < 7; x++) {
      const value = samples[(top + y) * size + left + x] ?? 0
      if (Math.max(Math.abs(x - 3), Math.abs(y - 3)) === 2) ring += value
      else rest += value
    }
  }
  return (ring / 16 + rest / 33) / 2
}

const NEIGHBOURHOOD = 6

/** Threshold: the mean of the 13 × 13 modules around. Follows a logo's glow or uneven light. */
export function byNeighbourhood(samples: Float32Array, size: number, dark: boolean): Grid {
  const sums = summedArea(samples, size)
  const modules = new Uint8Array(size * size)
  for (let y = 0, i = 0; y < size; y++) {
    const top = Math.max(0, y - NEIGHBOURHOOD)
    const bottom = Math.min(size, y + NEIGHBOURHOOD + 1)
    for (let x = 0; x < size; x++, i++) {
      const left = Math.max(0, x - NEIGHBOURHOOD)
      const right = Math.min(size, x + NEIGHBOURHOOD + 1)
      const mean = areaSum(sums, size, left, top, right, bottom) / ((right - left) * (bottom - top))
      modules[i] = (samples[i] ?? 0) <= mean === dark ? 1 : 0
    }
  }
  return { modules, size }
}

/** sums[y · (size + 1) + x] is the sum of all samples above and left of (x, y). */
function summedArea(samples: Float32Array, size: number): Float64Array {
  const stride = size + 1
  const sums = new Float64Array(stride * stride)
  for (let y = 0; y < size; y++) {
    let row = 0
    for (let x = 0; x < size; x++) {
      row += samples[y * size + x] ?? 0
      sums[(y + 1) * stride + x + 1] = (sums[y * stride + x + 1] ?? 0) + row
    }
  }
  return sums
}

function areaSum(
  sums: Float64Array,
  size: number,
  left: number,
  top: number,
  right: number,
  bottom: number,
): number {
  const stride = size + 1
  const lower = (sums[bottom * stride + right] ?? 0) - (sums[bottom * stride + left] ?? 0)
  const upper = (sums[top * stride + right] ?? 0) - (sums[top * stride + left] ?? 0)
  return lower - upper
}
