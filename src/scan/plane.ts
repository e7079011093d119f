import type { Pixels } from '../domain/pixels'

/**
 * Brightness, one byte a pixel (0 black … 255 white), row by row from the top left.
 *
 * Reads of typed arrays in this folder end in `?? 0`: the compiler cannot know that an index is in range, and the
 * engine drops the branch as soon as the loop is warm.
 */
export interface Plane {
  readonly data: Uint8Array
  readonly width: number
  readonly height: number
}

/**
 * The pixels as 32-bit words, `0xAABBGGRR` (every browser's machine is little-endian). Signed, because opaque pixels are
 * then small integers, which engines keep without boxing while the code is cold. Shares the memory, unless the bytes do
 * not start at a multiple of four: then they are copied.
 */
export function wordsOf(pixels: Pixels): Int32Array {
  const { data, width, height } = pixels
  const aligned = data.byteOffset % 4 === 0 ? data : data.slice()
  return new Int32Array(aligned.buffer, aligned.byteOffset, width * height)
}

/**
 * Brightness of a colour: 38 parts of 128 red, 75 green, 15 blue, nearly ITU-R BT.601. One multiplication serves red and
 * blue: red's product comes to lie in the upper half. The weights are written out because a bundler makes variables of
 * named ones, and this runs for every pixel.
 */
export function lumaOf(word: number): number {
  return ((Math.imul(word & 0xff00ff, 0x26000f) >>> 16) + ((word >>> 8) & 255) * 75) >>> 7
}

/** The mean of two colours, all four channels at once, rounded down. */
function between(a: number, b: number): number {
  return (a & b) + (((a ^ b) >>> 1) & 0x7f7f7f7f)
}

/** Half the size straight from the colours: most of a picture is never looked at in full size. */
export function halfLuma(words: Int32Array, width: number, height: number): Plane {
  const halfWidth = width >> 1
  const halfHeight = height >> 1
  const data = new Uint8Array(halfWidth * halfHeight)
  for (let y = 0; y < halfHeight; y++) {
    halveWordRow(words, 2 * y * width, width, data, y * halfWidth, halfWidth)
  }
  return { data, width: halfWidth, height: halfHeight }
}

function halveWordRow(
  words: Int32Array,
  from: number,
  width: number,
  out: Uint8Array,
  to: number,
  count: number,
): void {
  // Most of a page is the colour that was there before.
  let colour = words[from] ?? 0
  let luma = lumaOf(colour)
  let upper = from
  for (let i = to; i < to + count; i++, upper += 2) {
    const lower = upper + width
    const a = words[upper] ?? 0
    const b = words[upper + 1] ?? 0
    const c = words[lower] ?? 0
    const d = words[lower + 1] ?? 0
    if (((a ^ colour) | (b ^ colour) | (c ^ colour) | (d ^ colour)) !== 0) {
      colour = between(between(a, b), between(c, d))
      luma = lumaOf(colour)
    }
    out[i] = luma
  }
}

/** Half the size, each pixel the mean of four. */
export function halved(plane: Plane): Plane {
  const width = plane.width >> 1
  const height = plane.height >> 1
  const data = new Uint8Array(width * height)
  for (let y = 0; y < height; y++) {
    halveRow(plane.data, 2 * y * plane.width, plane.width, data, y * width, width)
  }
  return { data, width, height }
}

function halveRow(
  source: Uint8Array,
  from: number,
  stride: number,
  out: Uint8Array,
  to: number,
  count: number,
): void {
  let upper = from
  for (let i = to; i < to + count; i++, upper += 2) {
    const lower = upper + stride
    const sum =
      (source[upper] ?? 0) + (source[upper + 1] ?? 0) + (source[lower] ?? 0) + (source[lower + 1] ?? 0)
    out[i] = (sum + 2) >> 2
  }
}

/**
 * Brightness between pixels, by bilinear interpolation. Coordinates are in pixels from the top left corner of the
 * picture, so the first pixel's middle is (0.5, 0.5); outside, the nearest pixel counts.
 */
export function brightnessAt(plane: Plane, x: number, y: number): number {
  const { data, width, height } = plane
  const column = Math.min(Math.max(x - 0.5, 0), width - 1.001)
  const row = Math.min(Math.max(y - 0.5, 0), height - 1.001)
  const left = column | 0
  const top = row | 0
  const right = column - left
  const down = row - top
  const i = top * width + left
  const upper = (data[i] ?? 0) * (1 - right) + (data[i + 1] ?? 0) * right
  const lower = (data[i + width] ?? 0) * (1 - right) + (data[i + width + 1] ?? 0) * right
  return upper * (1 - down) + lower * down
}
