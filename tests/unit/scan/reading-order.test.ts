import { expect, test } from 'vitest'
import type { QrSymbol } from '../../../src/domain/pixels'
import { inReadingOrder } from '../../../src/scan/reading-order'

/** A square symbol named by its text. */
function symbolAt(text: string, x: number, y: number, side = 100): QrSymbol {
  const [right, bottom] = [x + side, y + side]
  return {
    text,
    outline: [
      { x, y },
      { x: right, y },
      { x: right, y: bottom },
      { x, y: bottom },
    ],
  }
}

const order = (...symbols: QrSymbol[]) => inReadingOrder(symbols).map(({ text }) => text)

test('row by row, from the left', () => {
  const symbols = ['a', 'b', 'c', 'd', 'e', 'f'].map((text, i) =>
    symbolAt(text, 20 + (i % 3) * 150, 30 + Math.floor(i / 3) * 150),
  )
  expect(order(...symbols.toReversed())).toEqual(['a', 'b', 'c', 'd', 'e', 'f'])
})

test('those of a row need not stand quite level', () => {
  expect(order(symbolAt('c', 300, 40), symbolAt('a', 0, 60), symbolAt('b', 150, 20))).toEqual(['a', 'b', 'c'])
})

test('a small one beside a large one is of its row; one beneath is not', () => {
  expect(order(symbolAt('b', 400, 200, 50), symbolAt('a', 0, 50, 300), symbolAt('c', 0, 360, 50))).toEqual([
    'a',
    'b',
    'c',
  ])
})

test('however a symbol is turned', () => {
  const { text, outline } = symbolAt('a', 0, 0)
  const turned: QrSymbol = { text, outline: [outline[2], outline[3], outline[0], outline[1]] }
  expect(order(symbolAt('b', 200, 0), turned)).toEqual(['a', 'b'])
})

test('of none and of one', () => {
  expect(order()).toEqual([])
  expect(order(symbolAt('a', 0, 0))).toEqual(['a'])
})
