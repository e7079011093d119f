import type { Outline, Point } from '../domain/pixels'
import type { Region } from '../protocol/reading'

/** Share of a side: smaller, and no code in it could be seen. */
export const SMALLEST = 0.01

/** Where the keyboard begins: the middle. */
export const FIRST_REGION: Region = { x: 0.35, y: 0.35, width: 0.3, height: 0.3 }

const within = (value: number, least: number, most: number) => Math.min(Math.max(value, least), most)

/** The region between two corners, wherever in or outside the picture they are. */
export function regionBetween(a: Point, b: Point): Region {
  const left = within(Math.min(a.x, b.x), 0, 1)
  const top = within(Math.min(a.y, b.y), 0, 1)
  const width = within(Math.max(a.x, b.x), 0, 1) - left
  const height = within(Math.max(a.y, b.y), 0, 1) - top
  return { x: left, y: top, width, height }
}

/** Is it large enough to have been meant? A press without a drag is not. */
export function isMeant({ width, height }: Region): boolean {
  return width >= SMALLEST && height >= SMALLEST
}

/** The region moved by these shares, as far as the picture goes. */
export function moved({ x, y, width, height }: Region, dx: number, dy: number): Region {
  return { x: within(x + dx, 0, 1 - width), y: within(y + dy, 0, 1 - height), width, height }
}

/** The region with its right and lower edge moved by these shares, as far as it and the picture go. */
export function resized({ x, y, width, height }: Region, dx: number, dy: number): Region {
  return { x, y, width: within(width + dx, SMALLEST, 1 - x), height: within(height + dy, SMALLEST, 1 - y) }
}

/** The region with a margin of `share` of its own sides all around: hands are not exact. */
export function withMargin({ x, y, width, height }: Region, share: number): Region {
  const [dx, dy] = [width * share, height * share]
  return regionBetween({ x: x - dx, y: y - dy }, { x: x + width + dx, y: y + height + dy })
}

/** What is outlined in shares of the region, in shares of the whole picture. */
export function outlineInWhole(outline: Outline, region: Region): Outline {
  const whole = ({ x, y }: Point): Point => ({
    x: region.x + x * region.width,
    y: region.y + y * region.height,
  })
  const [a, b, c, d] = outline
  return [whole(a), whole(b), whole(c), whole(d)]
}
