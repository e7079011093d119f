/** Four bytes a pixel (red, green, blue, alpha), row by row from the top left: what a canvas gives. */
export interface Pixels {
  readonly data: Uint8ClampedArray
  readonly width: number
  readonly height: number
}

/** 33 megapixels: an 8K screen. More is refused before anything is allocated for it. */
export const MAXIMUM_PIXELS = 33_177_600

export interface Point {
  /** Pixels from the left edge. */
  readonly x: number
  /** Pixels from the top edge. */
  readonly y: number
}

/** One QR symbol that was read. */
export interface QrSymbol {
  readonly text: string
  /** The corners of the symbol without its quiet zone, clockwise in reading order from its own top left. */
  readonly outline: readonly [Point, Point, Point, Point]
}
