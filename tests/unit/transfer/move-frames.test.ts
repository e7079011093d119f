import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  joinFrames,
  MOST_FRAMES,
  readFrame,
  writeFrames,
  type Frame,
} from '../../../src/transfer/move-frames'
import { drawQr } from '../../../src/transfer/qr'

const bytes = (length: number) => Uint8Array.from({ length }, (_, at) => (at * 31 + (at >> 8)) % 256)

async function framesOf(file: Uint8Array<ArrayBuffer>): Promise<Frame[]> {
  const texts = (await writeFrames(file)) ?? []
  return texts.flatMap((text) => readFrame(text) ?? [])
}

test('any file, its frames in any order, is the same file', async () => {
  const files = fc.uint8Array({ minLength: 1, maxLength: 3000 })
  await fc.assert(
    fc.asyncProperty(files, fc.infiniteStream(fc.nat()), async (file, order) => {
      const frames = await framesOf(Uint8Array.from(file))
      const shuffled = frames
        .map((frame) => ({ frame, place: order.next().value as number }))
        .toSorted((one, other) => one.place - other.place)
        .map(({ frame }) => frame)
      expect(await joinFrames(shuffled)).toEqual(Uint8Array.from(file))
    }),
  )
})

test('as many as there may be fit in a QR code each; one byte more is too much', async () => {
  const most = MOST_FRAMES * 540
  const texts = (await writeFrames(bytes(most))) ?? []
  expect(texts).toHaveLength(MOST_FRAMES)
  expect(texts.every((text) => (drawQr(text)?.size ?? 1000) <= 105)).toBe(true)
  expect(await writeFrames(bytes(most + 1))).toBeUndefined()
  expect(await writeFrames(bytes(0))).toBeUndefined()
})

describe('the file is not given', () => {
  test('while a frame is missing, twice there, or none is there', async () => {
    const frames = await framesOf(bytes(1500))
    expect(frames).toHaveLength(3)
    for (const left of frames) expect(await joinFrames(frames.filter((one) => one !== left))).toBeUndefined()
    expect(await joinFrames([...frames, ...frames.slice(0, 1)])).toBeUndefined()
    expect(await joinFrames([])).toBeUndefined()
  })

  test('where a letter of it is another', async () => {
    const [first, ...rest] = await framesOf(bytes(1500))
    if (!first) throw new Error('no frame')
    const data = first.data.replace(/^./, (letter) => (letter === 'A' ? 'B' : 'A'))
    expect(await joinFrames([{ ...first, data }, ...rest])).toBeUndefined()
  })

  test('where the data is no base64', async () => {
    const [only] = await framesOf(bytes(3))
    if (!only) throw new Error('no frame')
    expect(await joinFrames([{ ...only, data: 'AAAAA' }])).toBeUndefined()
  })
})

const ID = 'A'.repeat(16)
const FULL = 'B'.repeat(720)

test.each([
  ['a last frame', `KODE-MOVE:1:${ID}:2:2:AB`],
  ['a full one', `KODE-MOVE:1:${ID}:1:2:${FULL}`],
  ['the sixtieth', `KODE-MOVE:1:${ID}:60:60:${FULL}`],
])('%s is read', (_what, text) => {
  expect(readFrame(text)).toBeDefined()
})

test.each([
  ['nothing', ''],
  ['a link', 'https://example.org/KODE-MOVE:1'],
  ['an account', 'otpauth://totp/a?secret=GEZDGNBV'],
  ['another version', `KODE-MOVE:2:${ID}:1:1:AB`],
  ['a number beyond the count', `KODE-MOVE:1:${ID}:3:2:AB`],
  ['a zeroth frame', `KODE-MOVE:1:${ID}:0:2:${FULL}`],
  ['61 frames', `KODE-MOVE:1:${ID}:61:61:AB`],
  ['a hundred frames', `KODE-MOVE:1:${ID}:100:100:AB`],
  ['a short frame that is not the last', `KODE-MOVE:1:${ID}:1:2:AB`],
  ['more than a frame holds', `KODE-MOVE:1:${ID}:1:1:${FULL}A`],
  ['no data', `KODE-MOVE:1:${ID}:1:1:`],
  ['a short name', `KODE-MOVE:1:AAAA:1:1:AB`],
  ['padding', `KODE-MOVE:1:${ID}:1:1:AB==`],
  ['a line after it', `KODE-MOVE:1:${ID}:1:1:AB\nX`],
  ['a signed number', `KODE-MOVE:1:${ID}:+1:1:AB`],
  ['four megabytes', `KODE-MOVE:1:${ID}:1:1:${'A'.repeat(2 ** 22)}`],
])('%s is no frame', (_what, text) => {
  expect(readFrame(text)).toBeUndefined()
})
