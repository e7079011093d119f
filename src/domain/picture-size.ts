export interface PictureSize {
  /** Pixels. */
  readonly width: number
  readonly height: number
}

/** A file that starts with these bytes is of this format; `?` stands for any byte. */
interface Format {
  readonly start: string
  readonly read: (view: DataView) => PictureSize | undefined
}

const FORMATS: readonly Format[] = [
  { start: '\x89PNG\r\n\x1a\n', read: pngSize },
  { start: '\xff\xd8\xff', read: jpegSize },
  { start: 'GIF87a', read: gifSize },
  { start: 'GIF89a', read: gifSize },
  { start: 'RIFF????WEBP', read: webpSize },
  { start: 'BM', read: bmpSize },
]

/**
 * The size that a picture file says it has, read from its first bytes without decoding it: a few bytes can stand for a
 * picture that fills the memory.
 *
 * @returns undefined when it is no PNG, JPEG, GIF, WebP or BMP, ends before its size, or has none
 */
export function pictureSizeOf(bytes: Uint8Array): PictureSize | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const format = FORMATS.find(({ start }) => startsWith(view, 0, start))
  try {
    const size = format?.read(view)
    return size && size.width > 0 && size.height > 0 ? size : undefined
  } catch (cause) {
    if (cause instanceof RangeError) return undefined // read past the end
    throw cause
  }
}

function startsWith(view: DataView, at: number, text: string): boolean {
  if (at + text.length > view.byteLength) return false
  return Array.from(text).every(
    (letter, i) => letter === '?' || view.getUint8(at + i) === letter.charCodeAt(0),
  )
}

function pngSize(view: DataView): PictureSize | undefined {
  if (!startsWith(view, 8, '\0\0\0\x0dIHDR')) return undefined
  return { width: view.getUint32(16), height: view.getUint32(20) }
}

/** Walks over the segments up to the one that starts the frame. Thumbnails lie inside segments and are stepped over. */
function jpegSize(view: DataView): PictureSize | undefined {
  for (let at = 2; view.getUint8(at) === 0xff;) {
    const marker = view.getUint8(at + 1)
    if (isFrame(marker)) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) }
    if (marker === 0xff) at++
    else if (isBare(marker)) at += 2
    else if (marker === END || marker === SCAN) return undefined
    else at += 2 + Math.max(2, view.getUint16(at + 2))
  }
  return undefined
}

const END = 0xd9
const SCAN = 0xda

/** Start of frame, of whatever coding: 0xc0 to 0xcf but for the tables (0xc4, 0xcc) and the reserved 0xc8. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)

/** Markers without a segment. */
const isBare = (marker: number) => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)

/** Browsers make the picture as large as its first frame where that is larger than the screen it names. */
function gifSize(view: DataView): PictureSize | undefined {
  let at = 13 + tableLength(view.getUint8(10))
  for (; view.getUint8(at) === EXTENSION; at++) {
    at += 2
    for (let length = view.getUint8(at); length > 0; length = view.getUint8(at)) at += 1 + length
  }
  if (view.getUint8(at) !== FRAME) return undefined
  const right = view.getUint16(at + 1, true) + view.getUint16(at + 5, true)
  const bottom = view.getUint16(at + 3, true) + view.getUint16(at + 7, true)
  return {
    width: Math.max(view.getUint16(6, true), right),
    height: Math.max(view.getUint16(8, true), bottom),
  }
}

const EXTENSION = 0x21
const FRAME = 0x2c

/** Bytes of the colours that may follow a GIF's header. */
const tableLength = (flags: number) => (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0)

function webpSize(view: DataView): PictureSize | undefined {
  if (startsWith(view, 12, 'VP8X')) {
    return { width: uint24(view, 24) + 1, height: uint24(view, 27) + 1 }
  }
  if (startsWith(view, 12, 'VP8L????\x2f')) {
    const bits = view.getUint32(21, true)
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
  }
  if (!startsWith(view, 12, 'VP8 ???????\x9d\x01\x2a')) return undefined
  return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
}

const uint24 = (view: DataView, at: number) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16)

/** Twelve bytes of header: the oldest form. A negative height means that the rows run from the top. */
function bmpSize(view: DataView): PictureSize | undefined {
  const header = view.getUint32(14, true)
  if (header === 12) return { width: view.getUint16(18, true), height: view.getUint16(20, true) }
  if (header < 40) return undefined
  return { width: view.getInt32(18, true), height: Math.abs(view.getInt32(22, true)) }
}
