import { LONGEST_PICTURE } from '../../protocol/messages'
import { isShown } from '../is-shown'

export type Picture = HTMLImageElement | HTMLCanvasElement

/** CSS pixels. A smaller picture is an icon. */
const SMALLEST_SIDE = 60
/** Of the longer side to the shorter: QR codes are square, and their margins may not be quite. */
const LONGEST_RATIO = 1.25
/** Pixels of a side of what is drawn off a picture that is no data URL. */
const LARGEST_SIDE = 2000

/** The picture that may be the QR code of a registration step: the largest square one in sight. */
export function findPicture(page: Document): Picture | undefined {
  const pictures = [...page.querySelectorAll<Picture>('img, canvas')]
  const side = (picture: Picture) => picture.getBoundingClientRect().width
  return pictures.filter((one) => isSquare(one) && isShown(one)).toSorted((a, b) => side(b) - side(a))[0]
}

function isSquare(picture: Picture): boolean {
  const { width, height } = picture.getBoundingClientRect()
  const [short, long] = [Math.min(width, height), Math.max(width, height)]
  return short >= SMALLEST_SIDE && long <= short * LONGEST_RATIO
}

/**
 * The picture as a data URL. `undefined` where it is not loaded yet, is too large, or comes from another origin: the
 * browser then keeps its pixels from us.
 */
export function dataUrlOf(picture: Picture): string | undefined {
  const url = picture instanceof HTMLImageElement ? urlOfImage(picture) : urlOfCanvas(picture)
  return url !== undefined && url.length <= LONGEST_PICTURE ? url : undefined
}

function urlOfImage(image: HTMLImageElement): string | undefined {
  const source = image.getAttribute('src')
  if (source?.startsWith('data:')) return source
  const { naturalWidth: width, naturalHeight: height } = image
  if (!image.complete || !isDrawable(width, height)) return undefined
  const canvas = image.ownerDocument.createElement('canvas')
  Object.assign(canvas, { width, height })
  canvas.getContext('2d')?.drawImage(image, 0, 0)
  return urlOfCanvas(canvas)
}

function urlOfCanvas(canvas: HTMLCanvasElement): string | undefined {
  if (!isDrawable(canvas.width, canvas.height)) return undefined
  try {
    return canvas.toDataURL('image/png')
  } catch {
    return undefined // SecurityError: another origin's pixels are in it
  }
}

const isDrawable = (width: number, height: number): boolean =>
  width > 0 && height > 0 && Math.max(width, height) <= LARGEST_SIDE
