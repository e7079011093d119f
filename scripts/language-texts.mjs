import { readFileSync } from 'node:fs'
import path from 'node:path'

const LOCALE = /[\\/]_locales[\\/](\w+)[\\/]messages\.json(\?keys)?$/

/**
 * Makes of the browser's files of messages what a page reads when a language was chosen by hand: the keys once, in
 * English's order, and of each language the texts in that order, `null` for one it lacks.
 *
 * @returns {import('vite').Plugin}
 */
export function languageTexts() {
  return {
    name: 'kode:language-texts',
    enforce: 'pre',
    load(id) {
      const [file, , asksKeys] = LOCALE.exec(id) ?? []
      if (file === undefined) return undefined
      const messages = readMessages(id.replace('?keys', ''))
      const keys = Object.keys(readMessages(path.join(path.dirname(id), '../en/messages.json')))
      const list = asksKeys ? keys : keys.map((key) => messages[key]?.message ?? null)
      return { code: `export default ${JSON.stringify(list)}`, moduleType: 'js' }
    },
  }
}

/** What the file of such a module is called: several are built from files of one name. @param {string | null} id */
export function languageFile(id) {
  const [file, language, asksKeys] = LOCALE.exec(id ?? '') ?? []
  if (file === undefined) return undefined
  return asksKeys ? 'language-keys' : `language-${language}`
}

/** @param {string} file @returns {Record<string, { message: string }>} */
const readMessages = (file) => JSON.parse(readFileSync(file, 'utf8'))
