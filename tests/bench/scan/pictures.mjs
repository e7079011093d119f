import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import jpeg from 'jpeg-js'
import { PNG } from 'pngjs'

/**
 * One entry of a folder's manifest.json.
 *
 * @typedef {{ file: string, category: string, payloads: string[] }} Entry
 * @typedef {{ data: Uint8ClampedArray<ArrayBuffer>, width: number, height: number }} Pixels
 */

/**
 * @param {string} folder
 * @returns {Entry[]}
 */
export function readManifest(folder) {
  return JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))
}

/**
 * @param {string} folder
 * @param {string} file PNG or JPEG
 * @returns {Pixels}
 */
export function readPicture(folder, file) {
  const bytes = readFileSync(join(folder, file))
  const { data, width, height } = /\.jpe?g$/i.test(file)
    ? jpeg.decode(bytes, { useTArray: true, maxMemoryUsageInMB: 2048 })
    : PNG.sync.read(bytes)
  // Memory of its own, as a canvas gives: decoders may not profit from pooled buffers.
  return { data: new Uint8ClampedArray(data), width, height }
}
