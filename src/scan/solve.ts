/**
 * Solves a system of linear equations by Gaussian elimination with pivoting. Changes its rows.
 *
 * @param rows n rows of n coefficients and the right-hand side
 * @returns undefined when the equations do not fix one solution
 */
export function solve(rows: Float64Array[]): Float64Array | undefined {
  const n = rows.length
  for (let column = 0; column < n; column++) {
    const pivot = pivotRow(rows, column)
    const row = rows[pivot]
    const scale = row?.[column] ?? 0
    if (!row || Math.abs(scale) < 1e-9) return undefined
    rows[pivot] = rows[column] ?? row
    rows[column] = row.map((value) => value / scale)
    for (let other = 0; other < n; other++) if (other !== column) subtract(rows, other, column)
  }
  return Float64Array.from(rows, (row) => row[n] ?? 0)
}

function pivotRow(rows: readonly Float64Array[], column: number): number {
  let best = column
  for (let i = column + 1; i < rows.length; i++) {
    if (Math.abs(rows[i]?.[column] ?? 0) > Math.abs(rows[best]?.[column] ?? 0)) best = i
  }
  return best
}

/** Takes so much of row `column` from row `other` that its coefficient in that column vanishes. */
function subtract(rows: readonly Float64Array[], other: number, column: number): void {
  const row = rows[other]
  const pivot = rows[column]
  const factor = row?.[column] ?? 0
  if (!row || !pivot || factor === 0) return
  for (let i = column; i < row.length; i++) row[i] = (row[i] ?? 0) - factor * (pivot[i] ?? 0)
}
