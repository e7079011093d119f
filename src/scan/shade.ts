import type { Finder } from './finder'
import type { Plane } from './plane'

/**
 * The brightest value that is dark, over the whole picture: the plane through the thresholds of three finders. They
 * were found with these, so they are right there, whatever surrounds the symbol.
 */
export interface Shade {
  readonly base: number
  readonly perX: number
  readonly perY: number
}

export function shadeThrough(a: Finder, b: Finder, c: Finder): Shade {
  const area = (b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y)
  const ab = b.threshold - a.threshold
  const ac = c.threshold - a.threshold
  const perX = (ab * (c.y - a.y) - ac * (b.y - a.y)) / area
  const perY = (ac * (b.x - a.x) - ab * (c.x - a.x)) / area
  return { base: a.threshold - perX * a.x - perY * a.y, perX, perY }
}

/** 1 when the pixel at a place is dark, 0 when it is light, −1 outside the picture. */
export function shadeAt(plane: Plane, shade: Shade, x: number, y: number): -1 | 0 | 1 {
  const column = Math.floor(x)
  const row = Math.floor(y)
  if (column < 0 || row < 0 || column >= plane.width || row >= plane.height) return -1
  const threshold = shade.base + shade.perX * x + shade.perY * y
  return (plane.data[row * plane.width + column] ?? 0) <= threshold ? 1 : 0
}
