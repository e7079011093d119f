// Looks for bytes in every file of a browser profile, as malware that reads the disk would.

import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'

/**
 * The needles found in the files below `folder`, each with the file it is in. Files that vanish while the
 * browser runs are passed over: there is nothing left of them to find.
 * @param {string} folder
 * @param {Readonly<Record<string, Buffer>>} needles by what they are
 * @returns {Promise<{ found: string[], files: number }>}
 */
export async function searchProfile(folder, needles) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  const found = []
  for (const file of files) {
    const bytes = await readFile(path.join(file.parentPath ?? file.path, file.name)).catch(() => undefined)
    for (const [what, needle] of Object.entries(needles)) {
      if (bytes?.includes(needle)) found.push(`${what} in ${file.name}`)
    }
  }
  return { found, files: files.length }
}

/** A text as disks hold it: UTF-8, and UTF-16 as LevelDB values of wide strings. @param {string} what @param {string} text */
export const asText = (what, text) => ({
  [`${what} (UTF-8)`]: Buffer.from(text, 'utf8'),
  [`${what} (UTF-16)`]: Buffer.from(text, 'utf16le'),
})

/** Bytes as they are and as programs write them. @param {string} what @param {Buffer} bytes */
export const asBytes = (what, bytes) => ({
  [`${what} (raw)`]: bytes,
  ...asText(`${what} (hex)`, bytes.toString('hex')),
  // Without the end, which depends on what follows it in a longer text.
  ...asText(`${what} (base64)`, bytes.toString('base64').replace(/.{0,2}=*$/, '')),
})
