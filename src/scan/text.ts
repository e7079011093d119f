import type { Decoded } from './decode-grid'

type Chunk = Decoded['chunks'][number]

/** Character sets by their number (AIM ECI list), for those that browsers decode. */
const CHARACTER_SETS: Readonly<Record<number, string>> = {
  1: 'windows-1252',
  3: 'windows-1252',
  4: 'iso-8859-2',
  5: 'iso-8859-3',
  6: 'iso-8859-4',
  7: 'iso-8859-5',
  8: 'iso-8859-6',
  9: 'iso-8859-7',
  10: 'iso-8859-8',
  11: 'windows-1254',
  12: 'iso-8859-10',
  13: 'windows-874',
  15: 'iso-8859-13',
  16: 'iso-8859-14',
  17: 'iso-8859-15',
  18: 'iso-8859-16',
  20: 'shift_jis',
  21: 'windows-1250',
  22: 'windows-1251',
  23: 'windows-1252',
  24: 'windows-1256',
  25: 'utf-16be',
  26: 'utf-8',
  28: 'big5',
  29: 'gb18030',
  30: 'euc-kr',
}

/**
 * The text of a decoded symbol. Made from its segments, because jsqr's own text lacks those whose bytes are not UTF-8.
 *
 * @returns undefined when a segment is of a kind that is not supported, such as one part of a message spread over
 *   several symbols (structured append).
 */
export function textOf(code: Decoded): string | undefined {
  let text = ''
  let bytes: number[] = []
  let characterSet: string | undefined
  for (const chunk of code.chunks) {
    const kind = kindOf(chunk)
    if (kind === 'unsupported') return undefined
    if (kind === 'bytes' && 'bytes' in chunk) {
      // Encoders cut text anywhere, even inside a character: neighbouring byte segments are one.
      bytes = bytes.concat(chunk.bytes)
      continue
    }
    text += decodeBytes(bytes, characterSet)
    bytes = []
    if ('assignmentNumber' in chunk) characterSet = CHARACTER_SETS[chunk.assignmentNumber]
    else if ('bytes' in chunk) text += new TextDecoder('shift_jis').decode(Uint8Array.from(chunk.bytes))
    else text += chunk.text
  }
  return text + decodeBytes(bytes, characterSet)
}

function kindOf(chunk: Chunk): 'unsupported' | 'bytes' | 'other' {
  const type: string = chunk.type
  if (type === 'unsupported') return 'unsupported'
  return type === 'byte' ? 'bytes' : 'other'
}

/** A character set that the symbol names is believed if the bytes allow it; otherwise the bytes decide. */
function decodeBytes(list: readonly number[], characterSet: string | undefined): string {
  if (list.length === 0) return ''
  const bytes = Uint8Array.from(list)
  const named = characterSet === undefined ? undefined : tryDecode(bytes, characterSet)
  return (
    named ?? tryDecode(bytes, 'utf-8') ?? tryJapanese(bytes) ?? new TextDecoder('windows-1252').decode(bytes)
  )
}

function tryDecode(bytes: Uint8Array, characterSet: string): string | undefined {
  try {
    return new TextDecoder(characterSet, { fatal: true }).decode(bytes)
  } catch {
    return undefined // only ever a TypeError: these bytes are not of this set
  }
}

/** Kana or common ideographs, and no half-width kana: those are what accented Latin letters look like. */
function tryJapanese(bytes: Uint8Array): string | undefined {
  const text = tryDecode(bytes, 'shift_jis')
  if (text === undefined) return undefined
  return /[\u3040-\u30ff\u4e00-\u9fff]/.test(text) && !/[\uff61-\uff9f]/.test(text) ? text : undefined
}
