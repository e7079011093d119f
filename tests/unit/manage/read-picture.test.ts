import { expect, test } from 'vitest'
import { crop } from '../../../src/manage/crop'
import { lookCloser } from '../../../src/manage/read-picture'
import { findSymbols } from '../../../src/scan/find-symbols'
import { blank, drawThrough, encode } from '../scan/draw'

const URI = 'otpauth://totp/GitHub:alice?secret=gezdgnbvgy3tqojq&issuer=GitHub'

const [WIDTH, HEIGHT, MARGIN] = [400, 300, 10]

/** A page with a code of this many pixels a module, smoothed as a browser scales it. */
function pageWith(module: number) {
  const page = blank(WIDTH, HEIGHT)
  const symbol = encode(URI)
  const side = symbol.size * module
  const [left, top] = [100.3, 80.4]
  drawThrough(page, symbol, [
    { x: left, y: top },
    { x: left + side, y: top },
    { x: left + side, y: top + side },
    { x: left, y: top + side },
  ])
  const region = {
    x: (left - MARGIN) / WIDTH,
    y: (top - MARGIN) / HEIGHT,
    width: (side + 2 * MARGIN) / WIDTH,
    height: (side + 2 * MARGIN) / HEIGHT,
  }
  return { page, part: crop(page, region) }
}

test('a code too small to be found on the page is found where the person points', () => {
  // The largest that the whole search misses: it may get better, pointing must stay better still.
  const modules = Array.from({ length: 12 }, (_, less) => 1.6 - less * 0.05)
  const missed = modules.find((module) => findSymbols(pageWith(module).page).symbols.length === 0)
  expect(missed && lookCloser(pageWith(missed).part)).toMatchObject({
    status: 'found',
    sightings: [{ text: URI }],
  })
})

test('its place is told in shares of the part, whatever the enlargement', () => {
  const { part } = pageWith(3)
  const told = lookCloser(part)
  const [place] = told.status === 'found' ? (told.sightings[0]?.places ?? []) : []
  const margin = MARGIN / part.width
  expect(place?.[0].x).toBeCloseTo(margin, 1)
  expect(place?.[2].x).toBeCloseTo(1 - margin, 1)
})

test('nothing is found where nothing is', () => {
  expect(lookCloser(blank(200, 100))).toEqual({ status: 'nothing', sign: 'none', width: 200, height: 100 })
})
