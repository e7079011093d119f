import { describe, expect, test } from 'vitest'
import { sightingsOf, type QrSymbol } from '../../../src/domain/pixels'

const SIZE = { width: 200, height: 100 }

/** A square of 20 pixels. */
const symbolAt = (text: string, x: number, y: number): QrSymbol => ({
  text,
  outline: [
    { x, y },
    { x: x + 20, y },
    { x: x + 20, y: y + 20 },
    { x, y: y + 20 },
  ],
})
const texts = (...symbols: readonly QrSymbol[]) => sightingsOf(symbols, SIZE).map(({ text }) => text)

describe('what symbols of a picture say', () => {
  test('where, in shares of the picture', () => {
    expect(sightingsOf([symbolAt('a', 20, 50)], SIZE)).toEqual([
      {
        text: 'a',
        places: [
          [
            { x: 0.1, y: 0.5 },
            { x: 0.2, y: 0.5 },
            { x: 0.2, y: 0.7 },
            { x: 0.1, y: 0.7 },
          ],
        ],
      },
    ])
  })

  test('the same text is one sighting with two places', () => {
    const [first, ...others] = sightingsOf([symbolAt('a', 0, 0), symbolAt('a', 50, 0)], SIZE)
    expect(others).toEqual([])
    expect(first?.places.map(([corner]) => corner.x)).toEqual([0, 0.25])
  })
})

describe('in the order one reads a page', () => {
  test('rows from the top, each from the left, however they were found', () => {
    expect(
      texts(symbolAt('d', 90, 60), symbolAt('b', 80, 2), symbolAt('c', 10, 60), symbolAt('a', 10, 0)),
    ).toEqual(['a', 'b', 'c', 'd'])
  })

  test('a row may be uneven, by less than half a symbol', () => {
    expect(texts(symbolAt('b', 80, 0), symbolAt('a', 10, 9))).toEqual(['a', 'b'])
    expect(texts(symbolAt('b', 80, 0), symbolAt('a', 10, 11))).toEqual(['b', 'a'])
  })
})

test('no symbols, no sightings', () => {
  expect(sightingsOf([], SIZE)).toEqual([])
})
