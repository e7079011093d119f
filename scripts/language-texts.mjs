import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

const LOCALE = /[\\/]_locales[\\/](\w+)[\\/]messages\.json(\?keys)?$/

/** Vite plugin: gives pages the texts of a language as a module. @returns {import('vite').Plugin} */
export function languageTexts() {
  return {
    name: 'kode:language-texts',
    enforce: 'pre',
    load(id) {
      const code = moduleOf(id)
      return code && { code, moduleType: 'js' }
    },
  }
}

/**
 * Makes of the files of messages what a page reads: the keys of all languages once, and of each its texts in their
 * order. One it lacks is English's, or `null` where English has none either: another's form of a plural.
 *
 * @param {string} id
 */
export function moduleOf(id) {
  const [file, , asksKeys] = LOCALE.exec(id) ?? []
  if (file === undefined) return undefined
  const keys = keysIn(path.join(path.dirname(id), '..'))
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

/** @param {string} locales */
function keysIn(locales) {
  const files = readdirSync(locales)
    .sort()
    .map((language) => path.join(locales, language, 'messages.json'))
  return [...new Set(files.flatMap((file) => Object.keys(readMessages(file))))]
}

/** @param {string} file @returns {Record<string, { message: string }>} */
const readMessages = (file) => JSON.parse(readFileSync(file, 'utf8'))
