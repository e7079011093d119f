import { correction, generate, mode } from 'lean-qr'

/** A QR symbol for drawing: `path` of an SVG whose view box has `size` modules a side, quiet zone included. */
export interface QrDrawing {
  readonly size: number
  readonly path: string
}

/** Modules of white that a reader wants around a symbol (ISO/IEC 18004). */
const QUIET = 4

/** Draws `text`, or gives `undefined` where it is more than a symbol holds. */
export function drawQr(text: string): QrDrawing | undefined {
  try {
    return drawing(
      generate(text, {
        minCorrectionLevel: correction.L,
        maxCorrectionLevel: correction.M,
        modes: [mode.numeric, mode.alphaNumeric, mode.ascii, mode.utf8],
      }),
    )
  } catch {
    // The library has no other word for "too long".
    return undefined
  }
}

function drawing(symbol: ReturnType<typeof generate>): QrDrawing {
  const runs: string[] = []
  for (let y = 0; y < symbol.size; y += 1)
    for (let x = 0; x < symbol.size; x += 1)
      if (symbol.get(x, y)) runs.push(`M${x + QUIET} ${y + QUIET}h1v1h-1z`)
  return { size: symbol.size + 2 * QUIET, path: runs.join('') }
}
