import jsQR from 'jsqr'
import { describe, expect, test } from 'vitest'
import { drawQr } from '../../../src/transfer/qr'
import { writeMigration } from '../../../src/transfer/write-migration'
import { draftOf } from '../accounts'

/** What a reader reads of a drawing, four pixels a module. */
function read({ size, path }: { size: number; path: string }): string | undefined {
  const side = size * 4
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255)
  for (const [, x = '', y = ''] of path.matchAll(/M(\d+) (\d+)h1v1h-1z/g))
    for (let down = 0; down < 4; down += 1)
      pixels.fill(0, ((+y * 4 + down) * side + +x * 4) * 4, ((+y * 4 + down) * side + +x * 4 + 4) * 4)
  return jsQR(pixels, side, side)?.data
}

describe('a drawing', () => {
  test.each(['otpauth://totp/a?secret=GEZDGNBV', 'Blåbærgrød', '1234'])('of "%s" is read back', (text) => {
    const drawn = drawQr(text)
    expect(drawn && read(drawn)).toBe(text)
  })

  test('of ten accounts for Google’s app is read back', () => {
    const drafts = Array.from({ length: 10 }, (_, at) => draftOf({ user: `user${at}@contoso.example` }))
    const { texts } = writeMigration(drafts, 1)
    expect(texts).toHaveLength(1)
    const drawn = drawQr(texts[0] ?? '')
    expect(drawn && read(drawn)).toBe(texts[0])
  })

  test('of more than a symbol holds is none', () => {
    expect(drawQr('x'.repeat(3000))).toBeUndefined()
  })
})
