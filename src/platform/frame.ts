import type { Pixels } from '../domain/pixels'

/** Quality of the picture kept of a frame in which a code was read. */
const QUALITY = 0.85

/**
 * What a video shows now, its longer side at most `longest` pixels; `undefined` if it shows nothing, as it does from the
 * moment its camera is turned off.
 */
export async function frameOf(video: HTMLVideoElement, longest: number): Promise<ImageBitmap | undefined> {
  const { videoWidth, videoHeight } = video
  const scale = Math.min(1, longest / Math.max(videoWidth, videoHeight))
  try {
    return await createImageBitmap(video, {
      resizeWidth: Math.round(videoWidth * scale),
      resizeHeight: Math.round(videoHeight * scale),
    })
  } catch {
    return undefined
  }
}

/** A frame drawn where its pixels can be read. The bitmap is used up. */
export function drawFrame(frame: ImageBitmap): {
  readonly pixels: Pixels
  readonly toJpeg: () => Promise<Blob>
} {
  const { width, height } = frame
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('a canvas has no 2d context')
  context.drawImage(frame, 0, 0)
  frame.close()
  return {
    pixels: { data: context.getImageData(0, 0, width, height).data, width, height },
    toJpeg: () => canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY }),
  }
}
