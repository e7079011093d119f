/**
 * The modules of a symbol that are the same in every symbol of its size (ISO/IEC 18004, 6.3): finders with their
 * separators, timing patterns, alignment patterns, and the version's number.
 */

/** A symbol's modules row by row: 1 is dark as printed, 0 light. */
export interface Grid {
  readonly modules: Uint8Array
  /** Modules along a side: 21, 25 … 177. */
  readonly size: number
}

/** Marks modules whose colour the pattern map does not know. */
export const UNKNOWN = 2

const maps = new Map<number, Uint8Array>()

/** The colours of a size's function patterns, row by row; `UNKNOWN` where data is. */
export function functionPatterns(size: number): Uint8Array {
  const known = maps.get(size)
  if (known) return known
  const map = drawFunctionPatterns(size)
  maps.set(size, map)
  return map
}

function drawFunctionPatterns(size: number): Uint8Array {
  const map = new Uint8Array(size * size).fill(UNKNOWN)
  for (let i = 8; i < size - 8; i++) {
    map[6 * size + i] = (i + 1) & 1
    map[i * size + 6] = (i + 1) & 1
  }
  for (const [x, y] of alignmentCentres(size)) drawRings(map, size, x, y, 2, 1)
  drawRings(map, size, 3, 3, 4, 2)
  drawRings(map, size, size - 4, 3, 4, 2)
  drawRings(map, size, 3, size - 4, 4, 2)
  if (size >= SMALLEST_NUMBERED) drawVersion(map, size)
  return map
}

/** From version 7 on, symbols say their version twice: above the bottom left finder, left of the top right one. */
const SMALLEST_NUMBERED = 45

function drawVersion(map: Uint8Array, size: number): void {
  const bits = versionBits((size - 17) / 4)
  for (let i = 0; i < 18; i++) {
    const along = Math.floor(i / 3)
    const across = size - 11 + (i % 3)
    map[along * size + across] = (bits >> i) & 1
    map[across * size + along] = (bits >> i) & 1
  }
}

/** x¹² + x¹¹ + x¹⁰ + x⁹ + x⁸ + x⁵ + x² + 1 (ISO/IEC 18004, annex D). */
const GOLAY = 0x1f25

/** Six bits of the version and the remainder of their division by the code's polynomial. */
function versionBits(version: number): number {
  let remainder = version << 12
  for (let bit = 17; bit >= 12; bit--) if ((remainder >> bit) & 1) remainder ^= GOLAY << (bit - 12)
  return (version << 12) | remainder
}

/** Square rings around a middle: dark, but light at distance `gap` and at 4, a finder's separator. */
function drawRings(map: Uint8Array, size: number, x: number, y: number, reach: number, gap: number): void {
  for (let dy = -reach; dy <= reach; dy++) {
    for (let dx = -reach; dx <= reach; dx++) {
      const column = x + dx
      const row = y + dy
      if (column < 0 || row < 0 || column >= size || row >= size) continue
      const ring = Math.max(Math.abs(dx), Math.abs(dy))
      map[row * size + column] = ring === gap || ring === 4 ? 0 : 1
    }
  }
}

/** Middles of the alignment patterns, without those that finders cover (ISO/IEC 18004, annex E). */
export function alignmentCentres(size: number): [x: number, y: number][] {
  const line = alignmentLine((size - 17) / 4)
  const last = size - 7
  const isFinder = (x: number, y: number) => (x === 6 && (y === 6 || y === last)) || (x === last && y === 6)
  return line.flatMap((y) => line.filter((x) => !isFinder(x, y)).map((x): [number, number] => [x, y]))
}

/**
 * Modules that have alignment patterns' middles, across as down. The standard's table follows a rule with one exception:
 * even steps back from the far end, version 32 apart.
 */
export function alignmentLine(version: number): number[] {
  if (version === 1) return []
  const count = Math.floor(version / 7) + 2
  const step = version === 32 ? 26 : Math.ceil((version * 4 + 4) / (count * 2 - 2)) * 2
  const line = [6]
  for (let i = count - 1; i > 0; i--) line.push(version * 4 + 10 - (i - 1) * step)
  return line
}

/** Share of the finders' and timing patterns' modules that a grid has right, 0 … 1. */
export function agreement({ modules, size }: Grid): number {
  let right = 0
  let all = 0
  for (let i = 7; i < size - 7; i++) {
    const expected = (i + 1) & 1
    if (modules[6 * size + i] === expected) right++
    if (modules[i * size + 6] === expected) right++
    all += 2
  }
  right += 0.5 * (rightInFinder(modules, size, 0, 0) + rightInFinder(modules, size, size - 7, 0))
  right += 0.5 * rightInFinder(modules, size, 0, size - 7)
  return right / (all + 0.5 * 3 * 49)
}

function rightInFinder(modules: Uint8Array, size: number, left: number, top: number): number {
  let right = 0
  for (let y = 0; y < 7; y++) {
    for (let x = 0; x < 7; x++) {
      const ring = Math.max(Math.abs(x - 3), Math.abs(y - 3))
      if (modules[(top + y) * size + left + x] === (ring === 2 ? 0 : 1)) right++
    }
  }
  return right
}

/** Writes the function patterns over a grid: whatever covers them, they are known. */
export function redrawFunctionPatterns({ modules, size }: Grid): void {
  const map = functionPatterns(size)
  for (let i = 0; i < map.length; i++) {
    const colour = map[i] ?? UNKNOWN
    if (colour !== UNKNOWN) modules[i] = colour
  }
}
