import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { spokenIn } from './browser-texts.mjs'

const LOCALE = /[\\/]_locales[\\/](\w+)[\\/]messages\.json(\?keys)?$/

/** Rooms whose texts no page says: they have those in the browser's own files of messages. */
const NOT_IN_PAGES = ['background', 'content', 'static']

/**
 * Vite plugin: gives pages the texts of a language as a module.
 *
 * @param {string} src
 * @returns {import('vite').Plugin}
 */
export function languageTexts(src) {
  const sources = sourcesOfPages(src)
  return {
    name: 'kode:language-texts',
    enforce: 'pre',
    load(id) {
      const code = moduleOf(id, sources)
      return code && { code, moduleType: 'js' }
    },
  }
}

/**
 * Makes of the files of messages what a page reads: the keys of all languages once, and of each its texts in their
 * order. One it lacks is English's, or `null` where English has none either: another's form of a plural. Those that no
 * source names are left out.
 *
 * @param {string} id
 * @param {readonly string[]} sources
 */
export function moduleOf(id, sources) {
  const [file, , asksKeys] = LOCALE.exec(id) ?? []
  if (file === undefined) return undefined
  const keys = keysIn(path.join(path.dirname(id), '..'), sources)
  const messages = readMessages(id.replace('?keys', ''))
  const english = readMessages(path.join(path.dirname(id), '..', 'en', 'messages.json'))
  const list = asksKeys ? keys : keys.map((key) => (messages[key] ?? english[key])?.message ?? null)
  return `export default ${JSON.stringify(list)}`
}

/** What the file of such a module is called: several are built from files of one name. @param {string | null} id */
export function languageFile(id) {
  const [file, language, asksKeys] = LOCALE.exec(id ?? '') ?? []
  if (file === undefined) return undefined
  return asksKeys ? 'language-keys' : `language-${language}`
}

/** @param {string} locales @param {readonly string[]} sources */
function keysIn(locales, sources) {
  const files = readdirSync(locales)
    .sort()
    .map((language) => path.join(locales, language, 'messages.json'))
  const all = Object.assign({}, ...files.map(readMessages))
  return Object.keys(spokenIn(sources, all))
}

/** @param {string} src */
function sourcesOfPages(src) {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  return files
    .filter((file) => /\.(?:ts|svelte)$/.test(file) && !NOT_IN_PAGES.includes(file.split(path.sep)[0] ?? ''))
    .map((file) => readFileSync(path.join(src, file), 'utf8'))
}

/** @param {string} file @returns {Record<string, { message: string }>} */
const readMessages = (file) => JSON.parse(readFileSync(file, 'utf8'))
