import jsQR from 'jsqr'
import { MAXIMUM_PIXELS, type Pixels, type QrSymbol } from '../domain/pixels'

/** Smaller than any symbol: version 1 is 21 modules wide. */
const SMALLEST_SIDE = 21

/** The QR symbols of a picture. */
export function findSymbols({ data, width, height }: Pixels): { symbols: readonly QrSymbol[] } {
  if (width * height > MAXIMUM_PIXELS || Math.min(width, height) < SMALLEST_SIDE) return { symbols: [] }
  const found = jsQR(data, width, height, { inversionAttempts: 'attemptBoth' })
  if (!found) return { symbols: [] }
  const { topLeftCorner, topRightCorner, bottomRightCorner, bottomLeftCorner } = found.location
  const outline = [topLeftCorner, topRightCorner, bottomRightCorner, bottomLeftCorner] as const
  return { symbols: [{ text: found.data, outline }] }
}
