import type { Point, QrSymbol } from '../domain/pixels'
import { project, type Homography } from './homography'

/** The corners of a symbol of `size` modules, in reading order. */
export function outlineOf(h: Homography, size: number): QrSymbol['outline'] {
  return [project(h, 0, 0), project(h, size, 0), project(h, size, size), project(h, 0, size)]
}

/** Is a point inside a convex outline, or on it? */
export function contains(outline: QrSymbol['outline'], point: Point): boolean {
  let side = 0
  for (let i = 0; i < 4; i++) {
    const a = outline[i] ?? point
    const b = outline[(i + 1) % 4] ?? point
    const turn = Math.sign((b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x))
    if (turn !== 0 && side !== 0 && turn !== side) return false
    if (turn !== 0) side = turn
  }
  return true
}
