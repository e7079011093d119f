import { afterEach, describe, expect, test, vi } from 'vitest'
import { plural, t } from '../../../src/platform/i18n'
import { LANGUAGES, readLanguage } from '../../../src/platform/languages'
import { speak } from '../../../src/platform/spoken'
import { textsIn } from '../../harness/texts.mjs'
import { languages, messagesIn } from '../locales'

const english = textsIn('en')

vi.mock('webextension-polyfill', () => ({
  default: {
    // As the browser does it: empty where the key is in no language of it.
    i18n: {
      getMessage: (key: string, values: string[]) =>
        Object.hasOwn(messagesIn('en'), key) ? english(key, ...values) : '',
    },
  },
}))
afterEach(() => speak({}))

describe('a language from its own file', () => {
  test('is each of the locales', () => {
    expect([...LANGUAGES].sort()).toEqual([...languages].sort())
  })

  test.each(languages)('%s has every text of its locale', async (language) => {
    const texts = Object.fromEntries(
      Object.entries(messagesIn(language)).map(([key, { message }]) => [key, message]),
    )
    const read = await readLanguage(language)
    expect(read).toEqual(texts)
  })

  test('that Kode does not speak is none', async () => {
    expect(await readLanguage('tlh')).toBeUndefined()
    expect(await readLanguage('..')).toBeUndefined()
  })

  test('is spoken', async () => {
    speak((await readLanguage('da')) ?? {})
    expect(t('menuLabel', 'Bob')).toBe(textsIn('da')('menuLabel', 'Bob'))
    expect(t('languageTag')).toBe('da')
  })

  test('that lacks a text says it in English', () => {
    speak({ languageTag: 'da' })
    expect(t('copied')).toBe(english('copied'))
  })
})

describe('numbers', () => {
  test.each([
    [1, '1 account'],
    [2, '2 accounts'],
    [0, '0 accounts'],
    [10_000, '10,000 accounts'],
  ])('%i in English', (count, said) => expect(plural('copyAccounts', count)).toBe(said))

  test.each([
    [1, '1 konto'],
    [10_000, '10.000 kont'],
    [3, '3 konta'],
    [22, '22 konta'],
    [12, '12 kont'],
  ])('%i in a language with more forms', (count, said) => {
    speak({
      languageTag: 'pl',
      copyAccounts_one: '$1 konto',
      copyAccounts_few: '$1 konta',
      copyAccounts_many: '$1 kont',
      copyAccounts_other: '$1 konta',
    })
    expect(plural('copyAccounts', count).replace(/\s(?=\d)/, '.')).toBe(said)
  })

  test('a form that is missing is as the others', () => {
    speak({ languageTag: 'pl', copyAccounts_other: '$1 konta' })
    expect(plural('copyAccounts', 5)).toBe('5 konta')
  })

  test('of several values each is written as the language writes it', () => {
    speak({ languageTag: 'da', searchFound: 'Fundet: $1' })
    expect(t('searchFound', 12_345)).toBe('Fundet: 12.345')
  })
})
