import { correction, generate } from 'lean-qr'
import { describe, expect, it } from 'vitest'
import { findSymbols } from '../../../src/scan/find-symbols'

describe('findSymbols', () => {
  it('reads', () => {
    const code = generate('otpauth://totp/x?secret=AAAAAAAA', {
      minVersion: 23,
      maxVersion: 23,
      minCorrectionLevel: correction.L,
      maxCorrectionLevel: correction.L,
    })
    const n = code.size + 8,
      s = 4
    const data = new Uint8ClampedArray(n * n * s * s * 4).fill(255)
    for (let y = 0; y < n * s; y++)
      for (let x = 0; x < n * s; x++)
        if (code.get(Math.floor(x / s) - 4, Math.floor(y / s) - 4)) data.set([0, 0, 0], (y * n * s + x) * 4)
    expect(findSymbols({ data, width: n * s, height: n * s }).symbols.map((s) => s.text)).toEqual([
      'otpauth://totp/x?secret=AAAAAAAA',
    ])
  })
})
