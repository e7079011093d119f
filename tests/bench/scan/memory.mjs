/**
 * Run as its own process: decodes one large picture and prints how much more memory the process had at its most, in
 * sizes of the picture. Arguments: decoder, bundled scanner.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { generate } from 'lean-qr'
import { DECODERS } from './decoders.mjs'

const WIDTH = 3840
const HEIGHT = 2160

/**
 * @param {readonly string[]} names
 * @param {string} scanner
 * @returns {Record<string, number>} peak memory beyond the picture, as a multiple of it; nothing where there is no Linux
 */
export function runMemory(names, scanner) {
  if (process.platform !== 'linux') return {}
  return Object.fromEntries(
    names.map((name) => {
      const args = [fileURLToPath(import.meta.url), name, scanner]
      return [name, Number(execFileSync(process.execPath, args, { encoding: 'utf8' }))]
    }),
  )
}

/** A page of fine texture, like text all over, with a code in its middle. */
function drawPage() {
  const symbol = generate('otpauth://totp/memory?secret=JBSWY3DPEHPK3PXP')
  const words = new Uint32Array(WIDTH * HEIGHT).fill(0xffffffff)
  for (let y = 0, i = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++, i++) {
      const [u, v] = [Math.floor((x - 1900) / 5), Math.floor((y - 1000) / 5)]
      const isCode = u > -5 && v > -5 && u < symbol.size + 4 && v < symbol.size + 4
      if (isCode ? symbol.get(u, v) : y % 24 < 12 && (x * x + y * y) % 97 < 30) words[i] = 0xff000000
    }
  }
  return { data: new Uint8ClampedArray(words.buffer), width: WIDTH, height: HEIGHT }
}

/**
 * @param {string} name
 * @param {string} scanner
 */
async function measure(name, scanner) {
  const decode = await DECODERS[name]?.(scanner)
  const picture = drawPage()
  const before = peakOfProcess()
  await decode?.(picture)
  return Math.round(((peakOfProcess() - before) / picture.data.length) * 100) / 100
}

/**
 * Bytes that this process had at its most, as Linux counts them. `process.resourceUsage()` would count the process that
 * started this one too.
 */
function peakOfProcess() {
  const [, kilobytes = 'NaN'] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? []
  return Number(kilobytes) * 1024
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [name = '', scanner = ''] = process.argv.slice(2)
  console.log(await measure(name, scanner))
}
