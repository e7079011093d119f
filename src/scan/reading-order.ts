import type { QrSymbol } from '../domain/pixels'

interface Placed {
  readonly symbol: QrSymbol
  readonly x: number
  readonly y: number
  readonly height: number
}

/** Symbols as a person reads a page: row by row from the top, each row from the left. */
export function inReadingOrder(symbols: readonly QrSymbol[]): QrSymbol[] {
  const rows: Placed[][] = []
  for (const placed of symbols.map(placeOf).sort((a, b) => a.y - b.y)) {
    const row = rows.at(-1)
    if (row?.[0] && isBeside(row[0], placed)) row.push(placed)
    else rows.push([placed])
  }
  return rows.flatMap((row) => row.sort((a, b) => a.x - b.x)).map(({ symbol }) => symbol)
}

/** Is the middle of a symbol within the height of the one that its row begins with? */
function isBeside(first: Placed, { y }: Placed): boolean {
  return y - first.y < first.height / 2
}

function placeOf(symbol: QrSymbol): Placed {
  const columns = symbol.outline.map(({ x }) => x)
  const rows = symbol.outline.map(({ y }) => y)
  const [top, bottom] = [Math.min(...rows), Math.max(...rows)]
  const x = (Math.min(...columns) + Math.max(...columns)) / 2
  return { symbol, x, y: (top + bottom) / 2, height: bottom - top }
}
