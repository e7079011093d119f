import type { Texts } from '../domain/language'

/** The texts of each language in the order of the keys, `null` where one is missing (scripts/language-texts.mjs). */
const FILES = import.meta.glob<readonly (string | null)[]>('../static/_locales/*/messages.json', {
  import: 'default',
})
const KEYS = import.meta.glob<readonly string[]>('../static/_locales/en/messages.json', {
  import: 'default',
  query: '?keys',
})

/** Tags (BCP 47) of the languages that Kode speaks. */
export const LANGUAGES: readonly string[] = Object.keys(FILES).map((file) => file.split('/').at(-2) ?? '')

/** All texts of `language`; `undefined` if Kode does not speak it. Read from a file of its own, by our pages only. */
export async function readLanguage(language: string): Promise<Texts | undefined> {
  const file = Object.entries(FILES).find(([name]) => name.split('/').at(-2) === language)?.[1]
  if (file === undefined) return undefined
  const [keys = [], texts] = await Promise.all([Object.values(KEYS)[0]?.(), file()])
  return Object.fromEntries(keys.flatMap((key, at) => (texts[at] == null ? [] : [[key, texts[at]]])))
}
