import { describe, expect, test } from 'vitest'
import { pictureSizeOf } from '../../../src/domain/picture-size'
import { ascii, bmp, gif, jpeg, png, segment, webpExtended, webpLossless, webpLossy } from './picture-files'

const sizeOf = (bytes: readonly number[]) => pictureSizeOf(Uint8Array.from(bytes))

const COMMENT = [0x21, 0xfe, 3, 65, 66, 67, 1, 68, 0]

const SOUND: readonly [what: string, bytes: readonly number[], width: number, height: number][] = [
  ['PNG', png(640, 480), 640, 480],
  ['a PNG of the largest size there is', png(0xffffffff, 0x7fffffff), 0xffffffff, 0x7fffffff],
  ['JPEG', jpeg(640, 480), 640, 480],
  ['a JPEG of which parts come one after another', jpeg(640, 480, [], 0xc2), 640, 480],
  ['a JPEG with a thumbnail of another size', jpeg(640, 480, segment(0xe1, 300, jpeg(16, 12))), 640, 480],
  [
    'a JPEG with tables before',
    jpeg(640, 480, [...segment(0xe0, 16), ...segment(0xdb, 67), ...segment(0xc4, 31)]),
    640,
    480,
  ],
  ['a JPEG with filling before its markers', jpeg(640, 480, [0xff, 0xff, 0xff]), 640, 480],
  ['a JPEG with a bare marker', jpeg(640, 480, [0xff, 0x01, 0xff, 0xd3]), 640, 480],
  ['the largest JPEG', jpeg(65535, 65535), 65535, 65535],
  ['GIF', gif({ screen: [320, 200], frame: [0, 0, 320, 200] }), 320, 200],
  ['an old GIF', gif({ screen: [320, 200], frame: [0, 0, 320, 200] }, 'GIF87a'), 320, 200],
  ['a GIF with colours', gif({ screen: [320, 200], frame: [0, 0, 320, 200], flags: 0xf7 }), 320, 200],
  [
    'a GIF with remarks',
    gif({ screen: [320, 200], frame: [0, 0, 320, 200], between: [...COMMENT, ...COMMENT] }),
    320,
    200,
  ],
  ['a GIF with a small frame', gif({ screen: [320, 200], frame: [10, 10, 20, 20] }), 320, 200],
  [
    'a GIF whose frame is larger than it says',
    gif({ screen: [1, 1], frame: [5, 6, 60000, 50000] }),
    60005,
    50006,
  ],
  ['lossy WebP', webpLossy(640, 480), 640, 480],
  ['a lossy WebP to be scaled', webpLossy(0x4000 | 640, 0xc000 | 480), 640, 480],
  ['lossless WebP', webpLossless(640, 480), 640, 480],
  ['the largest lossless WebP', webpLossless(16384, 16384), 16384, 16384],
  ['extended WebP', webpExtended(640, 480), 640, 480],
  ['the largest extended WebP', webpExtended(1 << 24, 1 << 24), 1 << 24, 1 << 24],
  ['BMP', bmp(640, 480), 640, 480],
  ['a BMP from the top', bmp(640, -480), 640, 480],
  ['a later BMP', bmp(640, 480, 124), 640, 480],
  ['the oldest BMP', bmp(640, 480, 12), 640, 480],
]

test.each(SOUND)('%s: the size it says', (_, bytes, width, height) => {
  expect(sizeOf(bytes)).toEqual({ width, height })
})

test('does not depend on where its bytes start', () => {
  const within = Uint8Array.from([1, 2, 3, ...png(640, 480), 4]).subarray(3, -1)
  expect(pictureSizeOf(within)).toEqual({ width: 640, height: 480 })
})

describe('no size', () => {
  test.each<[string, readonly number[]]>([
    ['nothing', []],
    ['zeros', Array<number>(100).fill(0)],
    ['text', ascii('a picture of 640 by 480')],
    ['SVG', ascii('<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480"/>')],
    ['SVG with a declaration', ascii('<?xml version="1.0"?><svg width="640" height="480"/>')],
    ['HTML', ascii('<!doctype html><img src="640x480">')],
    ['PDF', ascii('%PDF-1.7')],
    ['AVIF', ascii('\0\0\0\x1cftypavif')],
    ['an icon', [0, 0, 1, 0, 1, 0, 16, 16, 0, 0]],
    ['a PNG whose first part is another', png(640, 480).map((byte, i) => (i === 12 ? 0x4a : byte))],
    ['a PNG whose first part has another length', png(640, 480).map((byte, i) => (i === 11 ? 12 : byte))],
    ['a PNG without width', png(0, 480)],
    ['a PNG without height', png(640, 0)],
    ['a PNG spoilt by a text transfer', png(640, 480).filter((byte) => byte !== 0x0d)],
    ['a JPEG without height', jpeg(640, 0)],
    ['a JPEG without width', jpeg(0, 480)],
    ['a JPEG that is over before its frame', jpeg(640, 480, [0xff, 0xd9])],
    ['a JPEG whose data come before its frame', jpeg(640, 480, segment(0xda, 12))],
    ['a JPEG of tables only', [0xff, 0xd8, ...segment(0xc4, 31), ...segment(0xcc, 31), ...segment(0xc8, 31)]],
    ['a JPEG with rubbish between', jpeg(640, 480, [...segment(0xe0, 16), 0, 0])],
    ['a JPEG whose part leads past its end', jpeg(640, 480, [0xff, 0xe0, 0xff, 0xff])],
    ['a JPEG of filling', [0xff, 0xd8, ...Array<number>(1000).fill(0xff)]],
    [
      'a JPEG of parts without length',
      [0xff, 0xd8, ...Array.from({ length: 300 }, () => [0xff, 0xe0, 0, 0]).flat()],
    ],
    ['a GIF of another year', gif({ screen: [320, 200], frame: [0, 0, 1, 1] }, 'GIF90a')],
    ['a GIF without a frame', [...gif({ screen: [320, 200], frame: [0, 0, 1, 1] }).slice(0, 13), 0x3b]],
    ['a GIF of nothing', gif({ screen: [0, 0], frame: [0, 0, 0, 0] })],
    [
      'a GIF whose remark does not end',
      gif({ screen: [9, 9], frame: [0, 0, 9, 9], between: [0x21, 0xfe, 255] }),
    ],
    ['a RIFF file of sound', ascii('RIFF\x24\0\0\0WAVEfmt ')],
    ['a WebP of another kind', webpLossy(640, 480).map((byte, i) => (i === 15 ? 0x39 : byte))],
    ['a lossy WebP without its mark', webpLossy(640, 480).map((byte, i) => (i === 23 ? 0 : byte))],
    ['a lossy WebP without width', webpLossy(0, 480)],
    ['a lossless WebP without its mark', webpLossless(640, 480).map((byte, i) => (i === 20 ? 0 : byte))],
    ['a BMP of negative width', bmp(-640, 480)],
    ['a BMP without height', bmp(640, 0)],
    ['a BMP with a header of no known length', bmp(640, 480, 39)],
  ])('for %s', (_, bytes) => expect(sizeOf(bytes)).toBeUndefined())

  test.each(SOUND)('for %s that ends too early, wherever', (_, bytes, width, height) => {
    for (let length = 0; length < bytes.length; length++) {
      const size = sizeOf(bytes.slice(0, length))
      if (size) expect({ length, ...size }).toEqual({ length: bytes.length - 1, width, height })
    }
  })
})
