/**
 * Run as its own process: loads one decoder and decodes one picture, the first of its life.
 * Arguments: folder, file, decoder, bundled scanner. Prints what `decodeOnce` returns.
 */
import { execFileSync } from 'node:child_process'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { DECODERS } from './decoders.mjs'
import { readPicture } from './pictures.mjs'
import { quantile, round } from './summary.mjs'

/** Pictures for the cold rows: a process for each, so not all. */
const SAMPLE = 9

/** Ours as the background runs it: its warm-up fills the time that the browser takes for the capture. */
export const WARMED = 'kode, warmed up'

/**
 * @typedef {{ initMs: number, warmUpMs: number, firstMs: number }} Cold
 */

/**
 * @param {string} folder
 * @param {readonly import('./pictures.mjs').Entry[]} entries
 * @param {readonly string[]} names
 * @param {string} scanner
 * @returns {Record<string, Cold>} medians
 */
export function runCold(folder, entries, names, scanner) {
  const withCodes = entries.filter((entry) => entry.payloads.length > 0)
  const step = Math.max(1, Math.floor(withCodes.length / SAMPLE))
  const sample = withCodes.filter((_, i) => i % step === 0)
  return Object.fromEntries(
    [...names, WARMED].map((name) => {
      const runs = sample.map(({ file }) => spawnCold(folder, file, name, scanner))
      const median = (/** @type {keyof Cold} */ key) => {
        const values = runs.map((run) => run[key])
        return round(quantile(values, 0.5))
      }
      return [name, { initMs: median('initMs'), warmUpMs: median('warmUpMs'), firstMs: median('firstMs') }]
    }),
  )
}

/**
 * @param {string[]} args
 * @returns {Cold}
 */
function spawnCold(...args) {
  return JSON.parse(
    execFileSync(process.execPath, [fileURLToPath(import.meta.url), ...args], { encoding: 'utf8' }),
  )
}

/**
 * The picture is read after the warm-up, as the browser gives the capture after it: what the engine compiles aside it
 * has then compiled.
 *
 * @param {string} folder
 * @param {string} file
 * @param {string} name
 * @param {string} scanner
 * @returns {Promise<Cold>}
 */
async function decodeOnce(folder, file, name, scanner) {
  const loading = performance.now()
  const decode = await DECODERS[name === WARMED ? 'kode' : name]?.(scanner)
  const warmingUp = performance.now()
  if (name === WARMED) (await import(pathToFileURL(scanner).href)).warmUp()
  const warm = performance.now()
  const pixels = readPicture(folder, file)
  const decoding = performance.now()
  await decode?.(pixels)
  return {
    initMs: warmingUp - loading,
    warmUpMs: warm - warmingUp,
    firstMs: performance.now() - decoding,
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder = '', file = '', name = '', scanner = ''] = process.argv.slice(2)
  console.log(JSON.stringify(await decodeOnce(folder, file, name, scanner)))
}
