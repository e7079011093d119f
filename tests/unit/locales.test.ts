import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'

const ROOT = path.resolve(import.meta.dirname, '../..')
const LOCALES = path.join(ROOT, 'src/static/_locales')

type Messages = Record<string, { readonly message: string }>
const languages = readdirSync(LOCALES)
const messagesIn = (language: string) =>
  JSON.parse(readFileSync(path.join(LOCALES, language, 'messages.json'), 'utf8')) as Messages

const english = messagesIn('en')
const others = languages.filter((language) => language !== 'en')

/** `$1`, `$2`, … of a message, in order of their numbers. */
const placeholders = (message: string) => [...message.matchAll(/\$\d/g)].map(String).sort()

/** What each language calls a password, which is never what opens Kode. */
const PASSWORD: ReadonlyMap<string, RegExp> = new Map([
  ['da', /adgangskode|password/i],
  ['de', /passwort|kennwort/i],
  ['en', /password/i],
  ['es', /(?<!frase de )contraseña/i],
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

describe.each(others)('%s says exactly what English says', (language) => {
  const messages = messagesIn(language)

  test('the same keys in the same order', () => {
    expect(Object.keys(messages)).toEqual(Object.keys(english))
  })

  test('the same placeholders', () => {
    const of = (texts: Messages) =>
      Object.fromEntries(Object.entries(texts).map(([key, { message }]) => [key, placeholders(message)]))
    expect(of(messages)).toEqual(of(english))
  })

  test('its own language tag', () => {
    expect(messages.languageTag?.message).toBe(language)
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
    const asked = [...code.matchAll(/\bt\(\s*'(\w+)'/g)].map(([, key]) => key)
    expect(asked.length).toBeGreaterThan(40)
    expect(asked.filter((key) => !Object.hasOwn(english, key ?? ''))).toEqual([])
  })

  test('every key of the manifest exists', () => {
    const asked = [...manifest.matchAll(/__MSG_(\w+)__/g)].map(([, key]) => key)
    expect(asked.length).toBeGreaterThan(2)
    expect(asked.filter((key) => !Object.hasOwn(english, key ?? ''))).toEqual([])
  })

  test('every key is used', () => {
    const unused = Object.keys(english).filter(
      (key) => !code.includes(`'${key}'`) && !manifest.includes(`__MSG_${key}__`),
    )
    expect(unused).toEqual([])
  })
})
