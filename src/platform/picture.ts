import { MAXIMUM_PIXELS, type Pixels } from '../domain/pixels'
import { pictureSizeOf, type PictureSize } from '../domain/picture-size'
import { err, ok, type Result } from '../domain/result'

export type PictureProblem = 'not-a-picture' | 'too-large'

/** Bytes of a file: 20 MB. */
const MAXIMUM_BYTES = 20 * 1024 * 1024

/** Pixels: where the canvas of some browsers ends. */
const MAXIMUM_SIDE = 32_767

/**
 * Decodes a picture file in the extension. One over the bounds is refused by what its first bytes say, before anything
 * is decoded. Formats whose size we cannot tell so (SVG has none) are no pictures to us.
 */
export async function readPixels(picture: Blob): Promise<Result<Pixels, PictureProblem>> {
  if (picture.size > MAXIMUM_BYTES) return err('too-large')
  const size = await tried(async () => pictureSizeOf(new Uint8Array(await picture.arrayBuffer())))
  if (!size) return err('not-a-picture')
  if (!isWithinBounds(size)) return err('too-large')
  const bitmap = await tried(() => createImageBitmap(picture))
  return bitmap ? pixelsOf(bitmap) : err('not-a-picture')
}

function isWithinBounds({ width, height }: PictureSize): boolean {
  return Math.max(width, height) <= MAXIMUM_SIDE && width * height <= MAXIMUM_PIXELS
}

/** What the decoder made of the file is held against the bounds once more. */
function pixelsOf(bitmap: ImageBitmap): Result<Pixels, PictureProblem> {
  const { width, height } = bitmap
  try {
    if (!isWithinBounds(bitmap)) return err('too-large')
    const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })
    if (!context) return err('not-a-picture')
    context.drawImage(bitmap, 0, 0)
    return ok({ data: context.getImageData(0, 0, width, height).data, width, height })
  } finally {
    bitmap.close()
  }
}

/** The browser throws its own exceptions at files that cannot be read or decoded. */
async function tried<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work()
  } catch (cause) {
    if (cause instanceof DOMException) return undefined
    throw cause
  }
}
