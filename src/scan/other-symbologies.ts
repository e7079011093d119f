import { showsDataMatrix } from './data-matrix'
import type { Finder } from './finder'
import { showsMicroQr } from './micro-qr'
import type { Level } from './pyramid'

/** Codes of a kind that cannot be read, named so that a person knows why. */
export type OtherSymbology = 'micro-qr' | 'data-matrix'

/**
 * The kind of code that a picture plainly shows instead of a QR code. Meant for when nothing was read; says nothing
 * when in doubt, and when it is late.
 */
export function otherSymbology(
  levels: readonly [Level, ...Level[]],
  finders: readonly Finder[],
  isLate: () => boolean,
): OtherSymbology | undefined {
  if (showsMicroQr(levels[0].plane, finders)) return 'micro-qr'
  return showsDataMatrix(levels, isLate) ? 'data-matrix' : undefined
}
