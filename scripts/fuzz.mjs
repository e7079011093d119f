/**
 * Gives every reader of other authenticators' files a million files that are a little wrong.
 *
 *   npm run test:fuzz -- [--runs 1000000] [--seed NUMBER] [--format aegis]
 *
 * A failure names the run, the seed and the file. Without a seed each time finds its own.
 */
import { spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'

const ROOT = resolve(import.meta.dirname, '..')

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
    format: { type: 'string' },
  },
})
console.log(`${values.runs} files for each reader, seed ${values.seed}`)
const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs')
const chosen = values.format === undefined ? [] : ['-t', `^${values.format}$`]
const { status } = spawnSync(
  process.execPath,
  [
    vitest,
    'run',
    '--project',
    'unit',
    'tests/unit/transfer/fuzz.test.ts',
    '--reporter',
    'verbose',
    ...chosen,
  ],
  {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, KODE_FUZZ_RUNS: values.runs, KODE_FUZZ_SEED: values.seed },
  },
)
process.exitCode = status ?? 1
