/** Why a file is not even tried. */
export type FileProblem = 'empty' | 'needs-screenshot'

/** Files that show a QR code to people, and whose size or pixels Kode cannot tell before the browser draws them. */
const NEEDS_SCREENSHOT = /^(?:application\/pdf|image\/(?:hei[cf]|avif|svg\+xml))|\.(?:pdf|hei[cf]|avif|svg)$/i

/** What keeps a file from being read, seen from outside; `undefined` if nothing does. */
export function fileProblemOf({
  name,
  type,
  size,
}: Pick<File, 'name' | 'type' | 'size'>): FileProblem | undefined {
  if (NEEDS_SCREENSHOT.test(type) || NEEDS_SCREENSHOT.test(name)) return 'needs-screenshot'
  return size === 0 ? 'empty' : undefined
}
