/**
 * Run as its own process: loads one decoder and decodes one picture, the first of its life.
 * Arguments: folder, file, decoder, bundled scanner. Prints `{ initMs, firstMs }`.
 */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { DECODERS } from './decoders.mjs'
import { readPicture } from './pictures.mjs'
import { quantile, round } from './summary.mjs'

/** Pictures for the cold rows: a process for each, so not all. */
const SAMPLE = 9

/**
 * @param {string} folder
 * @param {readonly import('./pictures.mjs').Entry[]} entries
 * @param {readonly string[]} names
 * @param {string} scanner
 * @returns {Record<string, { initMs: number, firstMs: number }>} medians
 */
export function runCold(folder, entries, names, scanner) {
  const withCodes = entries.filter((entry) => entry.payloads.length > 0)
  const step = Math.max(1, Math.floor(withCodes.length / SAMPLE))
  const sample = withCodes.filter((_, i) => i % step === 0)
  return Object.fromEntries(
    names.map((name) => {
      const runs = sample.map(({ file }) => spawnCold(folder, file, name, scanner))
      const initMs = quantile(
        runs.map((run) => run.initMs),
        0.5,
      )
      const firstMs = quantile(
        runs.map((run) => run.firstMs),
        0.5,
      )
      return [name, { initMs: round(initMs), firstMs: round(firstMs) }]
    }),
  )
}

/**
 * @param {string[]} args
 * @returns {{ initMs: number, firstMs: number }}
 */
function spawnCold(...args) {
  return JSON.parse(
    execFileSync(process.execPath, [fileURLToPath(import.meta.url), ...args], { encoding: 'utf8' }),
  )
}

/**
 * @param {string} folder
 * @param {string} file
 * @param {string} name
 * @param {string} scanner
 */
async function decodeOnce(folder, file, name, scanner) {
  const pixels = readPicture(folder, file)
  const start = performance.now()
  const decode = await DECODERS[name]?.(scanner)
  const loaded = performance.now()
  await decode?.(pixels)
  console.log(JSON.stringify({ initMs: loaded - start, firstMs: performance.now() - loaded }))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder = '', file = '', name = '', scanner = ''] = process.argv.slice(2)
  await decodeOnce(folder, file, name, scanner)
}
