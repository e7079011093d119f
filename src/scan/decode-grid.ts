import jsQR, { type QRCode } from 'jsqr'
import { redrawFunctionPatterns, type Grid } from './function-patterns'

/** What jsqr's decoder makes of a symbol. */
export type Decoded = Pick<QRCode, 'chunks'>

/** jsqr's decoder by itself, which the build lets out (scripts/library-patches.mjs). It asks for modules and may turn them. */
interface Decoder {
  decode(matrix: {
    readonly width: number
    readonly height: number
    get(x: number, y: number): boolean
    set(x: number, y: number, dark: boolean): void
  }): Decoded | null
}

/**
 * Has jsqr decode a symbol whose modules are known: unmask, correct, read the segments. Function patterns are drawn
 * anew in `grid`, and a mirrored symbol is turned over in it.
 *
 * @returns undefined when error correction could not repair the modules.
 */
export function decodeGrid(grid: Grid): Decoded | undefined {
  redrawFunctionPatterns(grid)
  const { modules, size } = grid
  const matrix = {
    width: size,
    height: size,
    get: (x: number, y: number) => modules[y * size + x] === 1,
    set: (x: number, y: number, dark: boolean) => void (modules[y * size + x] = dark ? 1 : 0),
  }
  return (jsQR as unknown as Decoder).decode(matrix) ?? undefined
}
