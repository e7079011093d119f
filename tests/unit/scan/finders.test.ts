import { describe, expect, it } from 'vitest'
import type { Pixels } from '../../../src/domain/pixels'
import { measureCrossSection, moduleOfRuns } from '../../../src/scan/cross-section'
import { findFinders } from '../../../src/scan/find-finders'
import { mergeFinders } from '../../../src/scan/merge-finders'
import { pyramidOf } from '../../../src/scan/pyramid'
import { BLACK, blank, drawThrough, drawUpright, FINDER, painted, random, turned, WHITE } from './draw'

const never = () => false

function findersOf(picture: Pixels) {
  return mergeFinders(pyramidOf(picture).map((level) => findFinders(level, level.scale <= 2 ? 2 : 1, never)))
}

describe('moduleOfRuns', () => {
  it.each([
    ['exact', [4, 4, 12, 4, 4], 4],
    ['blurred dark', [5, 3, 13, 3, 5], 4],
    ['blurred light', [3, 5, 11, 5, 3], 4],
    ['one pixel a module', [1, 1, 3, 1, 1], 1],
    ['dark things at one side', [90, 4, 12, 4, 4], 4],
  ] as const)('takes %s', (_, [a, b, c, d, e], module) => expect(moduleOfRuns(a, b, c, d, e)).toBe(module))

  it.each([
    ['core narrower than the gaps', [4, 6, 3, 6, 4]],
    ['core too wide', [4, 4, 80, 4, 4]],
    ['one gap wide', [4, 12, 12, 4, 4]],
    ['dark at both sides', [90, 4, 12, 4, 90]],
    ['no ring', [1, 4, 12, 4, 4]],
    ['less than a pixel a module', [1, 0, 2, 1, 1]],
  ] as const)('refuses %s', (_, [a, b, c, d, e]) => expect(moduleOfRuns(a, b, c, d, e)).toBe(0))
})

describe('measureCrossSection', () => {
  const picture = blank(80, 80)
  drawUpright(picture, FINDER, 20, 24, 4)
  const [level] = pyramidOf(picture)
  const out = { centre: 0, module: 0 }

  it('finds the middle of the core', () => {
    expect(measureCrossSection(level, 31, 37, false, true, 4, out)).toBe(true)
    expect(out.centre).toBeCloseTo(34, 1)
    expect(out.module).toBeCloseTo(4, 1)
    expect(measureCrossSection(level, 31, 37, true, true, 4, out)).toBe(true)
    expect(out.centre).toBeCloseTo(38, 1)
  })

  it('refuses the other polarity, and a line beside the core', () => {
    expect(measureCrossSection(level, 31, 37, false, false, 4, out)).toBe(false)
    expect(measureCrossSection(level, 22, 37, true, true, 4, out)).toBe(false)
  })
})

describe('findFinders', () => {
  it.each([1.6, 2, 3, 4.6, 9, 22])('finds one of %f pixels a module, in place and size', (module) => {
    const picture = blank(300, 300)
    drawThrough(picture, FINDER, turned({ x: 140.3, y: 150.6 }, 7 * module, 0))
    const [best] = findersOf(picture).sort((a, b) => a.uneven - b.uneven)
    expect(best).toMatchObject({ dark: true })
    expect(Math.hypot(best!.x - 140.3, best!.y - 150.6)).toBeLessThan(0.35 * module)
    expect(best!.module / module).toBeGreaterThan(0.87)
    expect(best!.module / module).toBeLessThan(1.13)
    expect(best!.uneven).toBeLessThan(0.3)
  })

  it.each([0, 17, 30, 45, 75])('finds one turned by %d degrees', (degrees) => {
    const picture = blank(200, 200)
    drawThrough(picture, FINDER, turned({ x: 100, y: 100 }, 42, degrees))
    const [best] = findersOf(picture).sort((a, b) => a.uneven - b.uneven)
    expect(best!.module).toBeCloseTo(6, 0)
    expect(best!.uneven).toBeLessThan(0.25)
  })

  it('finds light ones on dark, and faint ones', () => {
    const picture = blank(200, 200, BLACK)
    drawUpright(picture, FINDER, 60, 60, 5, { dark: WHITE, light: BLACK })
    expect(findersOf(picture)).toMatchObject([{ dark: false }])
    const faint = blank(200, 200, [200, 200, 200])
    drawUpright(faint, FINDER, 60, 60, 5, { dark: [190, 190, 190], light: [200, 200, 200] })
    expect(findersOf(faint)).toMatchObject([{ dark: true }])
  })

  it('refuses what only looks like one along rows', () => {
    const bars = painted(200, 200, (x) => ([1, 0, 1, 1, 1, 0, 1][Math.floor(x / 4) % 12] ? 0 : 255))
    const cross = painted(200, 200, (x, y) => (Math.abs(x - 100) < 6 || Math.abs(y - 100) < 6 ? 0 : 255))
    expect(findersOf(bars)).toEqual([])
    expect(findersOf(cross)).toEqual([])
  })

  it('finds hardly an even one in noise', () => {
    const next = random(7)
    const noise = painted(400, 400, () => next() * 255)
    expect(findersOf(noise).filter((one) => one.uneven < 0.25).length).toBeLessThan(3)
  })

  it('stops when it is late', () => {
    const picture = blank(200, 200)
    drawUpright(picture, FINDER, 60, 120, 5)
    expect(findFinders(pyramidOf(picture)[0], 2, () => true)).toEqual([])
  })
})

describe('mergeFinders', () => {
  const one = { x: 100, y: 100, module: 4, dark: true, weight: 1, uneven: 0.1, threshold: 128 }

  it('keeps what the finest level saw', () => {
    const coarse = { ...one, x: 101, module: 4.4 }
    expect(mergeFinders([[one], [coarse]])).toEqual([one])
  })

  it('prefers a coarser one that is more even', () => {
    const odd = { ...one, x: 103, uneven: 0.4 }
    expect(mergeFinders([[odd], [one]])).toEqual([one])
  })

  it.each([
    ['polarity', { dark: false }],
    ['place', { x: 110 }],
    ['size', { module: 8 }],
  ])('keeps both when they differ in %s', (_, other) => {
    expect(mergeFinders([[one], [{ ...one, ...other }]])).toHaveLength(2)
  })
})
