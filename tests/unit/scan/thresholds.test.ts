import { describe, expect, it } from 'vitest'
import { isFlat, thresholdAt, thresholdsOf } from '../../../src/scan/thresholds'

function plane(side: number, grey: (x: number, y: number) => number) {
  const data = Uint8Array.from({ length: side * side }, (_, i) => grey(i % side, Math.floor(i / side)))
  return { data, width: side, height: side }
}

describe('thresholdsOf', () => {
  it('calls an even picture flat, and a slow gradient too', () => {
    for (const grey of [() => 200, (x: number) => 100 + x / 4]) {
      expect([...thresholdsOf(plane(64, grey)).textured]).not.toContain(1)
    }
  })

  it('puts the threshold between the colours of stripes', () => {
    const map = thresholdsOf(plane(64, (x) => (x & 2 ? 220 : 40)))
    expect(thresholdAt(map, 32, 32)).toBe(130)
    expect(isFlat(map, 4, 4)).toBe(false)
  })

  it('sees six grey levels, and not four', () => {
    const stripes = (levels: number) => thresholdsOf(plane(64, (x) => (x & 2 ? 128 + levels : 128)))
    expect(isFlat(stripes(6), 4, 4)).toBe(false)
    expect(isFlat(stripes(4), 4, 4)).toBe(true)
  })

  it('does not let the white page around a faint plate decide inside', () => {
    // 100 and 120 from pixel 48 on, white before it
    const map = thresholdsOf(plane(128, (x) => (x < 48 ? 255 : x & 2 ? 120 : 100)))
    const threshold = thresholdAt(map, 64, 64)
    expect(threshold).toBeGreaterThan(100)
    expect(threshold).toBeLessThan(120)
  })
})
