// What a person downloads and a browser parses, gzipped.

import { readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { zipOfBuilt } from '../../scripts/package.mjs'
import { DIST, POPUP } from '../harness/kode.mjs'

const CONTENT = 'src/content/microsoft.iife.js'
const REGISTRATION = 'src/content/registration.iife.js'

/** @returns {import('./figures.mjs').Row[]} */
export function benchSizes() {
  return [
    size('popup: page, scripts and style', filesOf(POPUP)),
    size('background', modulesFrom('background.js')),
    { ...size('content script', [CONTENT]), goal: '≤ 14 kB' },
    size('content script at registration', [REGISTRATION]),
    zipped(),
  ]
}

/** @param {string} what @param {readonly string[]} files */
function size(what, files) {
  const bytes = files.reduce((sum, file) => sum + gzipSync(readFileSync(path.join(DIST, file))).length, 0)
  return { what: `${what}, gzipped`, figure: `${(bytes / 1000).toFixed(1)} kB` }
}

/** What the stores and `npm run package` have. @returns {import('./figures.mjs').Row} */
function zipped() {
  const bytes = zipOfBuilt(DIST).length
  return { what: 'all of Kode, zipped', figure: `${(bytes / 1000).toFixed(1)} kB`, goal: '≤ 400 kB' }
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
