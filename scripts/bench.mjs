// Measures what the README claims, prints a table and writes out/bench.json.
//   node scripts/bench.mjs [--only=popup,list,scan,fill,offer,vault,sizes]

import { mkdirSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { build } from 'vite'
import { benchFill } from '../tests/bench/fill-time.mjs'
import { benchOffer } from '../tests/bench/offer-cost.mjs'
import { benchList } from '../tests/bench/large-list.mjs'
import { benchPopup } from '../tests/bench/popup-open.mjs'
import { benchScan } from '../tests/bench/scan-time.mjs'
import { benchSizes } from '../tests/bench/sizes.mjs'
import { benchVault } from '../tests/bench/vault-time.mjs'
import { ROOT } from '../tests/harness/kode.mjs'

const BENCHES = {
  popup: benchPopup,
  list: benchList,
  scan: benchScan,
  fill: benchFill,
  offer: benchOffer,
  vault: benchVault,
  sizes: benchSizes,
}

const { values } = parseArgs({ options: { only: { type: 'string' } } })
const wanted = values.only?.split(',') ?? Object.keys(BENCHES)

await build({ logLevel: 'error' })
const rows = []
for (const [name, bench] of Object.entries(BENCHES)) {
  if (!wanted.includes(name)) continue
  console.log(`measuring ${name} …`)
  rows.push(...(await bench()))
}

const machine = `${os.cpus().length} cores, ${Math.round(os.totalmem() / 2 ** 30)} GB, ${os.type()}`
const result = { date: new Date().toISOString().slice(0, 10), machine, rows }
mkdirSync(path.join(ROOT, 'out'), { recursive: true })
writeFileSync(path.join(ROOT, 'out', 'bench.json'), `${JSON.stringify(result, undefined, 2)}\n`)

console.log(`\n${result.date}, ${machine}\n`)
console.log('| what | figure | against | ratio | goal |\n|---|---|---|---|---|')
for (const { what, figure, against = '', ratio = '', goal = '' } of rows)
  console.log(`| ${what} | ${figure} | ${against} | ${ratio} | ${goal} |`)
