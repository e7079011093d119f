import * as v from 'valibot'
import { decodeBase64, encodeBase64, type Bytes } from '../domain/base64'
import { err, ok, type Result } from '../domain/result'
import { IV_BYTES, open, seal, utf8 } from './crypto'
import { base64Of, bytesOf, slotSchema } from './slots'

export const FORMAT_VERSION = 1
const MAXIMUM_SLOTS = 16

/** Characters. A vault of 10,000 accounts is about 4 million. */
const MAXIMUM_DATA = 48 * 1024 * 1024
const MAXIMUM_HEADER = 32 * 1024

const headerSchema = v.strictObject({
  format: v.literal('kode-vault'),
  version: v.literal(FORMAT_VERSION),
  vault: base64Of(16),
  generation: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  slots: v.pipe(v.array(slotSchema), v.minLength(1), v.maxLength(MAXIMUM_SLOTS)),
})

/** What is read before the vault opens. Its exact bytes are authenticated with the body. */
export type Header = v.InferOutput<typeof headerSchema>

const recordSchema = v.strictObject({
  header: v.pipe(v.string(), v.maxLength(MAXIMUM_HEADER)),
  iv: base64Of(IV_BYTES),
  data: v.pipe(v.string(), v.maxLength(MAXIMUM_DATA)),
})

/** A stored vault: the exact header text, and the body sealed under the vault key. */
export type VaultRecord = v.InferOutput<typeof recordSchema>

export interface Envelope {
  readonly header: Header
  readonly record: VaultRecord
}

export type EnvelopeProblem = 'malformed' | 'too-new'

const ANY_VERSION = v.looseObject({
  format: v.literal('kode-vault'),
  version: v.pipe(v.number(), v.integer()),
})

/** Reads the outside of a stored vault. Nothing in it is trusted before `openBody` has verified it. */
export function decodeEnvelope(stored: unknown): Result<Envelope, EnvelopeProblem> {
  const record = v.safeParse(recordSchema, stored)
  if (!record.success) return err(versionOf(stored) > FORMAT_VERSION ? 'too-new' : 'malformed')
  const header = v.safeParse(headerSchema, parseJson(record.output.header))
  if (header.success) return ok({ header: header.output, record: record.output })
  return err(versionOf(stored) > FORMAT_VERSION ? 'too-new' : 'malformed')
}

/** The version a stored vault claims; 0 if it claims none. A later version may change all but this. */
function versionOf(stored: unknown): number {
  const header = v.safeParse(v.looseObject({ header: v.pipe(v.string(), v.maxLength(MAXIMUM_DATA)) }), stored)
  const claimed = v.safeParse(ANY_VERSION, header.success ? parseJson(header.output.header) : undefined)
  return claimed.success ? claimed.output.version : 0
}

export async function sealBody(key: CryptoKey, header: Header, body: Bytes): Promise<Envelope> {
  const text = JSON.stringify(header)
  const { iv, data } = await seal(key, body, utf8(text))
  return { header, record: { header: text, iv: encodeBase64(iv), data: encodeBase64(data) } }
}

/** The body, if `key` opens it and neither it nor the header was changed. */
export async function openBody(key: CryptoKey, { record }: Envelope): Promise<Bytes | undefined> {
  const data = decodeBase64(record.data)
  return data && open(key, { iv: bytesOf(record.iv), data }, utf8(record.header))
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined
    throw cause
  }
}
