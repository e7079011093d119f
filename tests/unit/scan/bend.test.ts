import { describe, expect, it } from 'vitest'
import { bendOf, sampleBent } from '../../../src/scan/bend'
import { byFinders } from '../../../src/scan/binarise'
import { decodeGrid } from '../../../src/scan/decode-grid'
import { findSymbols } from '../../../src/scan/find-symbols'
import { fromFinders } from '../../../src/scan/homography'
import { pyramidOf } from '../../../src/scan/pyramid'
import { sampleModules } from '../../../src/scan/sample'
import { textOf } from '../../../src/scan/text'
import { encode, painted } from './draw'

const TEXT = 'otpauth://totp/Contoso:anna@contoso.example?secret=JBSWY3DPEHPK3PXP'
const MODULE = 5
const MARGIN = 40

/** A symbol whose rows rise and fall by so many modules from its left to its right; the finders' middles stay. */
function curled(version: number, depth: number) {
  const symbol = encode(TEXT, 'L', version)
  const { size } = symbol
  const side = size * MODULE + 2 * MARGIN
  const rise = (u: number) => depth * Math.sin((Math.PI * (u - 3.5)) / (size - 7))
  const picture = painted(side, side, (x, y) => {
    const u = (x + 0.5 - MARGIN) / MODULE
    const v = (y + 0.5 - MARGIN) / MODULE + rise(u)
    return symbol.get(Math.floor(u), Math.floor(v)) ? 20 : 235
  })
  const at = (u: number, v: number) => ({ x: MARGIN + u * MODULE, y: MARGIN + v * MODULE })
  const h = fromFinders(at(3.5, 3.5), at(size - 3.5, 3.5), at(3.5, size - 3.5), size, 1, 1)
  return { picture, plane: pyramidOf(picture)[0].plane, h, size, rise }
}

function read(samples: Float32Array, size: number): string | undefined {
  const decoded = decodeGrid(byFinders(samples, size, true))
  return decoded && textOf(decoded)
}

describe('bendOf', () => {
  it('is nothing on flat paper', () => {
    const { plane, h, size } = curled(8, 0)
    const bend = bendOf(plane, h, size, true)!
    expect(bend.line).toEqual([6.5, 24.5, 42.5])
    expect([...bend.across, ...bend.down]).toEqual(Array(18).fill(0))
  })

  it('follows the rise of curled paper', () => {
    const { plane, h, size, rise } = curled(12, 1.5)
    const { line, down } = bendOf(plane, h, size, true)!
    // of the middle row
    line.forEach((u, i) => expect(Math.abs((down[line.length + i] ?? 0) + rise(u))).toBeLessThan(0.5))
  })

  it('is not asked of symbols with fewer patterns', () => {
    const { plane, h, size } = curled(6, 0)
    expect(bendOf(plane, h, size, true)).toBeUndefined()
  })
})

it.each([8, 12, 20])('reads a curled symbol of version %d, which it cannot as a flat one', (version) => {
  const { picture, plane, h, size } = curled(version, 1.2)
  expect(read(sampleModules(plane, h, size), size)).toBeUndefined()
  expect(read(sampleBent(plane, h, size, bendOf(plane, h, size, true)!), size)).toBe(TEXT)
  expect(findSymbols(picture).symbols).toMatchObject([{ text: TEXT }])
})
