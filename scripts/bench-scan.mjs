/**
 * Measures the product's own scanner over a folder of pictures with a manifest.json.
 *
 *   npm run bench:scan -- DIR [--json] [--against jsqr,zxing] [--photos 160]
 *   npm run bench:scan -- DIR --browser [--json]
 *
 * Without --against it is compared with both; `--against none` runs it alone. With --photos, as many photographs are
 * drawn and read too, by the way that picture files take. With --browser, Kode is built and each picture is shown in a
 * real window and captured there, which takes minutes. Use the ratios: milliseconds are this machine's.
 */
import { availableParallelism, cpus } from 'node:os'
import { dirname } from 'node:path'
import { rmSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { build } from 'vite'
import { measureInBrowser, printBrowserReport } from '../tests/bench/scan/browser.mjs'
import { bundleScanner } from '../tests/bench/scan/bundle.mjs'
import { runCold, WARMED } from '../tests/bench/scan/cold.mjs'
import { DECODERS, loadKodeForFiles } from '../tests/bench/scan/decoders.mjs'
import { runAll, runPhotographs } from '../tests/bench/scan/measure.mjs'
import { runMemory } from '../tests/bench/scan/memory.mjs'
import { readManifest } from '../tests/bench/scan/pictures.mjs'
import { quantile, ratio, round, summarise } from '../tests/bench/scan/summary.mjs'

/** Decoded once before measuring, so that every decoder is warm. */
const WARM_UP = 5

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    against: { type: 'string', default: 'jsqr,zxing' },
    photos: { type: 'string', default: '0' },
    browser: { type: 'boolean', default: false },
  },
})
const folder = positionals[0]
const names = ['kode', ...values.against.split(',').filter((name) => name !== '' && name !== 'none')]
const unknown = names.find((name) => !Object.hasOwn(DECODERS, name))
if (folder === undefined || unknown !== undefined) {
  console.error(
    unknown === undefined
      ? 'usage: npm run bench:scan -- DIR [--json] [--against jsqr,zxing] [--photos 160] [--browser]'
      : `no decoder named ${unknown}`,
  )
  process.exit(2)
}

if (values.browser) await runInBrowser(folder)
else await runHere(folder)

/** @param {string} folder */
async function runInBrowser(folder) {
  await build({ logLevel: 'error' })
  const report = await measureInBrowser(folder)
  if (values.json) console.log(JSON.stringify(report, null, 2))
  else printBrowserReport(report)
}

/** @param {string} folder */
async function runHere(folder) {
  const scanner = await bundleScanner()
  try {
    const report = await measure(folder, scanner)
    if (values.json) console.log(JSON.stringify(report, null, 2))
    else print(report)
  } finally {
    rmSync(dirname(scanner), { recursive: true })
  }
}

/**
 * @param {string} folder
 * @param {string} scanner
 */
async function measure(folder, scanner) {
  const entries = readManifest(folder)
  const decoders = new Map()
  for (const name of names) decoders.set(name, await DECODERS[name]?.(scanner))
  await runAll(folder, entries.slice(0, WARM_UP), decoders)
  const { runs, decoding } = await runAll(folder, entries, decoders)
  const own = runs.get('kode') ?? []
  return {
    machine: `${cpus()[0]?.model ?? 'unknown'}, ${availableParallelism()} cores, Node ${process.version}`,
    ...summarise(own),
    ratioToJsqr: ratio(own, runs.get('jsqr')),
    ratioToZxingWasm: ratio(own, runs.get('zxing')),
    wrong: own.flatMap(({ file, wrong }) => wrong.map((text) => ({ file, text }))),
    decodingPngMs: { median: round(quantile(decoding, 0.5)), p95: round(quantile(decoding, 0.95)) },
    cold: runCold(folder, entries, names, scanner),
    memory: runMemory(names, scanner),
    photographs: await readPhotographs(decoders, scanner),
    others: Object.fromEntries(names.slice(1).map((name) => [name, summarise(runs.get(name) ?? [])])),
  }
}

/**
 * How many of the photographs each reads.
 *
 * @param {Map<string, import('../tests/bench/scan/decoders.mjs').Decode>} decoders
 * @param {string} scanner
 */
async function readPhotographs(decoders, scanner) {
  const count = Number(values.photos)
  if (!(count > 0)) return undefined
  const forFiles = new Map([...decoders, ['kode', await loadKodeForFiles(scanner)]])
  const runs = await runPhotographs(count, forFiles)
  return Object.fromEntries([...runs].map(([name, own]) => [name, summarise(own)]))
}

/** @param {Awaited<ReturnType<typeof measure>>} report */
function print(report) {
  const { others, cold, perCategory, missed, wrong, machine, decodingPngMs } = report
  console.log(`${machine}\n${report.images} pictures, ${report.codes} codes`)
  console.table(
    Object.fromEntries(
      Object.entries({ kode: report, ...others }).map(([name, one]) => [
        name,
        {
          recall: one.recall,
          wrong: one.falseDecodes,
          'median ms': one.medianMs,
          'p95 ms': one.p95Ms,
          'max ms': one.maxMs,
          'no code: median ms': one.emptyMedianMs,
          'no code: max ms': one.emptyMaxMs,
          'cold: load ms': cold[name]?.initMs,
          'cold: first ms': cold[name]?.firstMs,
          'memory: × picture': report.memory[name],
        },
      ]),
    ),
  )
  const warmed = cold[WARMED]
  console.log(
    `cold, with the warm-up that the capture hides: ${warmed?.warmUpMs} ms hidden, then the first ${warmed?.firstMs} ms`,
  )
  console.log(`median of the ratios: ${report.ratioToJsqr} × jsqr, ${report.ratioToZxingWasm} × zxing-wasm`)
  console.log(
    `decoding the PNG files themselves: median ${decodingPngMs.median} ms, p95 ${decodingPngMs.p95} ms`,
  )
  console.table(perCategory)
  if (missed.length > 0) console.log(`missed: ${missed.join(' ')}`)
  for (const [name, { images, recall, falseDecodes, medianMs, maxMs }] of Object.entries(
    report.photographs ?? {},
  )) {
    console.log(
      `${images} photographs, ${name}: ${Math.round(recall * images)} read, ${falseDecodes} wrong, median ${medianMs} ms, max ${maxMs} ms`,
    )
  }
  for (const { file, text } of wrong) console.log(`wrong: ${file}: ${JSON.stringify(text)}`)
}
