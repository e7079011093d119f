import type { Bytes } from '../domain/base64'

/** How a body lies in its seal: as it is, or as raw DEFLATE (RFC 1951). */
export const PACKINGS = ['none', 'deflate'] as const
export type Packing = (typeof PACKINGS)[number]

export interface Packed {
  readonly packing: Packing
  /** A multiple of `PADDING_BYTES` long. */
  readonly data: Bytes
}

/** Sealed sizes are multiples of this, so that they tell only roughly how much there is. */
const PADDING_BYTES = 4096

/** Bodies from here on are deflated: browsers are slow to store and fetch much, and keep 10 MB of it. Bytes. */
const WORTH_DEFLATING = 64 * 1024

/** No body is longer, whatever it claims. */
const MAXIMUM_BODY = 128 * 1024 * 1024

/** Before deflated bytes: how many there are, and how many there were (both 32 bits, big-endian). */
const LENGTHS_BYTES = 8

/** `body`, which has no zeros, as it is sealed. */
export async function pack(body: Bytes): Promise<Packed> {
  if (body.length < WORTH_DEFLATING) return { packing: 'none', data: padded(body, 1) }
  const deflated = await deflate(body)
  const data = padded(deflated, 0, LENGTHS_BYTES)
  const lengths = new DataView(data.buffer)
  lengths.setUint32(0, deflated.length)
  lengths.setUint32(4, body.length)
  return { packing: 'deflate', data }
}

/** The body that `pack` was given; `undefined` if this is none. */
export async function unpack({ packing, data }: Packed): Promise<Bytes | undefined> {
  if (packing === 'none') {
    const end = data.indexOf(0)
    return end < 0 ? data : data.subarray(0, end)
  }
  if (data.length < LENGTHS_BYTES) return undefined
  const lengths = new DataView(data.buffer, data.byteOffset)
  const [deflated, length] = [lengths.getUint32(0), lengths.getUint32(4)]
  if (deflated > data.length - LENGTHS_BYTES || length > MAXIMUM_BODY) return undefined
  return inflate(data.subarray(LENGTHS_BYTES, LENGTHS_BYTES + deflated), length)
}

/** `before` bytes left free, `bytes`, at least `after` zeros. */
function padded(bytes: Bytes, after: number, before = 0): Bytes {
  const length = before + bytes.length + after
  const whole = new Uint8Array(Math.ceil(length / PADDING_BYTES) * PADDING_BYTES)
  whole.set(bytes, before)
  return whole
}

const through = (bytes: Bytes, stream: ReadableWritablePair<Bytes, Bytes>): ReadableStream<Bytes> =>
  new Blob([bytes]).stream().pipeThrough(stream)

async function deflate(bytes: Bytes): Promise<Bytes> {
  const deflated = new Response(through(bytes, new CompressionStream('deflate-raw')))
  return new Uint8Array(await deflated.arrayBuffer())
}

/** Exactly `length` bytes, or `undefined`. */
async function inflate(deflated: Bytes, length: number): Promise<Bytes | undefined> {
  const bytes = new Uint8Array(length)
  let at = 0
  try {
    for await (const part of through(deflated, new DecompressionStream('deflate-raw'))) {
      if (part.length > length - at) return undefined
      bytes.set(part, at)
      at += part.length
    }
  } catch {
    // Nothing but the bytes can fail here. Browsers throw a TypeError, Node an error of zlib's.
    return undefined
  }
  return at === length ? bytes : undefined
}
