import type { Bytes } from '../../../src/domain/base64'

/** From 0 up to 1, the same each time for one seed. */
export type Random = () => number

export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const below = (random: Random, limit: number): number => Math.floor(random() * limit)
const pick = <T>(random: Random, list: readonly T[]): T => list[below(random, list.length)] as T

/** A way to change a file. `other` is another file, to take pieces from. */
export type Mutation = (random: Random, bytes: Bytes, other: Bytes) => Bytes

const utf8 = (text: string): Bytes => new TextEncoder().encode(text)

/** Pieces of text that readers look for, and some that they must survive. */
const TOKENS: readonly Bytes[] = [
  ...[
    '"',
    '\\',
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '\n',
    '\r\n',
    '\u2028',
    '\ufeff',
    '\0',
    '%',
    '%E0',
    '+',
    '&',
    '?',
    '#',
  ],
  ...[
    '-1',
    '0',
    '1e999',
    '9007199254740992',
    '0.5',
    'null',
    'true',
    '"__proto__":',
    '"constructor":{}',
    '\\u005f',
  ],
  ...[
    'otpauth://totp/',
    'otpauth-migration://offline?data=',
    'steam://',
    'secret=',
    '&digits=99',
    '&digits=9',
    '&period=601',
    '&codeDisplay=',
  ],
  ...[
    '[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[',
    'GEZDGNBV',
    '====',
    '::',
    '$argon2id$v=19$m=1,t=1,p=1$',
    'x'.repeat(5000),
  ],
].map(utf8)

function splice(bytes: Bytes, at: number, removed: number, inserted: Bytes): Bytes {
  const end = Math.min(bytes.length, at + removed)
  const changed = new Uint8Array(bytes.length - (end - at) + inserted.length)
  changed.set(bytes.subarray(0, at))
  changed.set(inserted, at)
  changed.set(bytes.subarray(end), at + inserted.length)
  return changed
}

const BYTE_MUTATIONS: readonly Mutation[] = [
  (random, bytes) => splice(bytes, below(random, bytes.length), 1, Uint8Array.of(below(random, 256))),
  (random, bytes) => splice(bytes, below(random, bytes.length), below(random, 40), new Uint8Array()),
  (random, bytes) => splice(bytes, below(random, bytes.length), below(random, 4), pick(random, TOKENS)),
  (random, bytes) => bytes.slice(0, below(random, bytes.length)),
  (random, bytes) => {
    const from = below(random, bytes.length)
    return splice(bytes, below(random, bytes.length), 0, bytes.slice(from, from + below(random, 200)))
  },
  (random, bytes, other) => {
    const from = below(random, other.length)
    return splice(
      bytes,
      below(random, bytes.length),
      below(random, 100),
      other.slice(from, from + below(random, 300)),
    )
  },
]

export const mutateBytes: Mutation = (random, bytes, other) =>
  bytes.length === 0 ? pick(random, TOKENS) : pick(random, BYTE_MUTATIONS)(random, bytes, other)

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

const HOSTILE: readonly Json[] = [
  ...[
    null,
    true,
    false,
    0,
    -1,
    1,
    5,
    11,
    0.5,
    1e9,
    2 ** 53,
    2 ** 31,
    1e308,
    '',
    'A',
    '0',
    '-5',
    '1e3',
    ' 30',
    '٣',
  ],
  ...[
    '\u202e',
    '\0',
    'totp',
    'HOTP',
    'steam',
    'MD5',
    'SHA512',
    'gezd gnbv',
    'x'.repeat(3000),
    '𓀀'.repeat(300),
  ],
  ...[
    'otpauth://totp/a:b?secret=GEZDGNBV&period=0',
    'steam://!',
    '2.AAAA|AAAA|AAAA',
    'AAAA:AAAA:AAAA',
    'v1.A.A',
  ],
  [],
  {},
  [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[0]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]],
  JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}') as Json,
]

/** Changes one value somewhere in a JSON text; leaves other texts alone. */
export const mutateTree: Mutation = (random, bytes, other) => {
  const [tree, donor] = [parse(bytes), parse(other)]
  return tree === undefined
    ? mutateBytes(random, bytes, other)
    : utf8(JSON.stringify(changed(random, tree, donor ?? 0)))
}

function parse(bytes: Bytes): Json | undefined {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as Json
  } catch {
    return undefined
  }
}

const isBranch = (json: Json): json is readonly Json[] | Readonly<Record<string, Json>> =>
  typeof json === 'object' && json !== null && Object.keys(json).length > 0

function changed(random: Random, json: Json, donor: Json): Json {
  if (!isBranch(json) || random() < 0.1)
    return random() < 0.7 ? pick(random, HOSTILE) : pieceOf(random, donor)
  const key = pick(random, Object.keys(json))
  const entries = Object.entries(json).flatMap(([name, value]): [string, Json][] => {
    if (name !== key) return [[name, value]]
    if (random() < 0.05) return []
    if (random() < 0.05)
      return [
        [name, value],
        [`${name}.`, value],
      ]
    if (random() < 0.03) return [['__proto__', value]]
    return [[name, changed(random, value, donor)]]
  })
  return Array.isArray(json) ? entries.map(([, value]) => value) : Object.fromEntries(entries)
}

function pieceOf(random: Random, json: Json): Json {
  if (!isBranch(json) || random() < 0.2) return json
  return pieceOf(random, pick(random, Object.values(json)))
}

/** Changes the bytes inside the texts of Google's pictures. */
export const mutatePayload: Mutation = (random, bytes, other) => {
  const text = new TextDecoder().decode(bytes)
  const inside = text.replace(/data=(\S+)/, (_, data: string) => {
    const payload = Uint8Array.from(Buffer.from(data.replaceAll('%3D', '='), 'base64'))
    return `data=${encodeURIComponent(Buffer.from(mutateBytes(random, payload, other)).toString('base64'))}`
  })
  return utf8(inside)
}
