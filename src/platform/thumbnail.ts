import type { Thumbnail } from '../protocol/messages'
import { dataUrlOf } from './data-url'

/** Pixels: the popup's width on a screen with twice the density. */
const WIDEST = 720
const QUALITY = 0.7

/** A small copy of a picture, or `undefined` if it is none. */
export async function thumbnailOf(picture: Blob): Promise<Thumbnail | undefined> {
  try {
    const bitmap = await createImageBitmap(picture)
    const url = dataUrlOf(await drawSmall(bitmap))
    const { width, height } = sizeOf(bitmap)
    bitmap.close()
    return { url: await url, width, height }
  } catch (cause) {
    if (cause instanceof DOMException) return undefined
    throw cause
  }
}

function sizeOf({ width, height }: ImageBitmap): { width: number; height: number } {
  const scale = Math.min(1, WIDEST / width)
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

function drawSmall(bitmap: ImageBitmap): Promise<Blob> {
  const { width, height } = sizeOf(bitmap)
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d')
  if (!context) throw new Error('a canvas has no 2d context')
  context.imageSmoothingQuality = 'high'
  context.drawImage(bitmap, 0, 0, width, height)
  return canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY })
}
