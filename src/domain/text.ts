/** Code points kept of a name that came from outside (a QR code, a file, a form). */
export const LABEL_LENGTH = 256

/**
 * Control, bidirectional, zero-width and other invisible characters (general categories Cc, Cf, Zl, Zp), halves of a
 * character (Cs) and the fillers of Hangul and Khmer: they can make one name look like another, or turn text around.
 */
const INVISIBLE = /\p{Cc}|\p{Cf}|\p{Zl}|\p{Zp}|\p{Cs}|[\u115f\u1160\u3164\uffa0]|\u17b4|\u17b5/gu

/** One line of visible text, at most `LABEL_LENGTH` code points, safe to show beside other text. */
export function cleanLabel(text: string): string {
  const visible = text
    .slice(0, LABEL_LENGTH * 8)
    .replace(/[\t\n\r]+/g, ' ')
    .replace(INVISIBLE, '')
    .replace(/\s+/g, ' ')
    .trim()
  return Array.from(visible).slice(0, LABEL_LENGTH).join('').trim()
}
