import { err, ok, type Result } from '../domain/result'
import { MAXIMUM_PIXELS, type Pixels } from '../domain/pixels'

export type PictureProblem = 'not-a-picture' | 'too-large'

/** Decodes a picture file in the extension. Sizes over the bound are refused before pixels are read out. */
export async function readPixels(picture: Blob): Promise<Result<Pixels, PictureProblem>> {
  const bitmap = await bitmapOf(picture)
  if (!bitmap) return err('not-a-picture')
  const { width, height } = bitmap
  try {
    if (width * height > MAXIMUM_PIXELS) return err('too-large')
    const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })
    if (!context) return err('not-a-picture')
    context.drawImage(bitmap, 0, 0)
    return ok({ data: context.getImageData(0, 0, width, height).data, width, height })
  } finally {
    bitmap.close()
  }
}

async function bitmapOf(picture: Blob): Promise<ImageBitmap | undefined> {
  try {
    return await createImageBitmap(picture)
  } catch (cause) {
    if (cause instanceof DOMException) return undefined
    throw cause
  }
}
