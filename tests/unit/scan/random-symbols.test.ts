import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Pixels, Point } from '../../../src/domain/pixels'
import { findSymbols } from '../../../src/scan/find-symbols'
import { blank, drawThrough, encode, random, turned, type Level, type Modules, type Rgb } from './draw'

/** Symbols drawn and read back; at least so many of a thousand must be. */
const RUNS = 2000
const LEAST_READ = 0.995

/** What a symbol may look like. The bounds are those within which nearly all can be read. */
interface Scene {
  readonly text: string
  readonly level: Level
  /** Pixels along a module where and in which direction the tilt leaves the fewest. */
  readonly module: number
  /** Any turn, and seen in a mirror. */
  readonly degrees: number
  readonly mirrored: boolean
  /** How far the symbol leans away, around an axis of any direction. */
  readonly tilt: number
  readonly axis: number
  /** Distance of the eye in widths of the symbol. */
  readonly distance: number
  /** Grey levels of dark modules, and between them and light ones, which are white at most. */
  readonly dark: number
  readonly contrast: number
  /** Grey level of the page around; without a quiet zone, it is as light or as dark as the modules. */
  readonly page: number
  /** What is added to red, green and blue. */
  readonly tint: readonly [number, number, number]
  readonly inverted: boolean
  /** Unset modules around. */
  readonly quiet: number
  /** Largest noise, as a share of the contrast. */
  readonly noise: number
  readonly seed: number
}

/** Evenly spread. `fc.double` and `fc.integer` prefer the ends: nearly every angle would be zero. */
const double = (min: number, max: number) =>
  fc.noBias(fc.integer({ min: 0, max: 2 ** 30 })).map((part) => min + ((max - min) * part) / 2 ** 30)
const integer = (min: number, max: number) => fc.noBias(fc.integer({ min, max }))

const scenes: fc.Arbitrary<Scene> = fc.record({
  text: fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
    fc.stringMatching(/^otpauth:\/\/totp\/[a-z]{1,20}\?secret=[A-Z2-7]{16,52}$/),
  ),
  level: fc.constantFrom<Level>('L', 'M', 'Q', 'H'),
  module: double(2.5, 8),
  degrees: double(0, 360),
  mirrored: fc.boolean(),
  tilt: double(0, 40),
  axis: double(0, 360),
  distance: double(2.5, 6),
  dark: integer(0, 180),
  contrast: integer(60, 255),
  page: integer(0, 255),
  tint: fc.tuple(integer(-25, 25), integer(-12, 12), integer(-40, 40)),
  inverted: fc.boolean(),
  quiet: integer(0, 4),
  noise: double(0, 0.1),
  seed: integer(1, 2 ** 31 - 1),
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
    expect(1 - missed.length / RUNS, JSON.stringify(missed)).toBeGreaterThanOrEqual(LEAST_READ)
  },
  // Under a minute on one free core.
  600_000,
)

function draw(scene: Scene): Pixels {
  const symbol = encode(scene.text, scene.level)
  const side = (symbol.size * Math.min(scene.module, 200 / symbol.size)) / foreshortening(scene)
  const extent = Math.ceil(side * 1.8) + 20
  const corners = turned({ x: 0, y: 0 }, side, scene.degrees).map((corner) => {
    const { x, y } = leaned(corner, scene, side)
    return { x: x + extent / 2, y: y + extent / 2 }
  })
  const dark = tinted(scene.dark, scene)
  const light = tinted(scene.dark + scene.contrast, scene)
  const look = {
    dark: scene.inverted ? light : dark,
    light: scene.inverted ? dark : light,
    quiet: scene.quiet,
  }
  const picture = blank(extent, extent, pageOf(scene, dark, light))
  drawThrough(picture, scene.mirrored ? mirrored(symbol) : symbol, corners, look, 2)
  if (scene.noise > 0) spoil(picture, scene)
  return picture
}

function pageOf({ quiet, page }: Scene, dark: Rgb, light: Rgb): Rgb {
  if (quiet >= 2) return [page, page, page]
  return page < 128 ? dark : light
}

/** By what a length at the far edge is shorter than the same length seen from above. */
function foreshortening({ tilt, distance }: Scene): number {
  const lean = (tilt * Math.PI) / 180
  return (Math.cos(lean) * distance) / (distance + 0.5 * Math.sin(lean))
}

/** Turns a point of the plane around an axis through its middle, and looks at it from a distance. */
function leaned({ x, y }: Point, { tilt, axis, distance }: Scene, side: number): Point {
  const [lean, along] = [(tilt * Math.PI) / 180, (axis * Math.PI) / 180]
  const onAxis = x * Math.cos(along) + y * Math.sin(along)
  const across = y * Math.cos(along) - x * Math.sin(along)
  const nearness = (distance * side) / (distance * side + across * Math.sin(lean))
  const [a, b] = [onAxis * nearness, across * Math.cos(lean) * nearness]
  return { x: a * Math.cos(along) - b * Math.sin(along), y: a * Math.sin(along) + b * Math.cos(along) }
}

function mirrored(symbol: Modules): Modules {
  return { size: symbol.size, get: (x, y) => symbol.get(symbol.size - 1 - x, y) }
}

function tinted(grey: number, { tint }: Scene): Rgb {
  const [red, green, blue] = tint.map((shift) => Math.min(255, Math.max(0, grey + shift)))
  return [red!, green!, blue!]
}

function spoil({ data }: Pixels, { noise, contrast, dark, seed }: Scene): void {
  const next = random(seed)
  const most = noise * Math.min(contrast, 255 - dark)
  for (let i = 0; i < data.length; i += 4) {
    const shift = most * (2 * next() - 1)
    for (let channel = i; channel < i + 3; channel++) data[channel] = data[channel]! + shift
  }
}
