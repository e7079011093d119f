import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common'
import { DANISH_WORDS } from './danish-words'
import type { Strength } from './strength'

/*
 * Read only when somebody chooses a passphrase: with its lists it is many times the size of the popup.
 */

/** Dice words of the Electronic Frontier Foundation (7776, CC BY 3.0), as the estimator knows them. */
const ENGLISH_WORDS = dictionary['diceware-common']

const estimator = new ZxcvbnFactory({
  dictionary: { ...dictionary, danish: [...DANISH_WORDS] },
  graphs: adjacencyGraphs,
})

/** Words that whoever guesses tries first. */
const NEAR = ['kode', 'microsoft', 'authenticator', 'entra', 'office']

/** Guesses as a power of ten. A guess costs a good computer about a tenth of a second (Argon2id, 64 MiB or more). */
const LEAST = { fair: 8, good: 11, strong: 14 } as const

export function estimateStrength(passphrase: string): Strength {
  const { guessesLog10 } = estimator.check(passphrase.normalize('NFKC'), NEAR)
  if (guessesLog10 < LEAST.fair) return 'weak'
  if (guessesLog10 < LEAST.good) return 'fair'
  return guessesLog10 < LEAST.strong ? 'good' : 'strong'
}

/** Words of a suggestion: from 1296 words that is 62 bits, from 7776 it is 77. */
const COUNT = 6

/** Six words by chance, in the language of the interface. */
export function suggestWords(language: string): string {
  const words: readonly string[] = language === 'da' ? DANISH_WORDS : ENGLISH_WORDS
  return Array.from({ length: COUNT }, () => words[randomBelow(words.length)]).join(' ')
}

/** Every number below `bound` (at most 2^16) is as likely as any other. */
function randomBelow(bound: number): number {
  const fair = 2 ** 16 - (2 ** 16 % bound)
  for (;;) {
    const [number = 0] = crypto.getRandomValues(new Uint16Array(1))
    if (number < fair) return number % bound
  }
}
