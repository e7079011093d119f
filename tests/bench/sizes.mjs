// What a person downloads and a browser parses, gzipped.

import { readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { zipOfBuilt } from '../../scripts/package.mjs'
import { DIST, POPUP } from '../harness/kode.mjs'
import { goalOf } from './figures.mjs'

const CONTENT = 'src/content/microsoft.iife.js'
const REGISTRATION = 'src/content/registration.iife.js'

/** @returns {import('./figures.mjs').Row[]} */
export function benchSizes() {
  return [
    size('popup: page, scripts and style', filesOf(POPUP)),
    size(
      'popup: its script',
      filesOf(POPUP).filter((file) => file.endsWith('page.js')),
      45,
    ),
    size('background', modulesFrom('background.js')),
    size('content script', [CONTENT], 14),
    size('content script at registration', [REGISTRATION]),
    // What the stores and `npm run package` have.
    sizeRow('all of Kode, zipped', zipOfBuilt(DIST).length, 400),
  ]
}

/** @param {string} what @param {readonly string[]} files @param {number} [most] kB @returns {import('./figures.mjs').Row} */
function size(what, files, most) {
  const bytes = files.reduce((sum, file) => sum + gzipSync(readFileSync(path.join(DIST, file))).length, 0)
  return sizeRow(`${what}, gzipped`, bytes, most)
}

/** @param {string} what @param {number} bytes @param {number} [most] kB @returns {import('./figures.mjs').Row} */
function sizeRow(what, bytes, most) {
  const kilobytes = bytes / 1000
  const goal = most === undefined ? {} : { goal: goalOf(most, kilobytes, ' kB') }
  return { what, figure: `${kilobytes.toFixed(1)} kB`, ...goal }
}

/** A page with all it names. @param {string} page */
function filesOf(page) {
  const html = readFileSync(path.join(DIST, page), 'utf8')
  const named = [...html.matchAll(/(?:src|href)="\/([^"]+\.(?:js|css))"/g)].map(([, file]) => file ?? '')
  return [page, ...new Set(named.flatMap((file) => (file.endsWith('.js') ? modulesFrom(file) : [file])))]
}

/** A module and those it imports. @param {string} entry @returns {string[]} */
function modulesFrom(entry, known = new Set()) {
  if (known.has(entry)) return []
  known.add(entry)
  const code = readFileSync(path.join(DIST, entry), 'utf8')
  const imports = [...code.matchAll(/(?:from|import)\s*["'](\.{1,2}\/[^"']+\.js)["']/g)]
  const next = imports.map(([, file]) => path.posix.join(path.posix.dirname(entry), file ?? ''))
  return [entry, ...next.flatMap((file) => modulesFrom(file, known))]
}
