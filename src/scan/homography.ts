import type { Point } from '../domain/pixels'

/**
 * A plane projective map from modules to pixels, row by row:
 * x = (h₀u + h₁v + h₂) / (h₆u + h₇v + h₈), y = (h₃u + h₄v + h₅) / (h₆u + h₇v + h₈).
 * Modules count from the symbol's own top left corner, so the first module's middle is (0.5, 0.5).
 */
export type Homography = Float64Array

export function project(h: Homography, u: number, v: number): Point {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, i = 0, j = 0] = h
  const w = g * u + i * v + j
  return { x: (a * u + b * v + c) / w, y: (d * u + e * v + f) / w }
}

/**
 * The map of a symbol of `size` modules whose three finders' middles are given.
 *
 * Three points fix all but the perspective, which `w1` and `w2` give: the homogeneous coordinate at the top right and
 * the bottom left finder when that of the top left is 1. Both 1: no perspective.
 */
export function fromFinders(
  topLeft: Point,
  topRight: Point,
  bottomLeft: Point,
  size: number,
  w1: number,
  w2: number,
): Homography {
  const per = 1 / (size - 7)
  const a = (w1 * topRight.x - topLeft.x) * per
  const b = (w2 * bottomLeft.x - topLeft.x) * per
  const d = (w1 * topRight.y - topLeft.y) * per
  const e = (w2 * bottomLeft.y - topLeft.y) * per
  const g = (w1 - 1) * per
  const i = (w2 - 1) * per
  return Float64Array.of(
    a,
    b,
    topLeft.x - 3.5 * (a + b),
    d,
    e,
    topLeft.y - 3.5 * (d + e),
    g,
    i,
    1 - 3.5 * (g + i),
  )
}

/** The map that takes four points (in modules) to four others (in pixels); no three of either in a line. */
export function fromCorrespondence(from: readonly Point[], to: readonly Point[]): Homography {
  return multiply(squareTo(to), adjoint(squareTo(from)))
}

/** The unit square's corners (0,0), (1,0), (1,1), (0,1) to a quadrilateral's. */
function squareTo(quad: readonly Point[]): Homography {
  const [p = ORIGIN, q = ORIGIN, r = ORIGIN, s = ORIGIN] = quad
  const sumX = p.x - q.x + r.x - s.x
  const sumY = p.y - q.y + r.y - s.y
  const dx1 = q.x - r.x
  const dx2 = s.x - r.x
  const dy1 = q.y - r.y
  const dy2 = s.y - r.y
  const determinant = dx1 * dy2 - dx2 * dy1
  const g = (sumX * dy2 - dx2 * sumY) / determinant
  const h = (dx1 * sumY - sumX * dy1) / determinant
  return Float64Array.of(
    q.x - p.x + g * q.x,
    s.x - p.x + h * s.x,
    p.x,
    q.y - p.y + g * q.y,
    s.y - p.y + h * s.y,
    p.y,
    g,
    h,
    1,
  )
}

const ORIGIN: Point = { x: 0, y: 0 }

/** The inverse up to a factor, which a projective map does not have. */
function adjoint(m: Homography): Homography {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0, i = 0] = m
  return Float64Array.of(
    e * i - f * h,
    c * h - b * i,
    b * f - c * e,
    f * g - d * i,
    a * i - c * g,
    c * d - a * f,
    d * h - e * g,
    b * g - a * h,
    a * e - b * d,
  )
}

function multiply(left: Homography, right: Homography): Homography {
  const product = new Float64Array(9)
  for (let row = 0; row < 9; row += 3) {
    for (let column = 0; column < 3; column++) {
      let sum = 0
      for (let k = 0; k < 3; k++) sum += (left[row + k] ?? 0) * (right[3 * k + column] ?? 0)
      product[row + column] = sum
    }
  }
  return product
}
