import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

const LOCALES = path.resolve(import.meta.dirname, '../../src/static/_locales')

export type Messages = Readonly<Record<string, { readonly message: string }>>

export const languages = readdirSync(LOCALES)

export const messagesIn = (language: string): Messages =>
  JSON.parse(readFileSync(path.join(LOCALES, language, 'messages.json'), 'utf8')) as Messages

/** More than Kode ever counts. */
const COUNTS = Array.from({ length: 10_001 }, (_, count) => count)
const ORDER: readonly Intl.LDMLPluralRule[] = ['zero', 'one', 'two', 'few', 'many', 'other']

/** The plural forms that `language` needs for whole numbers, and `other`, which stands in for any. */
export function formsOf(language: string): readonly string[] {
  const rules = new Intl.PluralRules(language)
  const needed = new Set([...COUNTS.map((count) => rules.select(count)), 'other'])
  return ORDER.filter((form) => needed.has(form))
}

const FORM = /_(?:zero|one|two|few|many|other)$/

/** A plural message's key without its form; any other key as it is. */
export const stemOf = (key: string): string => key.replace(FORM, '')

/** The keys `language` should have, in order: English's, each plural message in the forms of this language. */
export function keysFor(language: string, english: Messages): string[] {
  const stems = [...new Set(Object.keys(english).map(stemOf))]
  return stems.flatMap((stem) =>
    Object.hasOwn(english, stem) ? [stem] : formsOf(language).map((form) => `${stem}_${form}`),
  )
}

/** `$1`, `$2`, … of a message, in order of their numbers. */
const placeholders = (message: string): string => [...message.matchAll(/\$\d/g)].map(String).sort().join(' ')

/** Everything in which `messages` say something else than English does, as sentences. */
export function differences(language: string, messages: Messages, english: Messages): string[] {
  const [expected, present] = [keysFor(language, english), Object.keys(messages)]
  const missing = expected.filter((key) => !present.includes(key)).map((key) => `${key} is missing`)
  const unknown = present
    .filter((key) => !expected.includes(key))
    .map((key) => `${key} is no key of English's`)
  if (missing.length + unknown.length > 0) return [...missing, ...unknown]
  const displaced = expected.find((key, at) => key !== present[at])
  return [
    ...(displaced === undefined ? [] : [`${displaced} is not in its place`]),
    ...expected.filter((key) => !sameValues(key, messages, english)).map((key) => `${key} has other values`),
  ]
}

/** A plural form may say its number in a word, or not at all ("your account"). */
function sameValues(key: string, messages: Messages, english: Messages): boolean {
  const own = placeholders(messages[key]?.message ?? '')
  const theirs = placeholders((english[key] ?? english[`${stemOf(key)}_other`])?.message ?? '')
  return own === theirs || (FORM.test(key) && own === theirs.replace(/^\$1 ?/, ''))
}
