import { describe, expect, test } from 'vitest'
import { covers, rowsInView, withMargin } from '../../../src/ui/row-window'

describe('rows in view', () => {
  test.each([
    { scrollTop: 0, total: 1000, first: 0, count: 5 },
    { scrollTop: 1, total: 1000, first: 0, count: 6 },
    { scrollTop: 88, total: 1000, first: 1, count: 5 },
    { scrollTop: 44_000, total: 1000, first: 500, count: 5 },
    { scrollTop: 0, total: 3, first: 0, count: 3 },
    { scrollTop: 0, total: 0, first: 0, count: 0 },
    // Deleting shortens the list before the browser scrolls back.
    { scrollTop: 44_000, total: 3, first: 3, count: 0 },
    // Overscroll bounces above the top.
    { scrollTop: -40, total: 1000, first: 0, count: 5 },
  ])('scrolled $scrollTop of $total rows', ({ scrollTop, total, ...expected }) => {
    expect(rowsInView({ scrollTop, height: 440, pitch: 88 }, total)).toEqual(expected)
  })
})

test.each([
  { rows: { first: 0, count: 5 }, expected: { first: 0, count: 9 } },
  { rows: { first: 2, count: 5 }, expected: { first: 0, count: 11 } },
  { rows: { first: 500, count: 5 }, expected: { first: 496, count: 13 } },
])('margin around $rows', ({ rows, expected }) => {
  expect(withMargin(rows)).toEqual(expected)
})

describe('covers', () => {
  const outer = { first: 10, count: 5 }
  test.each([
    { first: 10, count: 5, covered: true },
    { first: 12, count: 1, covered: true },
    { first: 9, count: 2, covered: false },
    { first: 14, count: 2, covered: false },
    { first: 20, count: 1, covered: false },
  ])('$first + $count: $covered', ({ covered, ...inner }) => {
    expect(covers(outer, inner)).toBe(covered)
  })
})
