import type { Pixels } from '../domain/pixels'
import { findSymbols } from './find-symbols'

/** A version 1 symbol (level M, text "K"), one row of modules per number, the leftmost in bit 20. */
const SYMBOL: readonly number[] = [
  0x1fdf7f, 0x105041, 0x17555d, 0x174b5d, 0x175f5d, 0x104041, 0x1fd57f, 0x000800, 0x13fa97, 0x0587b9,
  0x117b29, 0x170df0, 0x15c3fe, 0x0019c6, 0x1fd20f, 0x105c45, 0x1750d5, 0x175df0, 0x1747bb, 0x104f2a,
  0x1fd5b6,
]

/** Larger warms better and takes longer than the capture that it should hide behind. */
const SIDE = 220
const MODULE = 4

/**
 * Scans a small drawn page, so that the engine has compiled the scanner when the capture arrives: the first scan of a
 * process is several times slower than the next. Meant to run while the browser takes the picture.
 *
 * @returns whether its code was read, which is always so.
 */
export function warmUp(): boolean {
  return findSymbols(drawPage()).symbols[0]?.text === 'K'
}

/** The symbol in a corner, stripes of many widths for the rest: they run the paths that text does. */
function drawPage(): Pixels {
  const words = new Uint32Array(SIDE * SIDE).fill(0xffffffff)
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      if (isSet(x, y) || (x > SIDE / 2 && (x * x + y * y) % 97 < 30)) words[y * SIDE + x] = 0xff000000
    }
  }
  return { data: new Uint8ClampedArray(words.buffer), width: SIDE, height: SIDE }
}

function isSet(x: number, y: number): boolean {
  const row = SYMBOL[Math.floor(y / MODULE) - 4] ?? 0
  const column = Math.floor(x / MODULE) - 4
  return column >= 0 && column <= 20 && ((row >> (20 - column)) & 1) === 1
}
