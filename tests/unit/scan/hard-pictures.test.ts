import { describe, expect, it } from 'vitest'
import type { Pixels } from '../../../src/domain/pixels'
import { findSymbols } from '../../../src/scan/find-symbols'
import { blank, drawThrough, encode, FINDER, painted, random, turned } from './draw'

/* What is no code and looks much like one, or like nothing at all: an answer comes, and in time. */

const WIDTH = 1280
const HEIGHT = 800

const PICTURES: readonly [name: string, draw: () => Pixels][] = [
  ['noise', () => noise(11)],
  [
    'two gratings over each other',
    () => painted(WIDTH, HEIGHT, (x, y) => grating(x, y, 0.9, 0.3) * grating(x, y, 0.8, 0.5) * 255),
  ],
  [
    'rings',
    () => painted(WIDTH, HEIGHT, (x, y) => 127 + 127 * Math.cos(((x - 640) ** 2 + (y - 400) ** 2) / 900)),
  ],
  ['something like a photograph', () => photograph(3)],
  [
    'squares in squares',
    () =>
      painted(500, 400, (x, y) =>
        Math.max(Math.abs((x % 160) - 80), Math.abs((y % 160) - 80)) & 8 ? 0 : 255,
      ),
  ],
  ['finders everywhere, of all sizes and angles', () => finders(5, 400)],
  ['finders in rows, as far apart as a code has them', () => finderGrid(4)],
  ['fine dots', () => painted(WIDTH, HEIGHT, (x, y) => ((x ^ y) & 1 ? 255 : 0))],
]

describe.each(PICTURES)('%s', (_, draw) => {
  const picture = draw()

  it('holds nothing that is read or named', () => {
    expect(findSymbols(picture)).toMatchObject({ symbols: [], unsupported: undefined })
  })

  it.each([3, 30, 150])('is left soon when the time is up at the %i. look at the clock', (last) => {
    let asked = 0
    const scan = findSymbols(picture, { now: () => (++asked > last ? 10_000 : 0), timeLimit: 100 })
    if (last === 3) expect(scan.timedOut).toBe(true)
    // Whatever asks again after that only asks: nothing is begun.
    expect(asked).toBeLessThan(last + 20)
  })
})

it('reads a code among finders that belong to none', () => {
  const picture = finders(8, 60)
  const text = 'otpauth://totp/KU:abc123@ku.dk?secret=JBSWY3DPEHPK3PXP&issuer=KU'
  drawThrough(picture, encode(text), turned({ x: 640, y: 400 }, 37 * 6, 7))
  expect(findSymbols(picture).symbols.map((symbol) => symbol.text)).toEqual([text])
})

function noise(seed: number): Pixels {
  const next = random(seed)
  return painted(WIDTH, HEIGHT, () => 255 * next())
}

const grating = (x: number, y: number, across: number, down: number) =>
  0.5 + 0.5 * Math.sin(across * x + down * y)

/** Large soft shapes, hard edges and grain. */
function photograph(seed: number): Pixels {
  const next = random(seed)
  const waves = Array.from({ length: 9 }, () => [next() * 0.05, next() * 0.05, next() * 6] as const)
  return painted(WIDTH, HEIGHT, (x, y) => {
    const soft = waves.reduce((sum, [a, b, c]) => sum + Math.sin(a * x + b * y + c), 0)
    return 128 + 20 * soft + (soft > 1.5 ? 40 : 0) + 24 * (next() - 0.5)
  })
}

function finders(seed: number, count: number): Pixels {
  const next = random(seed)
  const picture = blank(WIDTH, HEIGHT)
  for (let i = 0; i < count; i++) {
    const centre = { x: next() * WIDTH, y: next() * HEIGHT }
    drawThrough(picture, FINDER, turned(centre, 7 * (2 + 5 * next()), 90 * next()), { quiet: 1 }, 2)
  }
  return picture
}

/** Every three neighbours are where a symbol of 21 modules has them. */
function finderGrid(module: number): Pixels {
  const at = (place: number) => Math.floor(place / module) % 14
  return painted(WIDTH, HEIGHT, (x, y) => (FINDER.get(at(x), at(y)) ? 0 : 255))
}
