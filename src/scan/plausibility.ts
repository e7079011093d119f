import type { Homography } from './homography'
import type { Plane } from './plane'
import { shadeAt, type Shade } from './shade'

/** Of a finder's 49 modules, how many must be right. */
const LEAST_IN_FINDER = 33

/**
 * Does the picture look like a symbol of this size under this map? Looks at the finders and timing patterns only, one
 * pixel a module.
 *
 * @returns share right of the finders plus share right of the timing patterns, 0 … 2; about 1.1 by chance.
 */
export function plausibility(plane: Plane, shade: Shade, h: Homography, size: number, dark: boolean): number {
  const topLeft = rightInFinder(plane, shade, h, 0, 0, dark)
  const topRight = rightInFinder(plane, shade, h, size - 7, 0, dark)
  const bottomLeft = rightInFinder(plane, shade, h, 0, size - 7, dark)
  if (Math.min(topLeft, topRight, bottomLeft) < LEAST_IN_FINDER) return 0
  let right = 0
  for (let i = 8; i < size - 8; i++) {
    const expected = (i & 1) === 0
    if (isSet(plane, shade, h, i + 0.5, 6.5, dark) === expected) right++
    if (isSet(plane, shade, h, 6.5, i + 0.5, dark) === expected) right++
  }
  return (topLeft + topRight + bottomLeft) / 147 + right / (2 * (size - 16))
}

function rightInFinder(
  plane: Plane,
  shade: Shade,
  h: Homography,
  left: number,
  top: number,
  dark: boolean,
): number {
  let right = 0
  for (let y = 0; y < 7; y++) {
    for (let x = 0; x < 7; x++) {
      const expected = Math.max(Math.abs(x - 3), Math.abs(y - 3)) !== 2
      if (isSet(plane, shade, h, left + x + 0.5, top + y + 0.5, dark) === expected) right++
    }
  }
  return right
}

function isSet(plane: Plane, shade: Shade, h: Homography, u: number, v: number, dark: boolean): boolean {
  const w = 1 / ((h[6] ?? 0) * u + (h[7] ?? 0) * v + (h[8] ?? 0))
  const x = ((h[0] ?? 0) * u + (h[1] ?? 0) * v + (h[2] ?? 0)) * w
  const y = ((h[3] ?? 0) * u + (h[4] ?? 0) * v + (h[5] ?? 0)) * w
  return shadeAt(plane, shade, x, y) === (dark ? 1 : 0)
}
