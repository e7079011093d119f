import * as v from 'valibot'
import { decodeBase64, encodeBase64, type Bytes } from '../domain/base64'
import { err, ok, type Result } from '../domain/result'
import { IV_BYTES, open, seal, utf8 } from './crypto'
import { base64Of, bytesOf, time } from './fields'
import { pack, PACKINGS, unpack, type Packing } from './packing'
import { MAXIMUM_SLOTS, passphraseSlot, slotSchema, type Slot } from './slots'

/** The version that is written. Every earlier one stays readable. */
export const FORMAT_VERSION = 3

/** Characters. A vault of 10,000 accounts is about half a million, and was 5 million in format 2. */
const MAXIMUM_DATA = 48 * 1024 * 1024
/** Characters: the most slots, each with the longest credential, fit. */
const MAXIMUM_HEADER = 32 * 1024

const common = {
  format: v.literal('kode-vault'),
  vault: base64Of(16),
  generation: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
}
const upTo16 = <S extends typeof passphraseSlot | typeof slotSchema>(slot: S) =>
  v.pipe(v.array(slot), v.minLength(1), v.maxLength(MAXIMUM_SLOTS))

const headerSchema = v.variant('version', [
  v.strictObject({ ...common, version: v.literal(1), slots: upTo16(passphraseSlot) }),
  v.strictObject({ ...common, version: v.literal(2), savedAt: time, slots: upTo16(slotSchema) }),
  v.strictObject({
    ...{ ...common, version: v.literal(3), savedAt: time, packing: v.picklist(PACKINGS) },
    slots: upTo16(slotSchema),
  }),
])

/** What is read before the vault opens. Its exact bytes are authenticated with the body. */
export interface Header {
  readonly format: 'kode-vault'
  readonly version: number
  readonly vault: string
  readonly generation: number
  /** Unix milliseconds; format 1 does not tell. */
  readonly savedAt?: number
  /** Absent in formats 1 and 2, which deflated nothing. */
  readonly packing?: Packing
  readonly slots: readonly Slot[]
}

/** A header without what is known only once its body is packed. */
export type Heading = Omit<Header, 'packing'>

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

/** Seals `body`; how it was packed is told by the header. */
export async function sealBody(key: CryptoKey, heading: Heading, body: Bytes): Promise<Envelope> {
  const { packing, data: packed } = await pack(body)
  const header = { ...heading, packing }
  const text = JSON.stringify(header)
  const { iv, data } = await seal(key, packed, utf8(text))
  return { header, record: { header: text, iv: encodeBase64(iv), data: encodeBase64(data) } }
}

/** The body, if `key` opens it and neither it nor the header was changed. */
export async function openBody(key: CryptoKey, { header, record }: Envelope): Promise<Bytes | undefined> {
  const sealed = decodeBase64(record.data)
  const data = sealed && (await open(key, { iv: bytesOf(record.iv), data: sealed }, utf8(record.header)))
  return data && unpack({ packing: header.packing ?? 'none', data })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined
    throw cause
  }
}
