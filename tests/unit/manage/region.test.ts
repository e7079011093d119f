import { describe, expect, test } from 'vitest'
import {
  FIRST_REGION,
  isMeant,
  moved,
  outlineInWhole,
  regionBetween,
  resized,
  SMALLEST,
  withMargin,
} from '../../../src/manage/region'

const close = (region: object) => Object.values(region).map((share) => Number((share as number).toFixed(6)))

describe('between two corners', () => {
  test.each([
    ['from the top left', { x: 0.2, y: 0.3 }, { x: 0.5, y: 0.9 }],
    ['from the bottom right', { x: 0.5, y: 0.9 }, { x: 0.2, y: 0.3 }],
    ['from the top right', { x: 0.5, y: 0.3 }, { x: 0.2, y: 0.9 }],
  ])('%s', (_from, a, b) => {
    expect(close(regionBetween(a, b))).toEqual([0.2, 0.3, 0.3, 0.6])
  })

  test('only as far as the picture goes', () => {
    expect(regionBetween({ x: -1, y: -0.2 }, { x: 3, y: 0.5 })).toEqual({ x: 0, y: 0, width: 1, height: 0.5 })
    expect(regionBetween({ x: 2, y: 2 }, { x: 3, y: 3 })).toEqual({ x: 1, y: 1, width: 0, height: 0 })
  })

  test('a press without a drag was not meant', () => {
    expect(isMeant(regionBetween({ x: 0.5, y: 0.5 }, { x: 0.5, y: 0.5 }))).toBe(false)
    expect(isMeant(regionBetween({ x: 0.5, y: 0.5 }, { x: 0.9, y: 0.505 }))).toBe(false)
    expect(isMeant(regionBetween({ x: 0.5, y: 0.5 }, { x: 0.52, y: 0.52 }))).toBe(true)
  })
})

test('moving stops at the edges and keeps the size', () => {
  expect(close(moved(FIRST_REGION, 0.1, -0.1))).toEqual([0.45, 0.25, 0.3, 0.3])
  expect(close(moved(FIRST_REGION, 9, 9))).toEqual([0.7, 0.7, 0.3, 0.3])
  expect(close(moved(FIRST_REGION, -9, -9))).toEqual([0, 0, 0.3, 0.3])
})

test('resizing moves the far edges, between nothing and the edge of the picture', () => {
  expect(close(resized(FIRST_REGION, 0.1, -0.1))).toEqual([0.35, 0.35, 0.4, 0.2])
  expect(close(resized(FIRST_REGION, 9, 9))).toEqual([0.35, 0.35, 0.65, 0.65])
  expect(close(resized(FIRST_REGION, -9, -9))).toEqual([0.35, 0.35, SMALLEST, SMALLEST])
})

test('a margin is a share of the region, cut at the edges', () => {
  expect(close(withMargin({ x: 0.4, y: 0.4, width: 0.2, height: 0.1 }, 0.5))).toEqual([0.3, 0.35, 0.4, 0.2])
  expect(close(withMargin({ x: 0, y: 0.9, width: 0.2, height: 0.1 }, 0.5))).toEqual([0, 0.85, 0.3, 0.15])
})

test('what is outlined in the region is outlined in the picture', () => {
  const whole = [
    { x: 0, y: 0 },
    { x: 1, y: 0 },
    { x: 1, y: 1 },
    { x: 0, y: 1 },
  ] as const
  expect(outlineInWhole(whole, { x: 0.5, y: 0.25, width: 0.25, height: 0.5 })).toEqual([
    { x: 0.5, y: 0.25 },
    { x: 0.75, y: 0.25 },
    { x: 0.75, y: 0.75 },
    { x: 0.5, y: 0.75 },
  ])
})
