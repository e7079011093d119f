import type { Bytes } from '../domain/base64'
import { err, ok, type Result } from '../domain/result'
import { parseJson } from './json'
import type { FileProblem } from './outcome'

/** Bytes. A vault of 10,000 accounts with notes needs a third of it. */
export const MAXIMUM_FILE = 16 * 1024 * 1024

/** A file as far as every reader needs it. */
export interface Source {
  readonly bytes: Bytes
  /** Without its byte order mark; `undefined` if the bytes are no UTF-8. */
  readonly text: string | undefined
  /** `undefined` if the text is no JSON object or array. */
  readonly json: unknown
  /** How many values were left out for their keys' sake. */
  readonly forbidden: number
}

/** Looks at a file once, within the bounds, so that readers need not. */
export function examine(bytes: Bytes): Result<Source, FileProblem> {
  if (bytes.length > MAXIMUM_FILE) return err('too-large')
  const problem = problemOfKind(bytes)
  if (problem !== undefined) return err(problem)
  const text = decodeText(bytes)
  if (text?.trim() === '') return err('empty')
  if (text === undefined || !/^\s*[{[]/.test(text)) return ok({ bytes, text, json: undefined, forbidden: 0 })
  const json = parseJson(text)
  return json.ok ? ok({ bytes, text, json: json.value.value, forbidden: json.value.forbidden }) : json
}

/** By which files are known that hold no export, or not readably: bytes as Latin-1 text, and where they stand. */
const KINDS: readonly (readonly [at: number, mark: string, problem: FileProblem])[] = [
  [0, '\x89PNG', 'picture'],
  [0, '\xff\xd8\xff', 'picture'],
  [0, 'GIF8', 'picture'],
  [8, 'WEBP', 'picture'],
  [4, 'ftyp', 'picture'],
  [0, '%PDF-', 'picture'],
  [0, 'PK\x03\x04', 'zip'],
  [0, '-----BEGIN PGP ', 'pgp'],
  [0, 'SQLite format 3\0', 'database'],
]

function problemOfKind(bytes: Bytes): FileProblem | undefined {
  const start = String.fromCharCode(...bytes.subarray(0, 32))
  return KINDS.find(([at, mark]) => start.startsWith(mark, at))?.[2]
}

/** UTF-8 without its byte order mark, or `undefined`. */
export function decodeText(bytes: Bytes): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    if (cause instanceof TypeError) return undefined
    throw cause
  }
}
