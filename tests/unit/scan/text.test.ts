import type { Mode } from 'lean-qr'
import { describe, expect, it } from 'vitest'
import { decodeGrid } from '../../../src/scan/decode-grid'
import { textOf } from '../../../src/scan/text'
import { encode } from './draw'

/** Segments, each a list of [value, bits], in symbols of version 1 to 9. */
function segments(...parts: (readonly (readonly [number, number])[])[]): Mode {
  const mode = (data: { push(value: number, bits: number): void }) => {
    for (const [value, bits] of parts.flat()) data.push(value, bits)
  }
  return Object.assign(mode, { l: () => 0 })
}

const bytes = (list: readonly number[]) =>
  [[4, 4], [list.length, 8], ...list.map((byte) => [byte, 8] as const)] as [number, number][]
const ascii = (text: string) => bytes(Array.from(text, (letter) => letter.charCodeAt(0)))
const eci = (set: number) =>
  [
    [7, 4],
    [set, 8],
  ] as [number, number][]
const kanji = (...codes: number[]) =>
  [[8, 4], [codes.length, 8], ...codes.map((code) => [packed(code), 13] as const)] as [number, number][]

/** ISO/IEC 18004, 7.4.6. */
function packed(code: number): number {
  const offset = code - (code < 0xe040 ? 0x8140 : 0xc140)
  return (offset >> 8) * 0xc0 + (offset & 0xff)
}

function read(...parts: (readonly (readonly [number, number])[])[]): string | undefined {
  const symbol = encode(segments(...parts), 'M', 5)
  const modules = Uint8Array.from({ length: 37 * 37 }, (_, i) =>
    symbol.get(i % 37, Math.floor(i / 37)) ? 1 : 0,
  )
  const code = decodeGrid({ modules, size: 37 })
  if (!code) throw new Error('the symbol itself was not decoded')
  return textOf(code)
}

describe('textOf', () => {
  it.each([
    ['UTF-8 without a word about it', [bytes([0x47, 0x72, 0xc3, 0xb6, 0xc3, 0x9f, 0x65])], 'Größe'],
    ['UTF-8 that is announced', [eci(26), bytes([0xc3, 0xa6])], 'æ'],
    ['Latin-1 that is announced', [eci(3), bytes([0xe6, 0xf8, 0xe5])], 'æøå'],
    ['Latin-1 without a word', [bytes([0x5a, 0x6f, 0xeb])], 'Zoë'],
    ['Cyrillic that is announced', [eci(22), bytes([0xc8, 0xe2, 0xe0, 0xed])], 'Иван'],
    ['Shift-JIS without a word', [bytes([0x97, 0xe1, 0x82, 0xa6])], '例え'],
    ['Shift-JIS that is announced', [eci(20), bytes([0x97, 0xe1])], '例'],
    ['Kanji segments', [ascii('a='), kanji(0x97e1, 0x82a6), ascii('&b')], 'a=例え&b'],
    ['a character cut in two segments', [bytes([0x47, 0xc3]), bytes([0xb6])], 'Gö'],
    ['a set no browser knows', [eci(2), ascii('plain')], 'plain'],
    ['a set that is a lie', [eci(26), bytes([0xe6, 0x21])], 'æ!'],
    ['two sets in one symbol', [eci(3), bytes([0xe6]), eci(26), bytes([0xc3, 0xa6])], 'ææ'],
    [
      'digits beside bytes',
      [
        ascii('n'),
        [
          [1, 4],
          [3, 10],
          [123, 10],
        ] as [number, number][],
      ],
      'n123',
    ],
  ] as const)('reads %s', (_, parts, text) => expect(read(...parts)).toBe(text))

  it('does not read one part of a message spread over symbols', () => {
    const append: [number, number][] = [[3, 4], [0x12, 8], [0x55, 8]] // prettier-ignore
    expect(read(append, ascii('otpauth://'))).toBeUndefined()
  })

  it('does not read kinds it does not know, though text precedes them', () => {
    expect(read(ascii('otpauth://'), [[9, 4], [0, 8]])).toBeUndefined() // prettier-ignore
  })
})
