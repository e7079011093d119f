/** Bytes. */
const MOST = 20 * 1024 * 1024

/** Why a file is not even tried. */
export type FileProblem = 'too-large' | 'empty' | 'needs-screenshot'

/** Kinds of picture that show a QR code to people, and that a browser cannot read as pixels everywhere. */
const NEEDS_SCREENSHOT = /^(?:application\/pdf|image\/hei[cf]|image\/svg\+xml)|\.(?:pdf|hei[cf]|svg)$/i

/** What keeps a file from being read, seen from outside; `undefined` if nothing does. */
export function fileProblemOf({
  name,
  type,
  size,
}: Pick<File, 'name' | 'type' | 'size'>): FileProblem | undefined {
  if (NEEDS_SCREENSHOT.test(type) || NEEDS_SCREENSHOT.test(name)) return 'needs-screenshot'
  if (size > MOST) return 'too-large'
  return size === 0 ? 'empty' : undefined
}
