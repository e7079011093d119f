// What the stores take: a zip for Chromium's, one for Firefox's, and the source archive that its reviewers ask
// for. The same sources give the same bytes.
//   npm run package

import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { zip } from './zip.mjs'

/** @typedef {import('./zip.mjs').Entry} Entry */

const ROOT = path.resolve(import.meta.dirname, '..')
const OUT = path.join(ROOT, 'out', 'package')

/** Why this tree must not be packaged, as sentences. */
function problems() {
  const { version, packages } = readJson('package-lock.json')
  const scripted = Object.keys(packages).filter((place) => packages[place].hasInstallScript)
  return [
    ...changes().map((line) => `Not committed: ${line}`),
    ...scripted.map((place) => `Has an install script: ${place}`),
    ...(/^\d+\.\d+\.\d+$/.test(version) ? [] : [`Stores take no version like ${version}.`]),
    ...(readJson('package.json').version === version
      ? []
      : ['package.json and package-lock.json name different versions.']),
  ]
}

/** What git sees changed or does not know, one line each; all of it where there is no git. */
function changes() {
  try {
    return git('status', '--porcelain').split('\n').filter(Boolean)
  } catch {
    return ['everything: this is no git repository']
  }
}

/** @param {readonly string[]} words */
const git = (...words) =>
  execFileSync('git', words, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })

/** @param {string} file @returns {any} */
const readJson = (file) => JSON.parse(readFileSync(path.join(ROOT, file), 'utf8'))

/** The bill of materials of what was built. It goes beside the archives: no browser reads it. */
const BILL = 'sbom.cdx.json'

/**
 * A built folder, as a store wants it.
 * @param {string} folder
 */
export function zipOfBuilt(folder) {
  const all = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const files = all.filter((file) => file !== BILL && statSync(path.join(folder, file)).isFile())
  return zip(files.map((file) => built(folder, file)))
}

/** @param {string} folder @param {string} file @returns {Entry} */
function built(folder, file) {
  const data = readFileSync(path.join(folder, file))
  return { name: file.replaceAll(path.sep, '/'), data: file === 'manifest.json' ? withoutKey(data) : data }
}

/** The key keeps the id of an unpacked Kode the same everywhere; a store has one of its own. @param {Buffer} manifest */
function withoutKey(manifest) {
  const whole = JSON.parse(manifest.toString('utf8'))
  if (whole.key === undefined) return manifest
  return Buffer.from(`${JSON.stringify({ ...whole, key: undefined }, undefined, 2)}\n`)
}

/** All that is committed. */
function zipOfSources() {
  const files = git('ls-files', '-z').split('\0').filter(Boolean)
  return zip(
    files.map((name) => ({
      name,
      data: readFileSync(path.join(ROOT, name)),
      executable: (statSync(path.join(ROOT, name)).mode & 0o100) !== 0,
    })),
  )
}

/** @param {readonly string[]} words */
function build(...words) {
  const vite = path.join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js')
  const { status } = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn', ...words], {
    cwd: ROOT,
    // Whatever this shell is set to: another mode would build another Kode.
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 2, 2],
  })
  if (status !== 0) throw new Error('the build failed')
}

/** Writes one archive and says what it is. @param {string} name @param {Buffer} bytes */
function write(name, bytes) {
  writeFileSync(path.join(OUT, name), bytes)
  const hash = createHash('sha256').update(bytes).digest('hex')
  console.log(`${hash}  ${String(bytes.length).padStart(9)} bytes  ${name}`)
  return `${hash}  ${name}\n`
}

function main() {
  const found = problems()
  if (found.length > 0) {
    console.error(['Nothing was packaged.', ...found].join('\n'))
    return 1
  }
  build()
  build('--mode', 'firefox')
  rmSync(OUT, { recursive: true, force: true })
  mkdirSync(OUT, { recursive: true })
  const name = `kode-${readJson('package.json').version}`
  const sums = [
    write(`${name}-chromium.zip`, zipOfBuilt(path.join(ROOT, 'dist'))),
    write(`${name}-firefox.zip`, zipOfBuilt(path.join(ROOT, 'dist-firefox'))),
    write(`${name}-source.zip`, zipOfSources()),
    write(`${name}-${BILL}`, readFileSync(path.join(ROOT, 'dist', BILL))),
  ]
  writeFileSync(path.join(OUT, 'SHA256SUMS'), sums.join(''))
  return 0
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) process.exitCode = main()
