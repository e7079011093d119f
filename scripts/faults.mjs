// The full count of what the attack tests do in short: kills the browser in the middle of saving, again and again,
// and looks for what is lost.
//   node scripts/faults.mjs [--rounds=200]

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { build } from 'vite'
import { killRounds } from '../tests/harness/vault.mjs'

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '200' } } })

await build({ logLevel: 'error' })
const profile = await mkdtemp(path.join(tmpdir(), 'kode-faults-'))
try {
  const { rounds, saves, lost } = await killRounds(Number(values.rounds), profile, console.log)
  console.log(`\nsaves: ${saves}`)
  console.log(`rounds: ${rounds}, lost: ${lost}`)
  process.exitCode = lost === 0 ? 0 : 1
} finally {
  await rm(profile, { recursive: true, force: true, maxRetries: 5 })
}
