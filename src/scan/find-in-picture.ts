import jsQR from 'jsqr'
import type { Pixels, QrSymbol } from '../domain/pixels'
import { findSymbols, isReadable, type Scan, type ScanOptions } from './find-symbols'
import { halfLuma, halved, lumaOf, wordsOf, type Plane } from './plane'
import { textOf } from './text'

/** Pixels of the picture that plain jsqr gets at most: on noise it takes two seconds for as many. */
const MOST_WHOLE = 750_000

const WHITE = 255
const BLACK = 0

/**
 * Finds the codes of a picture file. Files differ from screens: they may be transparent, and photographs are blurred
 * and crumpled, where plain jsqr reads some codes that the locator misses. So: the locator, then jsqr on the whole, on a
 * white ground and, when there is transparency, on a black one.
 *
 * The locator keeps to the time limit. jsqr looks at no clock and may take two seconds on a ground, which is why it gets
 * a small picture: not for a page's main thread.
 */
export function findInPicture(pixels: Pixels, options: ScanOptions = {}): Scan {
  if (!isReadable(pixels) || isOpaque(pixels)) return findOnGround(pixels, options)
  const onWhite = findOnGround(flattened(pixels, WHITE), options)
  if (onWhite.symbols.length > 0 || onWhite.timedOut) return onWhite
  return findOnGround(flattened(pixels, BLACK), options)
}

function findOnGround(pixels: Pixels, options: ScanOptions): Scan {
  const scan = findSymbols(pixels, options)
  if (scan.symbols.length > 0 || scan.timedOut) return scan
  const symbol = readWhole(pixels)
  return symbol ? { ...scan, symbols: [symbol] } : scan
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
  const words = wordsOf(pixels)
  if (width * height <= MOST_WHOLE)
    return { plane: { data: Uint8Array.from(words, lumaOf), width, height }, scale: 1 }
  let plane = halfLuma(words, width, height)
  let scale = 2
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
