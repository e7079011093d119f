import compress from '@zxcvbn-ts/dictionary-compression/compress'
import decompress from '@zxcvbn-ts/dictionary-compression/decompress'

/** Of the list of common passwords, the first so many are kept. */
const FIRST = 10_000
/** And all of at least as many characters as a passphrase has: whoever chooses one of them is told. */
const LONG = 10

/**
 * What of the estimator's list of common passwords is shipped. As parts of something longer the rare short ones
 * matter little, and all 49,000 would be more than a third of Kode.
 *
 * @param {readonly string[]} passwords the most common first
 */
export function trimPasswords(passwords) {
  return inSpans(passwords.filter((password, at) => at < FIRST || password.length >= LONG))
}

/**
 * Sorted by the alphabet from each power of two to the next: the list is stored by what each entry shares with the one
 * before, and so a quarter smaller. A rank is off by a factor of two at most.
 *
 * @param {readonly string[]} passwords
 */
function inSpans(passwords) {
  const spans = [passwords.slice(0, 64).sort()]
  for (let from = 64; from < passwords.length; from *= 2) spans.push(passwords.slice(from, from * 2).sort())
  return spans.flat()
}

/** Vite plugin: trims the list wherever it is bundled. @returns {import('vite').Plugin} */
export function commonPasswords() {
  return {
    name: 'kode:common-passwords',
    enforce: 'pre',
    transform(code, id) {
      return /\/language-common\/dist\/passwords\.json\.mjs$/.test(id.split('?')[0] ?? '')
        ? { code: trimModule(code), map: null }
        : null
    },
  }
}

/** @param {string} code @throws {Error} when the module is no longer a call of `decompress` */
export function trimModule(code) {
  const [, packed] = /\bdecompress\(("[^"]*")\)/.exec(code) ?? []
  if (packed === undefined) throw new Error('the list of common passwords is packed in another way')
  return code.replace(packed, () => JSON.stringify(compress(trimPasswords(decompress(JSON.parse(packed))))))
}
