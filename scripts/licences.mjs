// The licences of the packages that are shipped, as one text.

import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** @typedef {import('./shipped.mjs').Shipped} Shipped */

const LICENCE_FILE = /^(?:licen[cs]e|copying|notice)(?:\.\w+)?$/i
const RULE = '-'.repeat(80)

/**
 * @param {readonly Shipped[]} packages
 * @throws {Error} when a package says nothing of its licence
 */
export function licenceTexts(packages) {
  const parts = packages.map((shipped) => [RULE, heading(shipped), textOf(shipped)].join('\n\n'))
  return ['Kode contains parts of these packages, each under its own licence.', ...parts].join('\n\n') + '\n'
}

/** @param {Shipped} shipped */
const heading = ({ name, version, licence, source }) =>
  [`${name} ${version}`, `Licence: ${licence}`, ...(source ? [`Source: ${source}`] : [])].join('\n')

/** @param {Shipped} shipped */
function textOf({ name, folder, files }) {
  const texts = readdirSync(folder)
    .filter((file) => LICENCE_FILE.test(file))
    .sort()
    .map((file) => readFileSync(path.join(folder, file), 'utf8').trim())
  const said = texts.length > 0 ? texts : headersOf(files)
  if (said.length === 0) throw new Error(`${name} carries no licence`)
  return said.join('\n\n')
}

/** What the files themselves say at their top, each once: some packages have their licence nowhere else. @param {readonly string[]} files */
function headersOf(files) {
  const headers = files.map((file) => /^(?:\/\/.*\r?\n)+/.exec(readFileSync(file, 'utf8'))?.[0] ?? '')
  return [...new Set(headers.map((header) => header.replace(/^\/\/ ?/gm, '').trim()))].filter((header) =>
    /copyright/i.test(header),
  )
}
