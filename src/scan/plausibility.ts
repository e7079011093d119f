import type { Homography } from './homography'
import type { Level } from './pyramid'

/** Of a finder's 49 modules, how many must be right. */
const LEAST_IN_FINDER = 33

/**
 * Does the picture look like a symbol of this size under this map? Looks at the finders and timing patterns only, one
 * pixel a module.
 *
 * @returns share right of the finders plus share right of the timing patterns, 0 … 2; about 1.1 by chance.
 */
export function plausibility(level: Level, h: Homography, size: number, dark: boolean): number {
  const topLeft = rightInFinder(level, h, 0, 0, dark)
  const topRight = rightInFinder(level, h, size - 7, 0, dark)
  const bottomLeft = rightInFinder(level, h, 0, size - 7, dark)
  if (Math.min(topLeft, topRight, bottomLeft) < LEAST_IN_FINDER) return 0
  let right = 0
  for (let i = 8; i < size - 8; i++) {
    const expected = (i & 1) === 0
    if (isSet(level, h, i + 0.5, 6.5, dark) === expected) right++
    if (isSet(level, h, 6.5, i + 0.5, dark) === expected) right++
  }
  return (topLeft + topRight + bottomLeft) / 147 + right / (2 * (size - 16))
}

function rightInFinder(level: Level, h: Homography, left: number, top: number, dark: boolean): number {
  let right = 0
  for (let y = 0; y < 7; y++) {
    for (let x = 0; x < 7; x++) {
      const expected = Math.max(Math.abs(x - 3), Math.abs(y - 3)) !== 2
      if (isSet(level, h, left + x + 0.5, top + y + 0.5, dark) === expected) right++
    }
  }
  return right
}

function isSet(level: Level, h: Homography, u: number, v: number, dark: boolean): boolean | undefined {
  const { data, width, height } = level.plane
  const { threshold, columns, shift } = level.map
  const w = 1 / ((h[6] ?? 0) * u + (h[7] ?? 0) * v + (h[8] ?? 0))
  const x = Math.floor(((h[0] ?? 0) * u + (h[1] ?? 0) * v + (h[2] ?? 0)) * w)
  const y = Math.floor(((h[3] ?? 0) * u + (h[4] ?? 0) * v + (h[5] ?? 0)) * w)
  if (x < 0 || y < 0 || x >= width || y >= height) return undefined
  return (data[y * width + x] ?? 0) <= (threshold[(y >> shift) * columns + (x >> shift)] ?? 0) === dark
}
