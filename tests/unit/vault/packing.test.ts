import { deflateRawSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import type { Bytes } from '../../../src/domain/base64'
import { utf8 } from '../../../src/vault/crypto'
import { pack, unpack } from '../../../src/vault/packing'

const KIB = 1024
/** Text that deflates about as well as accounts do. */
const textOf = (length: number): Bytes =>
  utf8(
    Array.from({ length: Math.ceil(length / 8) }, (_, at) => (at * 2654435761) % 2 ** 32)
      .map((number) => number.toString(36).padStart(8, '0'))
      .join('')
      .slice(0, length),
  )

// `toEqual` takes seconds for millions of bytes.
const isSame = (bytes: Bytes | undefined, expected: Bytes) => bytes && Buffer.compare(bytes, expected) === 0

describe('what is packed is unpacked again', () => {
  test.each([1, 4095, 4096, 64 * KIB - 1])('as it is, from %d bytes', async (length) => {
    const packed = await pack(textOf(length))
    expect(packed.packing).toBe('none')
    expect(packed.data.length).toBe(Math.ceil((length + 1) / 4096) * 4096)
    expect(isSame(await unpack(packed), textOf(length))).toBe(true)
  })

  test.each([64 * KIB, 64 * KIB + 1, 3_000_000])('deflated, from %d bytes', async (length) => {
    const packed = await pack(textOf(length))
    expect(packed.packing).toBe('deflate')
    expect(packed.data.length % 4096).toBe(0)
    expect(packed.data.length).toBeLessThan(length)
    expect(isSame(await unpack(packed), textOf(length))).toBe(true)
  })

  test('what does not deflate, too', async () => {
    const random = new Uint8Array(100_000)
    crypto.getRandomValues(random.subarray(0, 65_536))
    crypto.getRandomValues(random.subarray(65_536))
    expect(isSame(await unpack(await pack(random)), random)).toBe(true)
  })
})

describe('refused', () => {
  const body = textOf(70_000)
  const deflated = deflateRawSync(body)
  /** Deflated bytes under lengths that may lie. */
  function lying(bytes: Uint8Array, packed = bytes.length, unpacked = body.length): Bytes {
    const data = new Uint8Array(8 + bytes.length + 16)
    const lengths = new DataView(data.buffer)
    lengths.setUint32(0, packed)
    lengths.setUint32(4, unpacked)
    data.set(bytes, 8)
    return data
  }

  test('nothing, if the lengths are true', async () => {
    expect(await unpack({ packing: 'deflate', data: lying(deflated) })).toEqual(body)
  })

  test.each([
    ['no lengths', new Uint8Array(7)],
    ['only lengths', new Uint8Array(8)],
    ['more packed bytes than there are', lying(deflated, deflated.length + 17)],
    ['fewer packed bytes than there are', lying(deflated, deflated.length - 1)],
    ['a body longer than it says', lying(deflated, deflated.length, body.length - 1)],
    ['a body shorter than it says', lying(deflated, deflated.length, body.length + 1)],
    ['a body longer than any is', lying(deflated, deflated.length, 0xffff_ffff)],
    ['a bomb that says it is small', lying(deflateRawSync(new Uint8Array(50_000_000)))],
    ['what is not deflated', lying(body.subarray(0, 1000))],
  ])('%s', async (_what, data) => {
    expect(await unpack({ packing: 'deflate', data })).toBeUndefined()
  })
})
