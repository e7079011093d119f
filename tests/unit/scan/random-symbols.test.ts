import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Pixels, Point } from '../../../src/domain/pixels'
import { findSymbols } from '../../../src/scan/find-symbols'
import { blank, drawThrough, encode, random, turned, type Level, type Rgb } from './draw'

/** Symbols drawn and read back; at least so many of a thousand must be. */
const RUNS = 2000
const LEAST_READ = 0.995

interface Scene {
  readonly text: string
  readonly level: Level
  readonly module: number
  readonly degrees: number
  /** How much nearer one side is than the other, across and down. */
  readonly tilt: readonly [number, number]
  readonly ground: number
  readonly contrast: number
  readonly tint: readonly [number, number, number]
  readonly inverted: boolean
  readonly page: number
  readonly quiet: number
  readonly noise: number
  readonly seed: number
}

const scenes: fc.Arbitrary<Scene> = fc.record({
  text: fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
    fc.stringMatching(/^otpauth:\/\/totp\/[a-z]{1,20}\?secret=[A-Z2-7]{16,52}$/),
  ),
  level: fc.constantFrom<Level>('L', 'M', 'Q', 'H'),
  module: fc.double({ min: 3, max: 9, noNaN: true }),
  degrees: fc.double({ min: 0, max: 360, noNaN: true }),
  tilt: fc.tuple(
    fc.double({ min: -0.2, max: 0.2, noNaN: true }),
    fc.double({ min: -0.2, max: 0.2, noNaN: true }),
  ),
  ground: fc.integer({ min: 60, max: 255 }),
  contrast: fc.integer({ min: 60, max: 255 }),
  tint: fc.tuple(
    fc.integer({ min: -25, max: 25 }),
    fc.integer({ min: -12, max: 12 }),
    fc.integer({ min: -40, max: 40 }),
  ),
  inverted: fc.boolean(),
  page: fc.integer({ min: 0, max: 255 }),
  quiet: fc.integer({ min: 3, max: 4 }),
  noise: fc.integer({ min: 0, max: 6 }),
  seed: fc.integer({ min: 1 }),
})

it(
  `reads ${LEAST_READ * 100} % of random symbols under random views, and none wrongly`,
  () => {
    const missed: Scene[] = []
    for (const scene of fc.sample(scenes, { numRuns: RUNS, seed: 20261122 })) {
      const texts = findSymbols(draw(scene)).symbols.map(({ text }) => text)
      for (const text of texts) expect(text, JSON.stringify(scene)).toBe(scene.text)
      if (texts.length !== 1) missed.push(scene)
    }
    expect(1 - missed.length / RUNS, JSON.stringify(missed.slice(0, 5))).toBeGreaterThanOrEqual(LEAST_READ)
  },
  // About 30 s on one free core.
  240_000,
)

function draw(scene: Scene): Pixels {
  const symbol = encode(scene.text, scene.level)
  const side = symbol.size * Math.min(scene.module, 250 / symbol.size)
  const extent = Math.ceil(side * 1.7) + 20
  const picture = blank(extent, extent, [scene.page, scene.page, scene.page])
  const corners = tilted(
    turned({ x: extent / 2, y: extent / 2 }, side, scene.degrees),
    scene.tilt,
    extent / 2,
    side,
  )
  const light = tinted(scene.ground, scene)
  const dark = tinted(Math.max(0, scene.ground - scene.contrast), scene)
  const [set, unset] = scene.inverted ? [light, dark] : [dark, light]
  drawThrough(picture, symbol, corners, { dark: set, light: unset, quiet: scene.quiet }, 2)
  if (scene.noise > 0) spoil(picture, scene)
  return picture
}

/** Divides by a depth that grows across and down the picture: what a camera does. */
function tilted(corners: readonly Point[], tilt: Scene['tilt'], centre: number, side: number): Point[] {
  return corners.map(({ x, y }) => {
    const depth = 1 + (tilt[0] * (x - centre) + tilt[1] * (y - centre)) / side
    return { x: centre + (x - centre) / depth, y: centre + (y - centre) / depth }
  })
}

function tinted(grey: number, { tint }: Scene): Rgb {
  const [red, green, blue] = tint.map((shift) => Math.min(255, Math.max(0, grey + shift)))
  return [red!, green!, blue!]
}

function spoil({ data }: Pixels, { noise, seed }: Scene): void {
  const next = random(seed)
  for (let i = 0; i < data.length; i += 4) {
    const shift = noise * (2 * next() - 1)
    for (let channel = i; channel < i + 3; channel++) data[channel] = data[channel]! + shift
  }
}
