import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { patchLibrary } from '../../scripts/library-patches.mjs'

const { resolve } = createRequire(import.meta.url)

describe('jsqr', () => {
  const file = resolve('jsqr')
  const source = readFileSync(file, 'utf8')
  const patched = patchLibrary(file, source) ?? ''

  it('corrects the version 23 table and drops the Shift-JIS table', () => {
    expect(patched).toContain('[6, 30, 54, 78, 102]')
    expect(patched).toContain('exports.shiftJISTable = {};')
    expect(source.length - patched.length).toBeGreaterThan(80_000)
  })

  it('lets the decoder out', () => expect(patched).toContain('jsQR.decode = decoder_1.decode;'))

  it('fails on a source where a passage is missing, such as one that is patched already', () => {
    expect(() => patchLibrary(file, patched)).toThrow(/jsqr 1.4.0 has changed: 0 matches/)
    expect(() => patchLibrary(file, '')).toThrow(/jsqr 1.4.0 has changed/)
  })

  it('fails on a source where a passage is there twice', () => {
    expect(() => patchLibrary(file, `${source}\n[6, 30, 54, 74, 102]`)).toThrow(/2 matches/)
  })
})

describe('age-encryption', () => {
  const file = path.join(path.dirname(resolve('age-encryption')), 'recipients.js')
  const source = readFileSync(file, 'utf8')

  it('is bundled without what makes and opens key pairs', () => {
    const imports = [...(patchLibrary(file, source) ?? '').matchAll(/^import .* from "(.+)";$/gm)]
    const packages = imports.map(([, name]) => name)
    expect(packages).toContain('@noble/hashes/scrypt.js')
    expect(packages.filter((name) => /curves|quantum|x25519/.test(name ?? ''))).toEqual([])
  })

  it('fails on another version', () => {
    const other = source.replace('import { p256 }', 'import { p256, p384 }')
    expect(() => patchLibrary(file, other)).toThrow(/age-encryption 0.3.1 has changed/)
  })
})

it('leaves every other file as it is', () => {
  expect(patchLibrary('/node_modules/otpauth/dist/otpauth.esm.js', 'text')).toBeUndefined()
})
