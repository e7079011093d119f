import { expect, test } from 'vitest'
import { readSources } from './architecture'
import { looseTexts } from './loose-texts'

// Every source is parsed, which takes a busy machine seconds.
test('every text that a person reads stands in the locales', { timeout: 60_000 }, () => {
  const sources = readSources()
  expect(sources.length).toBeGreaterThan(200)
  expect(sources.flatMap(looseTexts)).toEqual([])
})

test.each([
  ['between tags', 'a.svelte', '<p>Locked</p>', 'Locked'],
  ['deep in blocks', 'a.svelte', '{#if on}{#each all as one}<li><b>New {one}</b></li>{/each}{/if}', 'New'],
  ['in an attribute', 'a.svelte', '<button aria-label="Close">×</button>', 'Close'],
  ['beside a value', 'a.svelte', '<img alt="Code of {name}">', 'Code of'],
  ['for a component of ours', 'a.svelte', '<TextField label="Name" />', 'Name'],
  ['in an expression', 'a.svelte', "<p>{locked ? 'Kode is locked' : ''}</p>", 'Kode is locked'],
  [
    "in a component's script",
    'a.svelte',
    "<script>let told = 'Nothing was found.'</script>",
    'Nothing was found.',
  ],
  ['put into the document', 'a.ts', "button.textContent = 'Fill'", 'Fill'],
  ['among the attributes of an element', 'a.ts', "draw('button', { 'aria-label': 'Close' })", 'Close'],
  ['in a table', 'a.ts', "const TEXT = { rate: 'Try again later.' }", 'Try again later.'],
  ['put together', 'a.ts', 'const said = `Could not open ${name}`', 'Could not open'],
])('a loose text %s is found', (_where, path, text, words) => {
  expect(looseTexts({ path, text })).toEqual([`${path}: “${words}” is in no locale`])
})

test.each([
  ['a text of the locales', 'a.svelte', "<p aria-label={t('close')}>{t('copied')}</p>"],
  ["Kode's name and signs", 'a.svelte', '<h1>Kode</h1><p>· – 1:2</p>'],
  [
    'a style and a script',
    'a.svelte',
    '<style>p { color: red }</style><p style:width="{1}rem" class="big">{1}</p>',
  ],
  ['what an error tells', 'a.ts', "throw new Error('There is no such worker.')"],
  ['a selector', 'a.ts', "const title = page.querySelector('main h1')"],
])('%s is none', (_what, path, text) => {
  expect(looseTexts({ path, text })).toEqual([])
})
