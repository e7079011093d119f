import * as v from 'valibot'
import { decodeBase64 } from '../domain/base64'
import { utf8 } from './cipher'
import { parseJson } from './json'
import { argon2Key } from './kdf'
import { linesOf } from './otpauth-text'
import { readRows, refusedFile, type Reading, type Row } from './outcome'
import type { Opening, Reader } from './reader'
import { aside, flag, numeric, refusedRow, rowsOf, texts, uriRow } from './rows'
import { openSecretStream } from './secret-stream'
import { decodeText } from './source'

/** Ente Auth: lines of URIs with what the app shows beside them, or those lines sealed. */
export const ente: Reader = {
  format: 'ente',
  recognises: ({ text, json }) =>
    v.is(FILE, json) || (json === undefined && /^[ \t]*otpauth:.*[?&]codeDisplay=/im.test(text ?? '')),
  read: ({ text = '', json }, opening) =>
    json === undefined ? readLines(text) : readEncrypted(v.parse(FILE, json), opening),
}

const FILE = v.object({
  kdfParams: v.object({ memLimit: v.number(), opsLimit: v.number(), salt: v.string() }),
  encryptedData: v.string(),
  encryptionNonce: v.string(),
})

async function readEncrypted(file: v.InferOutput<typeof FILE>, opening: Opening): Promise<Reading> {
  const [salt, data, header] = [file.kdfParams.salt, file.encryptedData, file.encryptionNonce].map(
    decodeBase64,
  )
  if (!salt || !data || !header) return { status: 'damaged' }
  if (!opening.password) return { status: 'password-needed' }
  const { memLimit, opsLimit: iterations } = file.kdfParams
  const cost = { memoryKiB: Math.floor(memLimit / 1024), iterations, parallelism: 1 }
  const key = await argon2Key(utf8(opening.password), salt, cost, opening)
  if (!key.ok) return refusedFile(key.error)
  const opened = openSecretStream(key.value, header, data)
  if (!opened) return { status: 'cannot-open' }
  const text = decodeText(opened)
  return text === undefined ? { status: 'damaged' } : readLines(text)
}

/** Ente reads commas as ends of line as well, and writes its own as `%2C`. */
function readLines(text: string): Reading {
  const lines = linesOf(text.replace(/,(?=\s*otpauth:)/gi, '\n')).map(splitLine)
  return readRows(rowsOf(lines, LINE, readLine, ({ display }) => display.position))
}

const DISPLAY = v.object({
  pinned: flag,
  trashed: flag,
  note: aside,
  tags: texts,
  position: v.fallback(numeric, undefined),
})
const LINE = v.object({ uri: v.string(), display: v.fallback(DISPLAY, v.parse(DISPLAY, {})) })

/** Takes what the app shows beside the account out of the URI. */
function splitLine(line: string): v.InferInput<typeof LINE> {
  const parameter = /([?&])codeDisplay=([^&#]*)(&?)/i
  const display = parseJson(decodeForm(parameter.exec(line)?.[2] ?? ''))
  const uri = line.replace(parameter, (_, before: string, _value, after: string) => (after ? before : ''))
  // What is no JSON is left out, and the account kept.
  return { uri, display: (display.ok ? display.value.value : {}) as v.InferInput<typeof DISPLAY> }
}

function readLine({ uri, display }: v.InferOutput<typeof LINE>, number: number): Row {
  // Exports of 2023 name the algorithm as their program does.
  const row = uriRow(number, uri.replace(/([?&]algorithm=)Algorithm\./i, '$1'), display)
  return display.trashed && row.ok ? refusedRow(number, row.value.draft.label, 'trashed') : row
}

function decodeForm(encoded: string): string {
  try {
    return decodeURIComponent(encoded.replaceAll('+', '%20'))
  } catch (cause) {
    if (cause instanceof URIError) return ''
    throw cause
  }
}
