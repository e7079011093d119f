import type { Outline, Point } from '../domain/pixels'

/** Air between a symbol and the line around it, as a share of the symbol: about its quiet zone. */
const AIR = 0.16
/** The least a mark measures, as a share of the picture's longer side: 24 CSS pixels in the popup. */
const LEAST = 0.075

interface Size {
  readonly width: number
  readonly height: number
}

/** A symbol marked in a picture. Everything in shares of the picture's width and height. */
export interface Mark {
  /** The corners, as an SVG polygon takes them. */
  readonly points: string
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** Where to mark a symbol that was read at `place`: around it, never smaller than can be seen, within the picture. */
export function markPlace(place: Outline, picture: Size): Mark {
  const { width, height } = boxOf(place)
  const longest = Math.max(width * picture.width, height * picture.height)
  const least = LEAST * Math.max(picture.width, picture.height)
  const corners = growBy(Math.max(1 + AIR, longest > 0 ? least / longest : 1), place)
  return { points: corners.map(({ x, y }) => `${x},${y}`).join(' '), ...boxOf(corners) }
}

function growBy(factor: number, place: Outline): Point[] {
  const { left, top, width, height } = boxOf(place)
  const grow = (at: number, centre: number) => Math.min(1, Math.max(0, centre + (at - centre) * factor))
  return place.map(({ x, y }) => ({ x: grow(x, left + width / 2), y: grow(y, top + height / 2) }))
}

function boxOf(corners: readonly Point[]): { left: number; top: number; width: number; height: number } {
  const across = corners.map(({ x }) => x)
  const down = corners.map(({ y }) => y)
  const [left, top] = [Math.min(...across), Math.min(...down)]
  return { left, top, width: Math.max(...across) - left, height: Math.max(...down) - top }
}
