import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import manifest from '../../../manifest.json' with { type: 'json' }

const ROOT = path.resolve(import.meta.dirname, '../../..')
const languages = readdirSync(path.join(ROOT, 'src/static/_locales'))

/** The parts of a store's page by their headings. */
function parts(language: string): Record<string, string> {
  const text = readFileSync(path.join(ROOT, 'store', `${language}.md`), 'utf8')
  const sections = text.split(/^## /m).slice(1)
  return Object.fromEntries(
    sections.map((section) => {
      const [heading = '', ...lines] = section.split('\n')
      return [heading, lines.join('\n').trim()]
    }),
  )
}

const messages = (language: string) =>
  JSON.parse(
    readFileSync(path.join(ROOT, 'src/static/_locales', language, 'messages.json'), 'utf8'),
  ) as Record<'extensionName' | 'extensionDescription', { message: string }>

describe.each(languages)('the store’s page in %s', (language) => {
  const { Name, Summary, Description, Permissions, Sites } = parts(language)

  test('has the name and the summary of the extension, short enough for all three stores', () => {
    expect(Name).toBe(messages(language).extensionName.message)
    expect(Name?.length).toBeLessThanOrEqual(50) // Firefox; Chrome takes 75
    expect(Summary).toBe(messages(language).extensionDescription.message)
    expect(Summary?.length).toBeLessThanOrEqual(132) // Chrome; Firefox takes 250
  })

  test('has a description that all three stores take', () => {
    expect(Description?.length).toBeGreaterThanOrEqual(250) // Edge
    expect(Description?.length).toBeLessThanOrEqual(10_000) // Edge; Chrome takes 16,000
  })

  test('gives a reason for each permission and for each site, and for no other', () => {
    const named = [...(Permissions ?? '').matchAll(/^- (\w+): ./gm)].map(([, name]) => name)
    expect(named.sort()).toEqual([...manifest.permissions].sort())
    const hosts = manifest.content_scripts.flatMap(({ matches }) =>
      matches.map((match) => new URL(match).host),
    )
    expect(Sites?.match(/[\w.]+\.com/g)?.sort()).toEqual(hosts.sort())
  })
})
