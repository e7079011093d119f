import { describe, expect, it } from 'vitest'
import { brightnessAt, halfLuma, halved, lumaOf, wordsOf } from '../../../src/scan/plane'
import { blank } from './draw'

describe('lumaOf', () => {
  it.each([
    [0xff000000, 0],
    [0xffffffff, 255],
    [0xff0000ff, 75], // red
    [0xff00ff00, 149],
    [0xffff0000, 29], // blue
  ])('weighs the colours of %s', (word, luma) => expect(lumaOf(word)).toBe(luma))
})

describe('wordsOf', () => {
  it('shares aligned memory', () => {
    const { data } = blank(2, 1)
    expect(wordsOf({ data, width: 2, height: 1 }).buffer).toBe(data.buffer)
  })

  it('are small integers where opaque', () => {
    expect([...wordsOf(blank(1, 1, [1, 2, 3]))]).toEqual([0xff030201 - 2 ** 32])
  })

  it('copies bytes that start at an odd place', () => {
    const bytes = new Uint8ClampedArray(new ArrayBuffer(9), 1)
    bytes.set([1, 2, 3, 4, 5, 6, 7, 8])
    expect([...wordsOf({ data: bytes, width: 2, height: 1 })]).toEqual([0x04030201, 0x08070605])
  })
})

describe('halving', () => {
  it('takes the mean of four, and drops an odd last row and column', () => {
    const words = Int32Array.of(0, 0xffffff, 9, 0xffffff, 0, 9, 9, 9, 9)
    expect(halfLuma(words, 3, 3)).toEqual({ data: Uint8Array.of(127), width: 1, height: 1 })
  })

  it('is the same from brightness as from grey colours', () => {
    const greys = Array.from({ length: 16 }, (_, i) => i * 16)
    const words = Int32Array.from(greys, (grey) => grey * 0x010101)
    const plane = { data: Uint8Array.from(greys), width: 4, height: 4 }
    expect([...halved(plane).data]).toEqual([40, 72, 168, 200])
    expect([...halfLuma(words, 4, 4).data]).toEqual([40, 72, 168, 200])
  })
})

describe('brightnessAt', () => {
  const plane = { data: Uint8Array.of(0, 100, 200, 100), width: 2, height: 2 }

  it('is the pixel at its middle and the mean between two', () => {
    expect(brightnessAt(plane, 0.5, 0.5)).toBe(0)
    expect(brightnessAt(plane, 1, 0.5)).toBe(50)
    expect(brightnessAt(plane, 0.5, 1)).toBe(100)
  })

  it('repeats the edge outside', () => {
    expect(brightnessAt(plane, -5, 0.5)).toBe(0)
    expect(brightnessAt(plane, 9, 0.5)).toBeCloseTo(100, 0)
  })
})
