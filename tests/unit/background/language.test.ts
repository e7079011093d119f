import { beforeEach, expect, test, vi } from 'vitest'
import { Language } from '../../../src/background/language'
import { spokenText } from '../../../src/platform/spoken'
import { MemoryArea } from './memory-area'

const DANISH = { language: 'da', texts: { menuFill: 'Udfyld koden', added: '$1 af $2' } }

let area: MemoryArea
const renamed = vi.fn()
/** A worker that has just started, of this version of Kode. */
const wake = (version = '1.0.0') => new Language(area, version, renamed)

beforeEach(async () => {
  area = new MemoryArea()
  renamed.mockClear()
  await wake().choose(null)
})

test('without a choice there is nothing to say', async () => {
  const language = wake()
  await language.begin()
  expect(await language.told()).toEqual({ language: null, isCurrent: false })
  expect(await language.texts()).toEqual({})
  expect(spokenText('menuFill', [])).toBeUndefined()
})

test('what was chosen is spoken at once, and by the next worker', async () => {
  expect(await wake().choose(DANISH)).toBe('done')
  expect(renamed).toHaveBeenCalledTimes(2)
  expect(spokenText('menuFill', [])).toBe('Udfyld koden')
  expect(spokenText('added', ['1', '2'])).toBe('1 af 2')
  const next = wake()
  await next.begin()
  expect(await next.told()).toEqual({ language: 'da', isCurrent: true })
  expect(await next.texts()).toEqual(DANISH.texts)
})

test('after an update the texts are spoken still, and told to be old', async () => {
  await wake().choose(DANISH)
  const updated = wake('1.1.0')
  expect(await updated.told()).toEqual({ language: 'da', isCurrent: false })
  expect(await updated.texts()).toEqual(DANISH.texts)
})

test('the choice is taken back', async () => {
  await wake().choose(DANISH)
  await wake().choose(null)
  expect(spokenText('menuFill', [])).toBeUndefined()
  expect(area.texts.size).toBe(0)
})

test.each([
  ['no texts', { language: 'da', version: '1.0.0' }],
  ['a text that is none', { ...DANISH, texts: { menuFill: 1 }, version: '1.0.0' }],
  ['more than there is', { ...DANISH, version: '1.0.0', more: true }],
])('%s in storage is as no choice', async (_what, stored) => {
  await area.write('language', stored)
  expect(await wake().told()).toEqual({ language: null, isCurrent: false })
})

test('a storage that fails is an outcome, and changes nothing', async () => {
  await wake().choose(DANISH)
  const language = wake()
  area.failing = 'all'
  expect(await language.choose(null)).toBe('storage-failed')
  expect(spokenText('menuFill', [])).toBe('Udfyld koden')
  expect(await wake().told()).toEqual({ language: null, isCurrent: false })
})
