import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import { patchJsqr } from '../../../scripts/jsqr-patch.mjs'

const source = readFileSync(createRequire(import.meta.url).resolve('jsqr'), 'utf8')

describe('patchJsqr', () => {
  const patched = patchJsqr(source)

  it('corrects the version 23 table and drops the Shift-JIS table', () => {
    expect(patched).toContain('[6, 30, 54, 78, 102]')
    expect(patched).toContain('exports.shiftJISTable = {};')
    expect(source.length - patched.length).toBeGreaterThan(80_000)
  })

  it('lets the decoder out', () => expect(patched).toContain('jsQR.decode = decoder_1.decode;'))

  it('fails on a source where a passage is missing, such as one that is patched already', () => {
    expect(() => patchJsqr(patched)).toThrow(/jsqr has changed: 0 matches/)
    expect(() => patchJsqr('')).toThrow(/jsqr has changed/)
  })

  it('fails on a source where a passage is there twice', () => {
    expect(() => patchJsqr(`${source}\n[6, 30, 54, 74, 102]`)).toThrow(/2 matches/)
  })
})
