import { describe, expect, it } from 'vitest'
import { alignByPattern } from '../../../src/scan/alignment'
import type { Finder } from '../../../src/scan/finder'
import { fromCorrespondence, fromFinders, project } from '../../../src/scan/homography'
import { contains, outlineOf } from '../../../src/scan/outline'
import { plausibility } from '../../../src/scan/plausibility'
import { pyramidOf } from '../../../src/scan/pyramid'
import { shadeAt, shadeThrough } from '../../../src/scan/shade'
import { solve } from '../../../src/scan/solve'
import { homographyOf, timeTriple } from '../../../src/scan/timing'
import { ASLANT, findTriples, STRICT, USUAL } from '../../../src/scan/triples'
import { blank, drawThrough, encode } from './draw'

function finder(x: number, y: number, more: Partial<Finder> = {}): Finder {
  return { x, y, module: 4, dark: true, weight: 1, uneven: 0.1, threshold: 127, ...more }
}

describe('homography', () => {
  const quad = [
    { x: 10, y: 20 },
    { x: 110, y: 30 },
    { x: 90, y: 140 },
    { x: 5, y: 100 },
  ]
  const square = [
    { x: 0, y: 0 },
    { x: 25, y: 0 },
    { x: 25, y: 25 },
    { x: 0, y: 25 },
  ]

  it('takes four points to four others', () => {
    const h = fromCorrespondence(square, quad)
    square.forEach(({ x, y }, i) => {
      expect(project(h, x, y).x).toBeCloseTo(quad[i]!.x)
      expect(project(h, x, y).y).toBeCloseTo(quad[i]!.y)
    })
  })

  it('is back where it was through the inverse', () => {
    const there = project(fromCorrespondence(square, quad), 7, 11)
    const back = project(fromCorrespondence(quad, square), there.x, there.y)
    expect(back.x).toBeCloseTo(7)
    expect(back.y).toBeCloseTo(11)
  })

  it('puts the finders where they were seen, with any perspective', () => {
    for (const [w1, w2] of [
      [1, 1],
      [1.3, 0.8],
    ] as const) {
      const h = fromFinders({ x: 50, y: 60 }, { x: 150, y: 70 }, { x: 40, y: 160 }, 33, w1, w2)
      expect(project(h, 3.5, 3.5).x).toBeCloseTo(50)
      expect(project(h, 29.5, 3.5).y).toBeCloseTo(70)
      expect(project(h, 3.5, 29.5).x).toBeCloseTo(40)
    }
  })
})

describe('solve', () => {
  it('solves two equations', () => {
    expect([...(solve([Float64Array.of(0, 2, 6), Float64Array.of(1, 1, 5)]) ?? [])]).toEqual([2, 3])
  })

  it('refuses equations that say the same', () => {
    expect(solve([Float64Array.of(1, 2, 3), Float64Array.of(2, 4, 6)])).toBeUndefined()
  })
})

describe('outline', () => {
  const outline = outlineOf(fromFinders({ x: 50, y: 50 }, { x: 130, y: 50 }, { x: 50, y: 130 }, 27, 1, 1), 27)

  it('has the corners in reading order', () => {
    const expected = [36, 36, 144, 36, 144, 144, 36, 144]
    outline.flatMap(({ x, y }) => [x, y]).forEach((value, i) => expect(value).toBeCloseTo(expected[i]!))
  })

  it.each([
    [90, 90, true],
    [37, 37, true],
    [35, 90, false],
    [90, 145, false],
  ])('holds (%d, %d): %s', (x, y, inside) => expect(contains(outline, { x, y })).toBe(inside))
})

describe('shade', () => {
  it('follows the finders across the picture', () => {
    const shade = shadeThrough(
      finder(10, 10, { threshold: 100 }),
      finder(30, 10, { threshold: 200 }),
      finder(10, 30),
    )
    const plane = { data: new Uint8Array(40 * 40).fill(150), width: 40, height: 40 }
    expect(shadeAt(plane, shade, 12, 10)).toBe(0)
    expect(shadeAt(plane, shade, 28, 10)).toBe(1)
    expect(shadeAt(plane, shade, 40, 10)).toBe(-1)
    expect(shadeAt(plane, shade, 10, -0.5)).toBe(-1)
  })
})

describe('findTriples', () => {
  const square = [finder(100, 100), finder(200, 100), finder(100, 200)]

  it('names the corners, whatever the order and rotation', () => {
    for (const order of [
      [0, 1, 2],
      [2, 0, 1],
      [1, 2, 0],
    ]) {
      const [triple] = findTriples(
        order.map((i) => square[i]!),
        STRICT,
      )
      expect(triple).toMatchObject({ topLeft: square[0], topRight: square[1], bottomLeft: square[2] })
      expect(triple!.size).toBeCloseTo(32)
    }
    const upsideDown = square.map((one) => finder(300 - one.x, 300 - one.y))
    expect(findTriples(upsideDown, STRICT)[0]).toMatchObject({
      topLeft: { x: 200, y: 200 },
      topRight: { x: 100 },
    })
  })

  it.each([
    ['two polarities', { dark: false }],
    ['unlike sizes', { module: 9 }],
    ['hardly seen', { weight: 0.1 }],
    ['uneven', { uneven: 0.5 }],
    ['no right angle', { x: 240 }],
    ['too far for its size', { y: 1200 }],
  ])('refuses %s', (_, wrong) => {
    expect(findTriples([square[0]!, square[1]!, { ...square[2]!, ...wrong }], STRICT)).toEqual([])
  })

  it('takes a slanting one only when asked to', () => {
    const slanting = [finder(100, 100), finder(200, 110, { module: 3 }), finder(108, 145, { module: 3 })]
    expect(findTriples(slanting, USUAL)).toEqual([])
    const expected = { topLeft: slanting[0], topRight: slanting[1], bottomLeft: slanting[2] }
    expect(findTriples(slanting, ASLANT)).toContainEqual(expect.objectContaining(expected))
  })

  it('stays bounded on a wallpaper of finders', () => {
    const many = Array.from({ length: 900 }, (_, i) => finder((i % 30) * 40, Math.floor(i / 30) * 40))
    expect(findTriples(many, USUAL).length).toBeLessThanOrEqual(400)
  })
})

describe('a drawn symbol of version 5', () => {
  const picture = blank(320, 320)
  const symbol = encode('otpauth://totp/kode', 'M', 5)
  const corners = [
    { x: 40, y: 60 },
    { x: 250, y: 40 },
    { x: 270, y: 260 },
    { x: 50, y: 280 },
  ]
  drawThrough(picture, symbol, corners)
  const [{ plane }] = pyramidOf(picture)
  const size = 37
  const square = [
    { x: 0, y: 0 },
    { x: size, y: 0 },
    { x: size, y: size },
    { x: 0, y: size },
  ]
  const truth = fromCorrespondence(square, corners)
  const at = (u: number, v: number) => {
    const { x, y } = project(truth, u, v)
    return finder(x, y, { module: 5.7 })
  }
  const triple = {
    topLeft: at(3.5, 3.5),
    topRight: at(33.5, 3.5),
    bottomLeft: at(3.5, 33.5),
    size: 36.4,
    doubt: 0,
  }
  const shade = shadeThrough(triple.topLeft, triple.topRight, triple.bottomLeft)

  it('has its size told by its dots', () => {
    expect(timeTriple(plane, triple, 0.5)?.sizes[0]).toBe(37)
  })

  it('has no dots where there are none', () => {
    const wrong = { ...triple, topRight: finder(250, 300), bottomLeft: finder(20, 200) }
    expect(timeTriple(plane, wrong, 0.2)).toBeUndefined()
  })

  it('is plausible as what it is and as nothing else', () => {
    expect(plausibility(plane, shade, truth, 37, true)).toBe(2)
    expect(plausibility(plane, shade, truth, 37, false)).toBe(0)
    expect(plausibility(plane, shade, truth, 41, true)).toBeLessThan(1.4)
  })

  it('is mapped exactly once its alignment pattern is found', () => {
    const guess = homographyOf(triple, size, false)
    const aligned = alignByPattern(plane, triple, guess, size)!
    const [before, after] = [guess, aligned].map((h) => {
      const { x, y } = project(h, size, size)
      return Math.hypot(x - 270, y - 260)
    })
    expect(before).toBeGreaterThan(8)
    expect(after).toBeLessThan(3)
  })

  it('has no alignment pattern where it is covered, nor in version 1', () => {
    const covered = { ...plane, data: plane.data.slice() }
    for (let y = 180; y < 300; y++) covered.data.fill(255, y * 320 + 170, y * 320 + 300)
    expect(alignByPattern(covered, triple, truth, size)).toBeUndefined()
    expect(alignByPattern(plane, triple, truth, 21)).toBeUndefined()
  })
})
