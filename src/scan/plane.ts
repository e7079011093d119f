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
 * The pixels as 32-bit words, `0xAABBGGRR` (every browser's machine is little-endian). Shares the memory, unless the
 * bytes do not start at a multiple of four: then they are copied.
 */
export function wordsOf(pixels: Pixels): Uint32Array {
  const { data, width, height } = pixels
  const aligned = data.byteOffset % 4 === 0 ? data : data.slice()
  return new Uint32Array(aligned.buffer, aligned.byteOffset, width * height)
}

/** Weights of ITU-R BT.601 in 256ths. */
export function lumaOf(word: number): number {
  return ((word & 255) * 77 + ((word >>> 8) & 255) * 150 + ((word >>> 16) & 255) * 29) >>> 8
}

/** The luma of the mean of four pixels: red and blue are summed in one word, ten bits each. */
function lumaOfFour(a: number, b: number, c: number, d: number): number {
  const redBlue = (a & 0xff00ff) + (b & 0xff00ff) + (c & 0xff00ff) + (d & 0xff00ff)
  const green = ((a & 0xff00) + (b & 0xff00) + (c & 0xff00) + (d & 0xff00)) >>> 8
  return ((redBlue & 0x3ff) * 77 + green * 150 + ((redBlue >>> 16) & 0x3ff) * 29) >>> 10
}

/** Half the size straight from the colours: most of a picture is never looked at in full size. */
export function halfLuma(words: Uint32Array, width: number, height: number): Plane {
  const halfWidth = width >> 1
  const halfHeight = height >> 1
  const data = new Uint8Array(halfWidth * halfHeight)
  for (let y = 0; y < halfHeight; y++) {
    halveWordRow(words, 2 * y * width, width, data, y * halfWidth, halfWidth)
  }
  return { data, width: halfWidth, height: halfHeight }
}

function halveWordRow(
  words: Uint32Array,
  from: number,
  width: number,
  out: Uint8Array,
  to: number,
  count: number,
): void {
  let upper = from
  for (let i = to; i < to + count; i++, upper += 2) {
    const lower = upper + width
    out[i] = lumaOfFour(words[upper] ?? 0, words[upper + 1] ?? 0, words[lower] ?? 0, words[lower + 1] ?? 0)
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
