import { correction, generate, type Bitmap2D, type Mode } from 'lean-qr'
import type { Pixels, Point } from '../../../src/domain/pixels'
import { fromCorrespondence, project } from '../../../src/scan/homography'

export type Rgb = readonly [red: number, green: number, blue: number]

export const BLACK: Rgb = [0, 0, 0]
export const WHITE: Rgb = [255, 255, 255]

export type Level = 'L' | 'M' | 'Q' | 'H'

/** A symbol by an encoder that shares nothing with the scanner. */
export function encode(content: string | Mode, level: Level = 'M', version?: number): Bitmap2D {
  return generate(content, {
    minCorrectionLevel: correction[level],
    maxCorrectionLevel: correction[level],
    ...(version === undefined ? {} : { minVersion: version, maxVersion: version }),
  })
}

export function blank(width: number, height: number, [red, green, blue]: Rgb = WHITE): Pixels {
  const words = new Uint32Array(width * height)
  const [word = 0] = new Uint32Array(Uint8Array.of(red, green, blue, 255).buffer)
  return { data: new Uint8ClampedArray(words.fill(word).buffer), width, height }
}

/** A picture made of a function of the place. */
export function painted(width: number, height: number, grey: (x: number, y: number) => number): Pixels {
  const data = new Uint8ClampedArray(width * height * 4).fill(255)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) data.fill(grey(x, y), (y * width + x) * 4, (y * width + x) * 4 + 3)
  }
  return { data, width, height }
}

export interface Look {
  readonly dark: Rgb
  readonly light: Rgb
  /** Modules of `light` around the symbol. */
  readonly quiet: number
}

const PRINTED: Look = { dark: BLACK, light: WHITE, quiet: 4 }

/** What is drawn: modules by column and row, set or not. */
export interface Modules {
  readonly size: number
  get(x: number, y: number): boolean
}

/** Draws a symbol upright, its first module's corner at (left, top), without blur. */
export function drawUpright(
  picture: Pixels,
  symbol: Modules,
  left: number,
  top: number,
  module: number,
  look: Partial<Look> = {},
): Point[] {
  const side = symbol.size * module
  const corners = [
    { x: left, y: top },
    { x: left + side, y: top },
    { x: left + side, y: top + side },
    { x: left, y: top + side },
  ]
  drawThrough(picture, symbol, corners, look, 1)
  return corners
}

/**
 * Draws a symbol so that its corners (top left, top right, bottom right, bottom left) come to given places.
 * `taps` × `taps` points decide each pixel: more than one smooths the edges as browsers do.
 */
export function drawThrough(
  picture: Pixels,
  symbol: Modules,
  corners: readonly Point[],
  look: Partial<Look> = {},
  taps = 3,
): void {
  const { dark, light, quiet } = { ...PRINTED, ...look }
  const { size } = symbol
  const square = [
    { x: 0, y: 0 },
    { x: size, y: 0 },
    { x: size, y: size },
    { x: 0, y: size },
  ]
  const outwards = fromCorrespondence(square, corners)
  const inwards = fromCorrespondence(corners, square)
  const far = [-quiet, size + quiet]
  const reach = far.flatMap((u) => far.map((v) => project(outwards, u, v)))
  const [minX, maxX] = range(
    reach.map(({ x }) => x),
    picture.width,
  )
  const [minY, maxY] = range(
    reach.map(({ y }) => y),
    picture.height,
  )
  for (let y = minY; y < maxY; y++) {
    for (let x = minX; x < maxX; x++) mix(x, y)
  }

  function mix(x: number, y: number): void {
    const at = (y * picture.width + x) * 4
    let [red, green, blue] = [0, 0, 0]
    for (let i = 0; i < taps * taps; i++) {
      const px = x + ((i % taps) + 0.5) / taps
      const py = y + (Math.floor(i / taps) + 0.5) / taps
      // `project`, without an object for every point
      const w = inwards[6]! * px + inwards[7]! * py + inwards[8]!
      const u = (inwards[0]! * px + inwards[1]! * py + inwards[2]!) / w
      const v = (inwards[3]! * px + inwards[4]! * py + inwards[5]!) / w
      if (u < -quiet || v < -quiet || u >= size + quiet || v >= size + quiet) {
        red += picture.data[at]!
        green += picture.data[at + 1]!
        blue += picture.data[at + 2]!
        continue
      }
      const colour = symbol.get(Math.floor(u), Math.floor(v)) ? dark : light
      red += colour[0]
      green += colour[1]
      blue += colour[2]
    }
    picture.data[at] = red / (taps * taps)
    picture.data[at + 1] = green / (taps * taps)
    picture.data[at + 2] = blue / (taps * taps)
  }
}

function range(values: readonly number[], limit: number): [number, number] {
  return [Math.max(0, Math.floor(Math.min(...values))), Math.min(limit, Math.ceil(Math.max(...values)))]
}

/** A picture with one upright symbol in the middle. */
export function pictureOf(symbol: Modules, module: number, look: Partial<Look> = {}): Pixels {
  const margin = 6 * module
  const side = symbol.size * module + 2 * margin
  const picture = blank(side, side, look.light ?? WHITE)
  drawUpright(picture, symbol, margin, margin, module, look)
  return picture
}

/** Turns a square around its middle. */
export function turned(centre: Point, side: number, degrees: number): Point[] {
  const radius = side / Math.SQRT2
  return [225, 315, 45, 135].map((corner) => {
    const angle = ((corner + degrees) * Math.PI) / 180
    return { x: centre.x + radius * Math.cos(angle), y: centre.y + radius * Math.sin(angle) }
  })
}

/** A finder pattern alone. */
export const FINDER: Modules = {
  size: 7,
  get: (x, y) => x >= 0 && y >= 0 && x < 7 && y < 7 && Math.max(Math.abs(x - 3), Math.abs(y - 3)) !== 2,
}

/** Numbers 0 … 1 that are the same every time. */
export function random(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}
