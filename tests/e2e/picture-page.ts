import { decodeBase64 } from '../../src/domain/base64'
import { readPixels } from '../../src/platform/picture'
import { findInPicture } from '../../src/scan/find-in-picture'

/** What the product's own code makes of a file, told without its pixels. */
export interface Reading {
  readonly problem?: string
  readonly size?: string
  readonly texts?: readonly string[]
  /** How often the browser was asked to decode it. */
  readonly decoded: number
}

let decoded = 0
const decode = createImageBitmap
Object.assign(globalThis, {
  createImageBitmap: (file: Blob) => {
    decoded++
    return decode(file)
  },
})

async function read(base64: string, search = true): Promise<Reading> {
  decoded = 0
  const pixels = await readPixels(new Blob([decodeBase64(base64) ?? new Uint8Array()]))
  if (!pixels.ok) return { problem: pixels.error, decoded }
  const { width, height } = pixels.value
  const symbols = search ? findInPicture(pixels.value, { now: () => performance.now() }).symbols : []
  return { size: `${width}×${height}`, texts: symbols.map(({ text }) => text), decoded }
}

/** Makes a file of so many zeros here: it would be long on the wire. */
const readZeros = async (length: number): Promise<Reading> => {
  decoded = 0
  const pixels = await readPixels(new Blob([new Uint8Array(length)]))
  return pixels.ok ? { size: 'some', decoded } : { problem: pixels.error, decoded }
}

/** The browser's own encoder. */
async function webp(base64: string, quality: number): Promise<string> {
  const bitmap = await decode(new Blob([decodeBase64(base64) ?? new Uint8Array()]))
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height)
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0)
  const blob = await canvas.convertToBlob({ type: 'image/webp', quality })
  const bytes = new Uint8Array(await blob.arrayBuffer())
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}

const picturePage = { read, readZeros, webp }
export type PicturePage = typeof picturePage
Object.assign(globalThis, { picturePage })
