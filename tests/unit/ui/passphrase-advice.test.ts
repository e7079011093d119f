import { createRequire } from 'node:module'
import { describe, expect, test } from 'vitest'
import { DANISH_WORDS } from '../../../src/ui/passphrase/danish-words'
import { estimateStrength, suggestWords } from '../../../src/ui/passphrase/passphrase-advice'

describe('the Danish words', () => {
  test('are as many as they are said to be, each once, typed on any keyboard', () => {
    expect(new Set(DANISH_WORDS).size).toBe(6 ** 4)
    expect(DANISH_WORDS).toHaveLength(6 ** 4)
    for (const word of DANISH_WORDS) expect(word).toMatch(/^[a-z]{4,10}$/)
  })

  test('no slip of one letter makes another of them', () => {
    const isNear = (a: string, b: string) => a !== b && slipsOf(a).has(b)
    const near = DANISH_WORDS.flatMap((a) => DANISH_WORDS.filter((b) => isNear(a, b)).map((b) => `${a}/${b}`))
    expect(near).toEqual([])
  })
})

const slips = new Map<string, ReadonlySet<string>>()

/** What a word becomes with one letter wrong, left out or doubled, or two changed about. */
function slipsOf(word: string): ReadonlySet<string> {
  const known = slips.get(word)
  if (known) return known
  const letters = Array.from('abcdefghijklmnopqrstuvwxyz')
  const made = new Set(
    Array.from({ length: word.length + 1 }, (_, at) => [word.slice(0, at), word.slice(at)] as const).flatMap(
      ([before, after]) => [
        before + after.slice(1),
        before + after.slice(1, 2) + after.slice(0, 1) + after.slice(2),
        ...letters.flatMap((letter) => [before + letter + after.slice(1), before + letter + after]),
      ],
    ),
  )
  slips.set(word, made)
  return made
}

describe('a suggestion', () => {
  test.each(['da', 'en'])('in %s is six words, and strong', (language) => {
    const words = suggestWords(language)
    expect(words.split(' ')).toHaveLength(6)
    expect(estimateStrength(words)).toBe('strong')
  })

  test('comes from the list of its language, and from all of it', () => {
    const seen = new Set(Array.from({ length: 2000 }, () => suggestWords('da').split(' ')).flat())
    expect([...seen].filter((word) => !DANISH_WORDS.includes(word))).toEqual([])
    // Of 12,000 draws from 1296 words, one word is missed about once in ten thousand.
    expect(seen.size).toBeGreaterThan(DANISH_WORDS.length - 5)
  })
})

describe('how strong a passphrase is', () => {
  test.each([
    ['passwordpassword', 'weak'],
    ['1234567890', 'weak'],
    ['Microsoft365', 'weak'],
    ['hestehoved', 'weak'],
    ['fire grønne æbler på bordet', 'strong'],
    ['correct horse battery staple', 'strong'],
  ] as const)('"%s" is %s', (passphrase, strength) => {
    expect(estimateStrength(passphrase)).toBe(strength)
  })

  test('the same letters composed or not are the same', () => {
    const text = 'blåbærgrød'
    expect(estimateStrength(text.normalize('NFD'))).toBe(estimateStrength(text))
  })

  test('as long as it may be, it is weighed within the time of a keystroke or two', () => {
    expect(estimateStrength('a'.repeat(1024))).toBe('weak')
  })
})

describe('the list of common passwords, trimmed', () => {
  // The whole list, as the package has it: only inlined dependencies are trimmed, and this reads the other file of it.
  const { dictionary } = createRequire(import.meta.url)('@zxcvbn-ts/language-common') as {
    dictionary: Record<'passwords-common', readonly string[]>
  }
  const whole = dictionary['passwords-common']

  test('still knows those of it that are long enough to be a passphrase', () => {
    const long = whole.filter((password) => password.length >= 10)
    expect(whole.length).toBeGreaterThan(40_000)
    expect(long.length).toBeGreaterThan(1000)
    // Every twentieth: the estimator takes milliseconds for each.
    const some = long.filter((_, at) => at % 20 === 0)
    expect(some.filter((password) => estimateStrength(password) !== 'weak')).toEqual([])
  })
})
