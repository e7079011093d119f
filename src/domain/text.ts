/** Code points kept of a name that came from outside (a QR code, a file, a form). */
export const LABEL_LENGTH = 256

/**
 * Control, bidirectional, zero-width and other invisible characters (general categories Cc, Cf, Zl, Zp), halves of a
 * character (Cs) and the fillers of Hangul and Khmer: they can make one name look like another, or turn text around.
 */
const INVISIBLE = /\p{Cc}|\p{Cf}|\p{Zl}|\p{Zp}|\p{Cs}|[\u115f\u1160\u3164\uffa0]|\u17b4|\u17b5/gu

/** How many tags an account may have. */
export const MOST_TAGS = 32
const NOTE_LINES = 100
/** Code units of notes. */
export const NOTES_LENGTH = 4096

/** Lines of visible text, within bounds. */
export function cleanNotes(text: string): string {
  const lines = text.slice(0, NOTES_LENGTH).split(/\r\n?|\n/, NOTE_LINES)
  return lines.map(cleanLabel).join('\n').trim()
}

/** Tags that differ and are not empty, within bounds. */
export function cleanTags(tags: readonly string[]): readonly string[] {
  return [...new Set(tags.slice(0, MOST_TAGS).map(cleanLabel))].filter((tag) => tag !== '')
}

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
