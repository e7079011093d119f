/** Headers of picture files, byte by byte; what follows them is left out, so nothing decodes them. */

export const ascii = (text: string) => Array.from(text, (letter) => letter.charCodeAt(0))
const be16 = (value: number) => [value >> 8, value & 255]
const le16 = (value: number) => [value & 255, (value >> 8) & 255]
const be32 = (value: number) => [...be16(value >>> 16), ...be16(value & 0xffff)]
const le32 = (value: number) => [...le16(value & 0xffff), ...le16(value >>> 16)]
const le24 = (value: number) => [...le16(value & 0xffff), value >>> 16]

export const png = (width: number, height: number) => [
  0x89,
  ...ascii('PNG\r\n\x1a\n'),
  ...be32(13),
  ...ascii('IHDR'),
  ...be32(width),
  ...be32(height),
]

/** @param before segments between the start of the file and that of the frame */
export const jpeg = (width: number, height: number, before: readonly number[] = [], marker = 0xc0) => [
  0xff,
  0xd8,
  ...before,
  0xff,
  marker,
  ...be16(17),
  8,
  ...be16(height),
  ...be16(width),
]

/** A segment of zeros, or of something. */
export const segment = (marker: number, length: number, content: readonly number[] = []) => [
  0xff,
  marker,
  ...be16(length),
  ...Array.from({ length: length - 2 }, (_, i) => content[i] ?? 0),
]

interface Gif {
  readonly screen: readonly [number, number]
  readonly frame: readonly [left: number, top: number, width: number, height: number]
  readonly flags?: number
  readonly between?: readonly number[]
}

export const gif = ({ screen, frame, flags = 0, between = [] }: Gif, version = 'GIF89a') => [
  ...ascii(version),
  ...screen.flatMap(le16),
  flags,
  0,
  0,
  ...Array<number>(flags & 0x80 ? 3 << ((flags & 7) + 1) : 0).fill(7),
  ...between,
  0x2c,
  ...frame.flatMap(le16),
  0,
]

const webp = (chunk: string, ...bytes: readonly number[]) => [
  ...ascii('RIFF'),
  ...le32(12 + bytes.length),
  ...ascii(`WEBP${chunk}`),
  ...le32(bytes.length),
  ...bytes,
]

export const webpLossy = (width: number, height: number) =>
  webp('VP8 ', 0x50, 1, 0, 0x9d, 0x01, 0x2a, ...le16(width), ...le16(height))

export const webpLossless = (width: number, height: number) =>
  webp('VP8L', 0x2f, ...le32(((height - 1) << 14) | (width - 1)))

export const webpExtended = (width: number, height: number) =>
  webp('VP8X', 0, 0, 0, 0, ...le24(width - 1), ...le24(height - 1))

export const bmp = (width: number, height: number, header = 40) => [
  ...ascii('BM'),
  ...Array<number>(12).fill(0),
  ...le32(header),
  ...(header === 12 ? [...le16(width), ...le16(height)] : [...le32(width >>> 0), ...le32(height >>> 0)]),
]
