/** Four bytes a pixel (red, green, blue, alpha), row by row from the top left: what a canvas gives. */
export interface Pixels {
  readonly data: Uint8ClampedArray
  readonly width: number
  readonly height: number
}

/** 33 megapixels: an 8K screen. More is refused before anything is allocated for it. */
export const MAXIMUM_PIXELS = 33_177_600

/** Codes read in one picture at most: a page with more is no page of codes to add. */
export const MOST_SYMBOLS = 20

/** Digits in a version 40-L symbol (ISO/IEC 18004, table 7): the longest text one can hold. */
export const LONGEST_PAYLOAD = 7089

export interface Point {
  /** Pixels from the left edge. */
  readonly x: number
  /** Pixels from the top edge. */
  readonly y: number
}

/** The corners of a symbol without its quiet zone, clockwise in reading order from its own top left. */
export type Outline = readonly [Point, Point, Point, Point]

/** One QR symbol that was read. */
export interface QrSymbol {
  readonly text: string
  readonly outline: Outline
}

/** A text that was read, and every place it was read at, in shares (0 to 1) of the picture's width and height. */
export interface Sighting {
  readonly text: string
  readonly places: readonly Outline[]
}

/** What `symbols` of a picture of this size say: one sighting for each text, in the order one reads a page. */
export function sightingsOf(
  symbols: readonly QrSymbol[],
  { width, height }: { readonly width: number; readonly height: number },
): Sighting[] {
  const share = ({ x, y }: Point): Point => ({ x: x / width, y: y / height })
  const places = new Map<string, Outline[]>()
  for (const { text, outline } of inReadingOrder(symbols)) {
    const [a, b, c, d] = outline
    const place: Outline = [share(a), share(b), share(c), share(d)]
    places.set(text, [...(places.get(text) ?? []), place])
  }
  return [...places].map(([text, found]) => ({ text, places: found }))
}

/** Row by row from the top, each from the left. Symbols stand in a row while one begins above the middle of its first. */
function inReadingOrder(symbols: readonly QrSymbol[]): QrSymbol[] {
  const rows: QrSymbol[][] = []
  for (const symbol of symbols.toSorted((a, b) => topOf(a) - topOf(b))) {
    const row = rows.at(-1)
    if (row?.[0] && topOf(symbol) < middleOf(row[0])) row.push(symbol)
    else rows.push([symbol])
  }
  return rows.flatMap((row) => row.toSorted((a, b) => leftOf(a) - leftOf(b)))
}

const topOf = ({ outline }: QrSymbol) => Math.min(...outline.map(({ y }) => y))
const leftOf = ({ outline }: QrSymbol) => Math.min(...outline.map(({ x }) => x))
const middleOf = ({ outline }: QrSymbol) => outline.reduce((sum, { y }) => sum + y, 0) / outline.length
