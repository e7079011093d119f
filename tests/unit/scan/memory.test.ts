import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Pixels } from '../../../src/domain/pixels'
import { findInPicture } from '../../../src/scan/find-in-picture'
import { findSymbols } from '../../../src/scan/find-symbols'
import { drawUpright, encode, painted, random } from './draw'

/** Bytes allocated for each byte of the picture, all that is ever allocated added up: at no time is there more. */
const MOST = 3

/** Texture everywhere, so that no part is flat and skipped, and a code in its middle. */
function page(): Pixels {
  const next = random(9)
  const picture = painted(1280, 800, () => 180 + 75 * next())
  drawUpright(picture, encode('otpauth://totp/memory?secret=JBSWY3DPEHPK3PXP'), 500, 300, 5)
  return picture
}

afterEach(() => void vi.unstubAllGlobals())

/** Has the arrays that are made meanwhile counted, but not views of what is there already. */
function bytesAllocated(work: () => unknown): number {
  let bytes = 0
  for (const array of [Uint8Array, Uint8ClampedArray, Uint32Array, Int32Array, Float32Array, Float64Array]) {
    vi.stubGlobal(
      array.name,
      new Proxy(array, {
        construct(target, parameters: unknown[], newTarget) {
          const made = Reflect.construct(target, parameters, newTarget) as ArrayBufferView
          if (!(parameters[0] instanceof ArrayBuffer)) bytes += made.byteLength
          return made
        },
      }),
    )
  }
  work()
  vi.unstubAllGlobals()
  return bytes
}

describe('memory', () => {
  it('is counted', () => {
    expect(bytesAllocated(() => [new Uint8Array(100), Float64Array.of(1, 2), new Int32Array(3)])).toBe(128)
    expect(bytesAllocated(() => new Uint8Array(new ArrayBuffer(100)))).toBe(0)
  })

  it(`is at most ${MOST} times the picture's for a screen`, () => {
    const picture = page()
    const bytes = bytesAllocated(() => expect(findSymbols(picture).symbols).toHaveLength(1))
    expect(bytes / picture.data.length).toBeGreaterThan(0.2)
    expect(bytes / picture.data.length).toBeLessThan(MOST)
  })

  it(`is at most ${MOST} times the picture's on each ground of a transparent file that shows nothing`, () => {
    const next = random(4)
    const picture = painted(1280, 800, (x) => 120 + 40 * next() + x / 50)
    picture.data[3] = 0
    const bytes = bytesAllocated(() => expect(findInPicture(picture).symbols).toEqual([]))
    expect(bytes / picture.data.length).toBeGreaterThan(2) // it is copied twice
    expect(bytes / picture.data.length).toBeLessThan(2 * MOST)
  }, 30_000)
})
