// Which packages' code ends up in what is built: not what package.json asks for, but what the bundler kept.

import { readFileSync } from 'node:fs'
import path from 'node:path'

/**
 * @typedef {object} Shipped one package
 * @property {string} name
 * @property {string} version
 * @property {string} licence an SPDX expression
 * @property {string} [source] where its source lives
 * @property {string} place its key in package-lock.json
 * @property {string} folder
 * @property {readonly string[]} files those of its files of which something was kept, sorted
 */

const INSTALLED = 'node_modules/'

/** A plugin that notes every file of a package of which the bundler keeps something, and what it has noted. */
export function noteShipped() {
  /** @type {Set<string>} */
  const kept = new Set()
  return {
    /** @returns {import('vite').Plugin} */
    plugin: () => ({
      name: 'kode:note-shipped',
      generateBundle(_, bundle) {
        for (const file of Object.values(bundle).flatMap(keptFiles)) kept.add(file)
      },
    }),
    packages: () => packagesOf([...kept].sort()),
  }
}

/** @param {import('vite').Rolldown.OutputAsset | import('vite').Rolldown.OutputChunk} output */
function keptFiles(output) {
  if (output.type !== 'chunk') return []
  const modules = Object.entries(output.modules).filter(([, { renderedLength }]) => renderedLength > 0)
  return modules
    .map(([id]) => id.replace(/^\0/, '').replace(/\?.*$/, ''))
    .filter((id) => id.includes(INSTALLED))
}

/** @param {readonly string[]} files @returns {Shipped[]} */
function packagesOf(files) {
  const folders = [...new Set(files.map(folderOf))].sort()
  return folders.map((folder) => {
    const { name, version, license, repository } = JSON.parse(
      readFileSync(path.join(folder, 'package.json'), 'utf8'),
    )
    const source = typeof repository === 'string' ? repository : repository?.url
    return {
      ...{ name, version, licence: license, source, folder },
      place: folder.slice(folder.indexOf(INSTALLED)),
      files: files.filter((file) => folderOf(file) === folder),
    }
  })
}

/** @param {string} file */
function folderOf(file) {
  const start = file.lastIndexOf(INSTALLED) + INSTALLED.length
  const [first = '', second = ''] = file.slice(start).split('/')
  return file.slice(0, start) + (first.startsWith('@') ? `${first}/${second}` : first)
}
