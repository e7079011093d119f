// Writes down whose work is in a build, with the licences they ask to be passed on.

import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'

/** The folder of the package that a module is of. */
const PACKAGE = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/
const LICENCE = /^(?:licen[cs]e|copying|notice)(?:[.-]|$)/i

/**
 * The text of all licences of the packages that `modules` come from, each once, by name.
 * @param {Iterable<string>} modules paths of files
 */
export async function licencesOf(modules) {
  const folders = new Set(Array.from(modules, folderOf).filter((folder) => folder !== undefined))
  const texts = await Promise.all([...folders].map(licenceIn))
  // A byte order mark: browsers take a text file of ours for Latin-1 without it.
  return `\uFEFF${texts.sort().join(`\n\n${'-'.repeat(72)}\n\n`)}`
}

/** @param {string} module */
function folderOf(module) {
  const folder = PACKAGE.exec(module.replaceAll('\\', '/').replace(/^\0/, ''))?.[0]
  return folder !== undefined && existsSync(path.join(folder, 'package.json')) ? folder : undefined
}

/** @param {string} folder */
async function licenceIn(folder) {
  const { name, version, license } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'))
  const files = (await readdir(folder)).filter((file) => LICENCE.test(file)).sort()
  const texts = await Promise.all(files.map((file) => readFile(path.join(folder, file), 'utf8')))
  return [`${name} ${version} (${license})`, ...texts.map((text) => text.trim())].join('\n\n')
}

/**
 * A plugin that adds `licences.txt` to what is built.
 * @returns {import('vite').Plugin}
 */
export function licences() {
  return {
    name: 'kode:licences',
    apply: 'build',
    async generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).flatMap((part) => (part.type === 'chunk' ? [part] : []))
      const modules = chunks.flatMap((chunk) => Object.keys(chunk.modules))
      this.emitFile({ type: 'asset', fileName: 'licences.txt', source: await licencesOf(modules) })
    },
  }
}
