// The browser's own files of messages: what is said where no page of ours can read the texts of a language.

import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'

/** What speaks without a page's texts: built code, what the browser shows, and what is said when those cannot be read. */
const SPEAKERS = [
  'background.js',
  'src/content/microsoft.iife.js',
  'src/content/registration.iife.js',
  'manifest.json',
]
const FAILURE = 'src/ui/views/Failure.svelte'

/** `__MSG_key__`, or a whole text in quotes that could be a key. */
const WORD = /__MSG_(\w+?)__|(?<=["'`])(\w+)(?=["'`])/g
const FORM = /_(?:zero|one|two|few|many|other)$/

/**
 * Leaves in the files of messages of a built Kode what is spoken there, and no white space.
 *
 * @param {string} folder
 */
export async function keepBrowserTexts(folder) {
  const speakers = [...SPEAKERS.map((file) => path.join(folder, file)), FAILURE]
  const codes = await Promise.all(speakers.map((file) => readFile(file, 'utf8')))
  const locales = path.join(folder, '_locales')
  for (const language of await readdir(locales)) {
    const file = path.join(locales, language, 'messages.json')
    const spoken = spokenIn(codes, JSON.parse(await readFile(file, 'utf8')))
    await writeFile(file, JSON.stringify(spoken))
  }
}

/**
 * Those of `messages` that `codes` name, whole or, of a plural, without the form. A word that only looks like a key
 * keeps a text too many, never one too few: keys stand in our code as they are.
 *
 * @template M
 * @param {readonly string[]} codes
 * @param {Readonly<Record<string, M>>} messages
 * @returns {Record<string, M>}
 */
export function spokenIn(codes, messages) {
  const named = new Set(codes.flatMap((code) => [...code.matchAll(WORD)].map(([, a, b]) => a ?? b)))
  return Object.fromEntries(
    Object.entries(messages).filter(([key]) => named.has(key) || named.has(key.replace(FORM, ''))),
  )
}
