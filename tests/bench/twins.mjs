// Several extensions in one browser: copies, each with a key and so an id of its own.

import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Kode } from '../harness/kode.mjs'

/** @typedef {{ folder: string, id: string, remove: () => Promise<void> }} Twin */

/** @param {string} source a folder with an extension @returns {Promise<Twin>} */
export async function twinOf(source) {
  const folder = await mkdtemp(path.join(tmpdir(), 'kode-bench-twin-'))
  await cp(source, folder, { recursive: true })
  const file = path.join(folder, 'manifest.json')
  const manifest = JSON.parse(await readFile(file, 'utf8'))
  await writeFile(file, JSON.stringify({ ...manifest, key: Kode.newKey() }))
  return { folder, id: await Kode.idOf(folder), remove: () => rm(folder, { recursive: true, force: true }) }
}
