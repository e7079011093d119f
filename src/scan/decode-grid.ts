import jsQR, { type QRCode } from 'jsqr'
import { redrawFunctionPatterns, type Grid } from './function-patterns'

/** Pixels along a module of the drawing, and light modules around it: the least with which jsqr finds all sizes. */
const MODULE = 2
const QUIET = 2

const BLACK = 0xff000000
const WHITE = 0xffffffff

/**
 * Has jsqr decode a symbol whose modules are known, by drawing it flawlessly. Its function patterns are drawn anew in
 * `grid`: jsqr stumbles over a covered alignment pattern, and they carry no data.
 *
 * @returns undefined when error correction could not repair the modules.
 */
export function decodeGrid(grid: Grid): QRCode | undefined {
  redrawFunctionPatterns(grid)
  const side = (grid.size + 2 * QUIET) * MODULE
  // jsqr remembers options from call to call, so every call names this one.
  return jsQR(draw(grid, side), side, side, { inversionAttempts: 'dontInvert' }) ?? undefined
}

function draw({ modules, size }: Grid, side: number): Uint8ClampedArray {
  const words = new Uint32Array(side * side).fill(WHITE)
  for (let y = 0; y < size * MODULE; y++) {
    const row = (y + QUIET * MODULE) * side + QUIET * MODULE
    const from = Math.floor(y / MODULE) * size
    for (let x = 0; x < size * MODULE; x++) {
      if (modules[from + Math.floor(x / MODULE)] === 1) words[row + x] = BLACK
    }
  }
  return new Uint8ClampedArray(words.buffer)
}
