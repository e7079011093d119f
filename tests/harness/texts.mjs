// Kode's own words, so that tests press what a person reads, in either language.

import { readFileSync } from 'node:fs'
import path from 'node:path'

const LOCALES = path.resolve(import.meta.dirname, '../../src/static/_locales')

/** @typedef {(key: string, ...values: string[]) => string} Texts */

/** @param {string} language @returns {Texts} */
export function textsIn(language) {
  const messages = JSON.parse(readFileSync(path.join(LOCALES, language, 'messages.json'), 'utf8'))
  return (key, ...values) => {
    const message = messages[key]?.message
    if (message === undefined) throw new Error(`${language} has no "${key}"`)
    return message.replace(
      /\$(\d)/g,
      (/** @type {string} */ _, /** @type {string} */ at) => values[Number(at) - 1] ?? '',
    )
  }
}
