import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { differences, formsOf, keysFor, languages, messagesIn, stemOf, type Messages } from './locales'

const ROOT = path.resolve(import.meta.dirname, '../..')
const english = messagesIn('en')

/** What each language calls a password, which is never what opens Kode. */
const PASSWORD: ReadonlyMap<string, RegExp> = new Map([
  ['da', /adgangskode|password/i],
  ['de', /passwort|kennwort/i],
  ['en', /password/i],
  ['es', /(?<!frases? de )contraseña/i],
  ['fi', /salasana/i],
  ['fr', /mot de passe/i],
  ['nb', /passord(?!frase)/i],
  ['nl', /wachtwoord(?!zin)/i],
  ['pl', /hasł/i],
  ['sv', /lösenord/i],
])

test('of each language here is known what it calls a password', () => {
  expect(languages.length).toBeGreaterThan(1)
  expect(languages.filter((language) => !PASSWORD.has(language))).toEqual([])
})

describe.each(languages)('%s', (language) => {
  const messages = messagesIn(language)

  test('says exactly what English says: the same keys in the same order, each with the same values', () => {
    expect(differences(language, messages, english)).toEqual([])
  })

  test('names its own language', () => {
    expect(messages.languageTag?.message).toBe(language)
  })
})

describe('what would be told of a language that', () => {
  const danish = messagesIn('da')
  const without = (key: string): Messages =>
    Object.fromEntries(Object.entries(danish).filter(([name]) => name !== key))

  test.each<[string, Messages, string]>([
    ['lacks a text', without('copied'), 'copied is missing'],
    ['lacks a plural form', without('copyAccounts_one'), 'copyAccounts_one is missing'],
    ['has one more', { ...danish, more: { message: 'Mere' } }, "more is no key of English's"],
    [
      'has another order',
      { ...without('extensionName'), extensionName: { message: 'Kode' } },
      'extensionName is not in its place',
    ],
    [
      'forgets a value',
      { ...danish, menuLabel: { message: 'Valgmuligheder' } },
      'menuLabel has other values',
    ],
  ])('%s', (_what, messages, told) => {
    expect(differences('da', messages, english)).toEqual([told])
  })

  test('has more plural forms than English', () => {
    expect(formsOf('en')).toEqual(['one', 'other'])
    expect(formsOf('pl')).toEqual(['one', 'few', 'many', 'other'])
    const forms = ['copyAccounts_one', 'copyAccounts_few', 'copyAccounts_many', 'copyAccounts_other']
    expect(keysFor('pl', english).filter((key) => stemOf(key) === 'copyAccounts')).toEqual(forms)
  })
})

test.each(languages)('%s: no message is empty, padded or shouting', (language) => {
  for (const [key, { message }] of Object.entries(messagesIn(language)))
    expect(message, key).toMatch(/^(?!\s)[^!]+(?<!\s)$/u)
})

test.each(languages)('%s never calls the passphrase a password', (language) => {
  const password = PASSWORD.get(language) ?? expect.fail(language)
  const messages = messagesIn(language)
  expect(messages.importPassword?.message).toMatch(password)
  const passphraseTexts = Object.entries(messages).filter(([key]) => /^(?:passphrase|unlock)/.test(key))
  expect(passphraseTexts.length).toBeGreaterThan(10)
  for (const [key, { message }] of passphraseTexts) expect(message, key).not.toMatch(password)
})

describe('keys and their use', () => {
  const sources = readdirSync(path.join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(?:ts|svelte)$/.test(file))
    .map((file) => readFileSync(path.join(ROOT, 'src', file), 'utf8'))
  const code = sources.join('\n')
  const manifest = readFileSync(path.join(ROOT, 'manifest.json'), 'utf8')

  test('every key asked for by name exists', () => {
    const asked = [...code.matchAll(/\b(?:t|plural)\(\s*'(\w+)'/g)].map(([, key]) => key)
    const stems = new Set(Object.keys(english).map(stemOf))
    expect(asked.length).toBeGreaterThan(40)
    expect(asked.filter((key) => !stems.has(key ?? ''))).toEqual([])
  })

  test('every key of the manifest exists', () => {
    const asked = [...manifest.matchAll(/__MSG_(\w+)__/g)].map(([, key]) => key)
    expect(asked.length).toBeGreaterThan(2)
    expect(asked.filter((key) => !Object.hasOwn(english, key ?? ''))).toEqual([])
  })

  test('every key is used', () => {
    const unused = Object.keys(english).filter(
      (key) => !code.includes(`'${stemOf(key)}'`) && !manifest.includes(`__MSG_${key}__`),
    )
    expect(unused).toEqual([])
  })
})
