// Every check, in the order in which they are cheapest to fail, and one closing line that counts them all.
//   node scripts/test.mjs

import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { ensureBrowser, ensureTestTools } from './browsers.mjs'

const ROOT = path.resolve(import.meta.dirname, '..')
const OUT = path.join(ROOT, 'out')
const BIN = path.join(ROOT, 'node_modules', '.bin')

/** @typedef {{ passed: number, failed: number }} Count */

/** @param {string} tool @param {readonly string[]} words @returns {Promise<boolean>} did it end well? */
function run(tool, words) {
  console.log(`\n> ${tool} ${words.join(' ')}`)
  const shell = process.platform === 'win32' // .bin holds .cmd files there
  const child = spawn(tool === 'node' ? process.execPath : path.join(BIN, tool), words, {
    cwd: ROOT,
    stdio: 'inherit',
    shell,
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (status) => resolve(status === 0))
  })
}

/**
 * A check that passes or fails as a whole.
 * @param {string} tool @param {string[]} words @returns {() => Promise<Count>}
 */
const check =
  (tool, ...words) =>
  async () =>
    (await run(tool, words)) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }

/** Tests, counted one by one from Vitest's own report. @param {string[]} projects @returns {() => Promise<Count>} */
const tests =
  (...projects) =>
  async () => {
    const report = path.join(OUT, `tests-${projects.join('-')}.json`)
    rmSync(report, { force: true })
    const chosen = projects.flatMap((project) => ['--project', project])
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
    const good = await run('vitest', ['run', ...chosen, ...reporters])
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = readReport(report)
    // A skipped test proves nothing, and a run that fails without a failing test has failed somewhere else.
    const failed = numFailedTests + numPendingTests + numTodoTests
    return { passed: numPassedTests, failed: good ? failed : Math.max(failed, 1) }
  }

/** @param {string} file */
function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return { numPassedTests: 0, numFailedTests: 1, numPendingTests: 0, numTodoTests: 0 }
  }
}

/** One after another; what stands in one row, side by side: each takes one core, and the linter mostly the network. */
const STEPS = [
  [check('prettier', '--check', '--log-level', 'warn', '.'), check('tsc', '--noEmit')],
  [
    check('eslint', '.'),
    check('svelte-check', '--tsconfig', './tsconfig.json', '--fail-on-warnings', '--output', 'human'),
  ],
  [check('vite', 'build', '--logLevel', 'warn')],
  [check('vite', 'build', '--mode', 'firefox', '--logLevel', 'warn')],
  [tests('unit'), check('node', 'scripts/lint-firefox.mjs')],
  [tests('component')],
  [tests('e2e')],
]

await ensureBrowser()
ensureTestTools()
mkdirSync(OUT, { recursive: true })
/** @type {Count[]} */
const counts = []
for (const step of STEPS) counts.push(...(await Promise.all(step.map((one) => one()))))
const passed = counts.reduce((sum, count) => sum + count.passed, 0)
const failed = counts.reduce((sum, count) => sum + count.failed, 0)
console.log(`\n${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
