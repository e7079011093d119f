// Mozilla's own linter over what is built for Firefox: no error, no warning, no notice. It brings more than three hundred
// packages, too many for a dependency, so npm fetches this one version when it is needed and keeps it in its cache.
//   npm run build:firefox && npm run lint:firefox

import { spawnSync } from 'node:child_process'
import path from 'node:path'

const ROOT = path.resolve(import.meta.dirname, '..')
const LINTER = 'web-ext@10.7.0'
/** Milliseconds: a slow network fetches it in less. */
const PATIENCE = 300_000

/** @typedef {{ errors: unknown[], warnings: unknown[], notices: unknown[] }} Report */

const { stdout, error } = spawnSync(
  'npm',
  [
    ...['exec', '--yes', '--ignore-scripts', '--', LINTER],
    ...['lint', '--source-dir', 'dist-firefox', '--output', 'json'],
  ],
  {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: PATIENCE,
    shell: process.platform === 'win32', // npm is a .cmd file there
  },
)
const report = readReport(stdout ?? '')
if (report === undefined) {
  console.error(`${LINTER} could not be fetched, or did not run: ${error?.message ?? 'see above'}`)
  process.exitCode = 1
} else {
  const found = [...report.errors, ...report.warnings, ...report.notices]
  for (const one of found) console.error(JSON.stringify(one, undefined, 2))
  console.log(`${LINTER}: ${found.length} errors, warnings and notices`)
  process.exitCode = found.length === 0 ? 0 : 1
}

/** What the linter said, undefined if it said nothing that can be read. @param {string} text @returns {Report | undefined} */
function readReport(text) {
  try {
    const { errors, warnings, notices } = JSON.parse(text)
    return [errors, warnings, notices].every(Array.isArray) ? { errors, warnings, notices } : undefined
  } catch {
    return undefined
  }
}
