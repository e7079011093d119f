import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { languageFile, moduleOf } from '../../../scripts/language-texts.mjs'

/** A folder of locales, gone when the test is over. */
function locales(all: Record<string, Record<string, string>>): (id: string) => string {
  const folder = mkdtempSync(path.join(tmpdir(), 'kode-locales-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  for (const [language, texts] of Object.entries(all)) {
    const messages = Object.fromEntries(Object.entries(texts).map(([key, message]) => [key, { message }]))
    mkdirSync(path.join(folder, '_locales', language), { recursive: true })
    writeFileSync(path.join(folder, '_locales', language, 'messages.json'), JSON.stringify(messages))
  }
  return (id) => path.join(folder, '_locales', id)
}

test('each language has its texts in the order of the keys of all, and English where it lacks one', () => {
  const file = locales({ en: { a: 'A', b_other: 'B' }, pl: { b_few: 'B2', b_other: 'B5' } })
  expect(moduleOf(file('en/messages.json?keys'))).toBe('export default ["a","b_other","b_few"]')
  expect(moduleOf(file('en/messages.json'))).toBe('export default ["A","B",null]')
  expect(moduleOf(file('pl/messages.json'))).toBe('export default ["A","B5","B2"]')
})

test('other files are left alone', () => {
  expect(moduleOf('/src/manage/messages.json')).toBeUndefined()
  expect(languageFile('/src/ui/passphrase/passphrase-advice.ts')).toBeUndefined()
})

test('files of one name get names of their own', () => {
  expect(languageFile('/src/static/_locales/nb/messages.json')).toBe('language-nb')
  expect(languageFile('/src/static/_locales/en/messages.json?keys')).toBe('language-keys')
})
