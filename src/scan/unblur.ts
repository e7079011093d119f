import { functionPatterns, UNKNOWN, type Grid } from './function-patterns'
import { solve } from './solve'

/**
 * How the colours of a module and its eight neighbours mix in one brightness sample: each coefficient times its
 * colours (1 set, 0 not), plus `ground`.
 */
interface Mixture {
  readonly ground: number
  readonly own: number
  readonly beside: number
  readonly above: number
  readonly diagonal: number
}

/** Rounds of sharpening. The last ones change next to nothing. */
const ROUNDS = 40

/**
 * Makes modules of the samples of a blurred symbol.
 *
 * The finders show what the blur does, since their modules are known: the mixture is fitted to them by least squares,
 * and then undone by adding again and again what is missing (Van Cittert's method, held between 0 and 1).
 *
 * The polarity needs no telling: it is in the mixture.
 *
 * @returns undefined when the finders do not tell the mixture, or it mixes so much that nothing is left to undo.
 */
export function unblur(samples: Float32Array, size: number): Grid | undefined {
  const mixture = fitMixture(samples, size)
  if (!mixture) return undefined
  const { ground, own, beside, above, diagonal } = mixture
  const whole = own + 2 * beside + 2 * above + 4 * diagonal
  if (Math.abs(whole) < 2 || own / whole < 0.12) return undefined
  const kernel = [own / whole, beside / whole, above / whole, diagonal / whole] as const
  const seen = samples.map((sample) => (sample - ground) / whole)
  const colours = sharpen(seen, size, kernel)
  return { modules: Uint8Array.from(colours, (colour) => (colour > 0.5 ? 1 : 0)), size }
}

/** A frame of one light module around the symbol saves asking where its edges are. */
function sharpen(
  seen: Float32Array,
  size: number,
  kernel: readonly [number, number, number, number],
): Float32Array {
  const stride = size + 2
  const [own, beside, above, diagonal] = kernel
  const colours = seen.slice()
  const framed = new Float32Array(stride * stride)
  for (let round = 0; round < ROUNDS; round++) {
    for (let y = 0; y < size; y++)
      framed.set(colours.subarray(y * size, (y + 1) * size), (y + 1) * stride + 1)
    for (let y = 0, i = 0; y < size; y++) {
      for (let at = (y + 1) * stride + 1, x = 0; x < size; x++, at++, i++) {
        const mixed =
          own * (framed[at] ?? 0) +
          beside * ((framed[at - 1] ?? 0) + (framed[at + 1] ?? 0)) +
          above * ((framed[at - stride] ?? 0) + (framed[at + stride] ?? 0)) +
          diagonal * diagonals(framed, at, stride)
        colours[i] = Math.min(1, Math.max(0, (colours[i] ?? 0) + (seen[i] ?? 0) - mixed))
      }
    }
  }
  return colours
}

function diagonals(values: ArrayLike<number>, at: number, stride: number): number {
  return (
    (values[at - stride - 1] ?? 0) +
    (values[at - stride + 1] ?? 0) +
    (values[at + stride - 1] ?? 0) +
    (values[at + stride + 1] ?? 0)
  )
}

/** Least squares over all modules that are known together with their neighbours. */
function fitMixture(samples: Float32Array, size: number): Mixture | undefined {
  const map = functionPatterns(size)
  const normal = Array.from({ length: 5 }, () => new Float64Array(6))
  for (let y = 1; y < size - 1; y++) {
    for (let x = 1; x < size - 1; x++) {
      const at = y * size + x
      if (!isKnownAround(map, at, size)) continue
      addEquation(normal, coloursAround(map, at, size), samples[at] ?? 0)
    }
  }
  const solution = solve(normal)
  if (!solution) return undefined
  const [ground = 0, own = 0, beside = 0, above = 0, diagonal = 0] = solution
  return { ground, own, beside, above, diagonal }
}

function isKnownAround(map: Uint8Array, at: number, size: number): boolean {
  for (let row = at - size; row <= at + size; row += size) {
    if (map[row - 1] === UNKNOWN || map[row] === UNKNOWN || map[row + 1] === UNKNOWN) return false
  }
  return true
}

function coloursAround(map: Uint8Array, at: number, size: number): readonly number[] {
  return [
    1,
    map[at] ?? 0,
    (map[at - 1] ?? 0) + (map[at + 1] ?? 0),
    (map[at - size] ?? 0) + (map[at + size] ?? 0),
    diagonals(map, at, size),
  ]
}

function addEquation(normal: readonly Float64Array[], factors: readonly number[], value: number): void {
  normal.forEach((row, i) => {
    const factor = factors[i] ?? 0
    for (let j = 0; j < 5; j++) row[j] = (row[j] ?? 0) + factor * (factors[j] ?? 0)
    row[5] = (row[5] ?? 0) + factor * value
  })
}
