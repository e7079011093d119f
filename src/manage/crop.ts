import type { Pixels } from '../domain/pixels'
import type { Region } from '../protocol/reading'

const CHANNELS = 4

/** The pixels of a region, at least one. */
export function crop({ data, width, height }: Pixels, region: Region): Pixels {
  const left = Math.min(Math.floor(region.x * width), width - 1)
  const top = Math.min(Math.floor(region.y * height), height - 1)
  const across = Math.max(1, Math.min(width, Math.ceil((region.x + region.width) * width)) - left)
  const down = Math.max(1, Math.min(height, Math.ceil((region.y + region.height) * height)) - top)
  const part = new Uint8ClampedArray(across * down * CHANNELS)
  for (let row = 0; row < down; row++) {
    const start = ((top + row) * width + left) * CHANNELS
    part.set(data.subarray(start, start + across * CHANNELS), row * across * CHANNELS)
  }
  return { data: part, width: across, height: down }
}

/**
 * The picture `factor` times as large (a whole number), smoothly: between the middles of two pixels the brightness
 * goes straight from one to the other. A code of hardly a pixel for each module then has edges to measure.
 */
export function enlarge({ data, width, height }: Pixels, factor: number): Pixels {
  const [across, down] = [width * factor, height * factor]
  const large = new Uint8ClampedArray(across * down * CHANNELS)
  const columns = Array.from({ length: across }, (_, x) => between(x, factor, width))
  for (let y = 0, to = 0; y < down; y++) {
    const row = between(y, factor, height)
    for (const column of columns) {
      for (let channel = 0; channel < CHANNELS; channel++, to++) {
        const at = (py: number, px: number) => data[(py * width + px) * CHANNELS + channel] ?? 0
        const upper = mix(at(row.from, column.from), at(row.from, column.to), column.share)
        const lower = mix(at(row.to, column.from), at(row.to, column.to), column.share)
        large[to] = mix(upper, lower, row.share)
      }
    }
  }
  return { data: large, width: across, height: down }
}

const mix = (a: number, b: number, share: number) => a + (b - a) * share

/** Between which two pixels of a line of `length` the enlarged pixel lies, and how far on the way. */
function between(
  enlarged: number,
  factor: number,
  length: number,
): { from: number; to: number; share: number } {
  const exact = Math.min(Math.max((enlarged + 0.5) / factor - 0.5, 0), length - 1)
  const from = Math.floor(exact)
  return { from, to: Math.min(from + 1, length - 1), share: exact - from }
}
