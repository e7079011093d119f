import jsQR from 'jsqr'
import type { Pixels, QrSymbol } from '../domain/pixels'
import { findSymbols, isReadable, type Scan, type ScanOptions } from './find-symbols'
import { halved, lumaOf, wordsOf, type Plane } from './plane'
import { textOf } from './text'

/** Pixels of the picture that plain jsqr gets at most: on noise it takes seconds for a megapixel. */
const MOST_WHOLE = 750_000

const WHITE = 255
const BLACK = 0

/**
 * Finds the codes of a picture file. Files differ from screens: they may be transparent, and photographs are bent,
 * where plain jsqr reads some codes that the locator misses. So: the locator, then jsqr on the whole, on a white ground
 * and, when there is transparency, on a black one.
 *
 * May take seconds on a large photograph without codes, and jsqr looks at no clock: not for a page's main thread.
 */
export function findInPicture(pixels: Pixels, options: ScanOptions = {}): Scan {
  if (!isReadable(pixels)) return findSymbols(pixels)
  const grounds = isOpaque(pixels) ? [undefined] : [WHITE, BLACK]
  let last: Scan | undefined
  for (const ground of grounds) {
    last = findSymbols(ground === undefined ? pixels : flattened(pixels, ground), options)
    if (last.symbols.length > 0 || last.timedOut) return last
  }
  const scan = last ?? findSymbols(pixels, options)
  for (const ground of grounds) {
    const symbol = readWhole(ground === undefined ? pixels : flattened(pixels, ground))
    if (symbol) return { ...scan, symbols: [symbol] }
  }
  return scan
}

/** jsqr's own way over the whole picture, which finds at most one code. */
export function readWhole(pixels: Pixels): QrSymbol | undefined {
  if (!isReadable(pixels)) return undefined
  const { plane, scale } = smallEnough(pixels)
  const picture = padded(plane)
  const code = jsQR(picture.data, picture.width, picture.height, { inversionAttempts: 'attemptBoth' })
  const text = code ? textOf(code) : undefined
  if (!code || text === undefined || text === '') return undefined
  const { topLeftCorner, topRightCorner, bottomRightCorner, bottomLeftCorner } = code.location
  const at = ({ x, y }: { x: number; y: number }) => ({ x: x * scale, y: y * scale })
  return {
    text,
    outline: [at(topLeftCorner), at(topRightCorner), at(bottomRightCorner), at(bottomLeftCorner)],
  }
}

function isOpaque({ data }: Pixels): boolean {
  for (let i = 3; i < data.length; i += 4) if ((data[i] ?? 0) !== 255) return false
  return true
}

/** The picture on a grey ground of a given brightness. */
export function flattened({ data, width, height }: Pixels, ground: number): Pixels {
  const flat = new Uint8ClampedArray(data.length)
  for (let i = 0; i < data.length; i += 4) {
    const alpha = (data[i + 3] ?? 0) / 255
    for (let channel = i; channel < i + 3; channel++) {
      flat[channel] = (data[channel] ?? 0) * alpha + ground * (1 - alpha)
    }
    flat[i + 3] = 255
  }
  return { data: flat, width, height }
}

function smallEnough(pixels: Pixels): { plane: Plane; scale: number } {
  const { width, height } = pixels
  let plane: Plane = { data: Uint8Array.from(wordsOf(pixels), lumaOf), width, height }
  let scale = 1
  for (; plane.width * plane.height > MOST_WHOLE; scale *= 2) plane = halved(plane)
  return { plane, scale }
}

/** Pictures of sides that are no multiple of eight, or under 40, break jsqr's blocks: white is added. */
const BLOCK = 8
const SMALLEST = 64

function padded({ data, width, height }: Plane): Pixels {
  const paddedWidth = Math.max(SMALLEST, Math.ceil(width / BLOCK) * BLOCK)
  const paddedHeight = Math.max(SMALLEST, Math.ceil(height / BLOCK) * BLOCK)
  const words = new Uint32Array(paddedWidth * paddedHeight).fill(0xffffffff)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const value = data[y * width + x] ?? 0
      words[y * paddedWidth + x] = ((0xff << 24) | (value << 16) | (value << 8) | value) >>> 0
    }
  }
  return { data: new Uint8ClampedArray(words.buffer), width: paddedWidth, height: paddedHeight }
}
