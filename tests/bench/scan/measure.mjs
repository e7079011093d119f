import { photograph } from './photographs.mjs'
import { readPicture } from './pictures.mjs'

/**
 * What one decoder did with one picture.
 *
 * @typedef {{ file: string, category: string, codes: number, exact: number, wrong: string[], ms: number }} Run
 */

/**
 * Runs all decoders over all pictures. The order changes from picture to picture, so that none always finds the pixels
 * in the cache.
 *
 * @param {string} folder
 * @param {import('./pictures.mjs').Entry[]} entries
 * @param {Map<string, import('./decoders.mjs').Decode>} decoders
 * @returns {Promise<{ runs: Map<string, Run[]>, decoding: number[] }>} `decoding`: ms to decode each PNG itself
 */
export async function runAll(folder, entries, decoders) {
  const runs = new Map([...decoders.keys()].map((name) => [name, /** @type {Run[]} */ ([])]))
  const decoding = []
  const names = [...decoders.keys()]
  for (const [i, entry] of entries.entries()) {
    const start = performance.now()
    const pixels = readPicture(folder, entry.file)
    if (entry.file.endsWith('.png')) decoding.push(performance.now() - start)
    for (const k of names.keys()) {
      const name = /** @type {string} */ (names[(i + k) % names.length])
      const decode = /** @type {import('./decoders.mjs').Decode} */ (decoders.get(name))
      runs.get(name)?.push(await runOne(entry, pixels, decode))
    }
  }
  return { runs, decoding }
}

/**
 * The same over photographs that are drawn here.
 *
 * @param {number} count
 * @param {Map<string, import('./decoders.mjs').Decode>} decoders
 * @returns {Promise<Map<string, Run[]>>}
 */
export async function runPhotographs(count, decoders) {
  const runs = new Map([...decoders.keys()].map((name) => [name, /** @type {Run[]} */ ([])]))
  for (let seed = 1; seed <= count; seed++) {
    const { pixels, text } = photograph(seed)
    const entry = { file: `photograph ${seed}`, category: 'photograph', payloads: [text] }
    for (const [name, decode] of decoders) runs.get(name)?.push(await runOne(entry, pixels, decode))
  }
  return runs
}

/**
 * @param {import('./pictures.mjs').Entry} entry
 * @param {import('./pictures.mjs').Pixels} pixels
 * @param {import('./decoders.mjs').Decode} decode
 * @returns {Promise<Run>}
 */
async function runOne({ file, category, payloads }, pixels, decode) {
  const start = performance.now()
  const texts = await decode(pixels)
  const ms = performance.now() - start
  const left = [...payloads]
  for (const text of texts) {
    const at = left.indexOf(text)
    if (at >= 0) left.splice(at, 1)
  }
  const wrong = texts.filter((text) => !payloads.includes(text))
  return { file, category, codes: payloads.length, exact: payloads.length - left.length, wrong, ms }
}
