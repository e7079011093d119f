import { correction } from 'lean-qr'
import { describe, expect, it } from 'vitest'
import { byFinders, byNeighbourhood } from '../../../src/scan/binarise'
import { decodeGrid } from '../../../src/scan/decode-grid'
import {
  agreement,
  alignmentCentres,
  functionPatterns,
  redrawFunctionPatterns,
  UNKNOWN,
  type Grid,
} from '../../../src/scan/function-patterns'
import { fromFinders } from '../../../src/scan/homography'
import { pyramidOf } from '../../../src/scan/pyramid'
import { sampleModules } from '../../../src/scan/sample'
import { textOf } from '../../../src/scan/text'
import { unblur } from '../../../src/scan/unblur'
import { encode, pictureOf, random, type Level } from './draw'

const LEVELS = Object.keys({ L: 0, M: 0, Q: 0, H: 0 } satisfies Record<Level, 0>) as Level[]

function gridOf(text: string, level: Level, version: number) {
  const symbol = encode(text, level, version)
  const { size } = symbol
  const modules = Uint8Array.from({ length: size * size }, (_, i) =>
    symbol.get(i % size, Math.floor(i / size)) ? 1 : 0,
  )
  return { modules, size }
}

describe('functionPatterns', () => {
  it('agree with the encoder in all 40 versions', () => {
    for (let version = 1; version <= 40; version++) {
      const { modules, size } = gridOf('A', 'M', version)
      const map = functionPatterns(size)
      const wrong = map.filter((colour, i) => colour !== UNKNOWN && colour !== modules[i])
      expect(wrong, `version ${version}`).toHaveLength(0)
    }
  })

  it.each([
    [1, 0],
    [2, 1],
    [7, 6],
    [23, 22],
    [32, 33],
    [40, 46],
  ])('version %d has %d alignment patterns', (version, count) =>
    expect(alignmentCentres(version * 4 + 17)).toHaveLength(count),
  )

  it('are put right by redrawing, and data is left alone', () => {
    const grid = gridOf('otpauth://totp/x', 'M', 5)
    const data = functionPatterns(grid.size)
    const spoiled = {
      size: grid.size,
      modules: grid.modules.map((colour, i) => (data[i] === UNKNOWN ? colour : 1 - colour)),
    }
    expect(agreement(grid)).toBe(1)
    expect(agreement(spoiled)).toBe(0)
    redrawFunctionPatterns(spoiled)
    expect(spoiled.modules).toEqual(grid.modules)
  })

  it('agree half with chance', () => {
    const next = random(3)
    const modules = Uint8Array.from({ length: 37 * 37 }, () => (next() < 0.5 ? 0 : 1))
    expect(agreement({ modules, size: 37 })).toBeLessThan(0.65)
  })
})

describe('decodeGrid', () => {
  const read = (grid: Grid) => {
    const decoded = decodeGrid(grid)
    return decoded && textOf(decoded)
  }

  it.each(LEVELS)('decodes every version at level %s', (level) => {
    for (let version = 1; version <= 40; version++) {
      expect(read(gridOf('KODE 42', level, version)), `version ${version}`).toBe('KODE 42')
    }
  })

  it('decodes a mirrored symbol', () => {
    const { modules, size } = gridOf('otpauth://totp/x', 'M', 4)
    const mirrored = modules.map((_, i) => modules[(i % size) * size + Math.floor(i / size)] ?? 0)
    expect(read({ modules: mirrored, size })).toBe('otpauth://totp/x')
  })

  it('reads a large symbol whose version is covered', () => {
    const grid = gridOf('otpauth://totp/x', 'L', 12)
    for (let y = 0; y < 6; y++)
      grid.modules.fill(1, y * grid.size + grid.size - 11, y * grid.size + grid.size - 8)
    for (let y = grid.size - 11; y < grid.size - 8; y++)
      grid.modules.fill(0, y * grid.size, y * grid.size + 6)
    expect(read(grid)).toBe('otpauth://totp/x')
  })

  it('repairs what error correction can, and says nothing of the rest', () => {
    const spoil = (share: number) => {
      const grid = gridOf('otpauth://totp/x?secret=JBSWY3DPEHPK3PXP', 'H', 6)
      const next = random(11)
      for (let i = 0; i < grid.modules.length; i++) if (next() < share) grid.modules[i] = next() < 0.5 ? 0 : 1
      return read(grid)
    }
    expect(spoil(0.04)).toBe('otpauth://totp/x?secret=JBSWY3DPEHPK3PXP')
    expect(spoil(0.7)).toBeUndefined()
  })

  it('says nothing of random modules', () => {
    const next = random(5)
    for (let i = 0; i < 200; i++) {
      const modules = Uint8Array.from({ length: 25 * 25 }, () => (next() < 0.5 ? 0 : 1))
      expect(decodeGrid({ modules, size: 25 })).toBeUndefined()
    }
  })
})

describe('sampling and thresholds', () => {
  const grid = gridOf('otpauth://totp/sample', 'M', 4)
  const symbol = {
    size: grid.size,
    get: (x: number, y: number) => inside(x, y) && grid.modules[y * grid.size + x] === 1,
  }
  const inside = (x: number, y: number) => x >= 0 && y >= 0 && x < grid.size && y < grid.size

  it('reads every module of a drawing', () => {
    const h = fromFinders({ x: 38, y: 38 }, { x: 142, y: 38 }, { x: 38, y: 142 }, 33, 1, 1)
    const samples = sampleModules(pyramidOf(pictureOf(symbol, 4))[0].plane, h, 33)
    expect(byFinders(samples, 33, true)).toEqual(grid)
    expect(
      byNeighbourhood(samples, 33, true).modules.filter((v, i) => v !== grid.modules[i]).length,
    ).toBeLessThan(40)
  })

  it('follows a gradient that no single threshold suits', () => {
    const samples = Float32Array.from(grid.modules, (colour, i) => (colour ? 0 : 60) + 4 * (i % 33))
    expect(byFinders(samples, 33, true)).toEqual(grid)
  })

  it('reads light-on-dark the other way round', () => {
    const samples = Float32Array.from(grid.modules, (colour) => (colour ? 200 : 90))
    expect(byFinders(samples, 33, false)).toEqual(grid)
    expect(agreement(byFinders(samples, 33, true))).toBeLessThan(0.1)
  })
})

describe('unblur', () => {
  const grid = gridOf('otpauth://totp/blur?secret=JBSWY3DPEHPK3PXP', 'L', 4)

  /** Mixes each module with its neighbours as a blur of `sigma` modules does, in 8 bits. */
  function blurred(sigma: number, dark = 20, light = 230): Float32Array {
    const { modules, size } = grid
    const near = Math.exp(-1 / (2 * sigma * sigma))
    const weights = [near / (1 + 2 * near), 1 / (1 + 2 * near), near / (1 + 2 * near)]
    return Float32Array.from(modules, (_, i) => {
      let share = 0
      for (let dy = -1; dy <= 1; dy++) {
        for (let dx = -1; dx <= 1; dx++) {
          const [x, y] = [(i % size) + dx, Math.floor(i / size) + dy]
          const set = x >= 0 && y >= 0 && x < size && y < size ? modules[y * size + x]! : 0
          share += set * weights[dx + 1]! * weights[dy + 1]!
        }
      }
      return Math.round(light + (dark - light) * share)
    })
  }

  it('undoes a blur that thresholds cannot', () => {
    const samples = blurred(0.75)
    const plain = byFinders(samples, grid.size, true).modules.filter((v, i) => v !== grid.modules[i]).length
    expect(plain).toBeGreaterThan(60)
    expect(unblur(samples, grid.size)!.modules.filter((v, i) => v !== grid.modules[i]).length).toBeLessThan(8)
  })

  it('knows the polarity by itself', () => {
    const modules = unblur(blurred(0.5, 220, 30), grid.size)!.modules
    expect(modules.filter((v, i) => v !== grid.modules[i]).length).toBe(0)
  })

  it('refuses what shows no finders', () => {
    const next = random(9)
    expect(
      unblur(
        Float32Array.from({ length: 33 * 33 }, () => 255 * next()),
        33,
      ),
    ).toBeUndefined()
    expect(unblur(new Float32Array(33 * 33).fill(90), 33)).toBeUndefined()
  })
})

it('has levels that the encoder has', () => {
  for (const level of LEVELS) expect(correction[level]).toBeTypeOf('number')
})
