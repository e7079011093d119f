import jpeg from 'jpeg-js'
import { PNG } from 'pngjs'
import { crc32, deflateSync } from 'node:zlib'
import type { Pixels } from '../../src/domain/pixels'

/* Whole picture files, sound ones and ones that lie about their size. */

export function pngFile({ data, width, height }: Pixels): Buffer {
  const picture = new PNG({ width, height })
  picture.data.set(data)
  return PNG.sync.write(picture)
}

export function jpegFile({ data, width, height }: Pixels): Buffer {
  return Buffer.from(jpeg.encode({ data, width, height }, 92).data)
}

/** Rows from the bottom, three bytes a pixel, padded to four. */
export function bmpFile({ data, width, height }: Pixels): Buffer {
  const stride = Math.ceil((width * 3) / 4) * 4
  const file = Buffer.alloc(54 + stride * height)
  file.write('BM')
  file.writeUInt32LE(file.length, 2)
  file.writeUInt32LE(54, 10)
  file.writeUInt32LE(40, 14)
  file.writeInt32LE(width, 18)
  file.writeInt32LE(height, 22)
  file.writeUInt16LE(1, 26)
  file.writeUInt16LE(24, 28)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [red = 0, green = 0, blue = 0] = data.subarray((y * width + x) * 4, (y * width + x) * 4 + 3)
      file.set([blue, green, red], 54 + (height - 1 - y) * stride + x * 3)
    }
  }
  return file
}

const GREYS = 128
/** Codes stay eight bits wide as long as the table is cleared before it grows to the next bit. */
const BEFORE_CLEARING = 126

/** 128 greys and codes that stand for themselves: no compression. */
export function gifFile({ data, width, height }: Pixels): Buffer {
  const codes: number[] = []
  for (let i = 0; i < width * height; i++) {
    if (i % BEFORE_CLEARING === 0) codes.push(GREYS)
    codes.push((data[i * 4] ?? 0) >> 1)
  }
  codes.push(GREYS + 1)
  return Buffer.concat([
    gifHeader(width, height),
    gifFrame(width, height),
    Buffer.from([7]),
    ...blocksOf(codes),
    Buffer.from([0, 0x3b]),
  ])
}

export function gifHeader(width: number, height: number): Buffer {
  const header = Buffer.alloc(13)
  header.write('GIF89a')
  header.writeUInt16LE(width, 6)
  header.writeUInt16LE(height, 8)
  header[10] = 0xf6
  return Buffer.concat([
    header,
    Buffer.from(Array.from({ length: 3 * GREYS }, (_, i) => Math.floor(i / 3) * 2)),
  ])
}

export function gifFrame(width: number, height: number): Buffer {
  const frame = Buffer.alloc(10)
  frame[0] = 0x2c
  frame.writeUInt16LE(width, 5)
  frame.writeUInt16LE(height, 7)
  return frame
}

function blocksOf(codes: readonly number[]): Buffer[] {
  const blocks: Buffer[] = []
  for (let at = 0; at < codes.length; at += 255) {
    const block = codes.slice(at, at + 255)
    blocks.push(Buffer.from([block.length, ...block]))
  }
  return blocks
}

/** A PNG of one bit a pixel, all black, that says one size and holds the data of another. */
export function blackPng(says: readonly [number, number], holds = says): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(says[0], 0)
  header.writeUInt32BE(says[1], 4)
  header[8] = 1
  const rows = Buffer.alloc((1 + Math.ceil(holds[0] / 8)) * holds[1])
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(name: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name), content])
  const framed = Buffer.alloc(named.length + 8)
  framed.writeUInt32BE(content.length, 0)
  named.copy(framed, 4)
  framed.writeUInt32BE(crc32(named), named.length + 4)
  return framed
}

/** The same file with some bytes changed. */
export function changed(file: Buffer, at: number, ...bytes: readonly number[]): Buffer {
  const copy = Buffer.from(file)
  copy.set(bytes, at)
  return copy
}

/** Where a JPEG's frame says its height and then its width, two bytes each. */
export function frameOf(file: Buffer): number {
  for (let at = 2; ; at += 2 + file.readUInt16BE(at + 2)) if ((file[at + 1] ?? 0) === 0xc0) return at + 5
}
