import { afterEach, expect, test, vi } from 'vitest'
import { t } from '../../../src/platform/i18n'
import { speak } from '../../../src/platform/spoken'
import { speakLanguage } from '../../../src/ui/speak-language'
import type { Ask } from '../../../src/ui/ask'
import { textsIn } from '../../harness/texts.mjs'

// A Danish browser, which has the few texts that it needs itself.
vi.mock('webextension-polyfill', () => ({
  default: { i18n: { getMessage: (key: string) => (key === 'languageTag' ? 'da' : '') } },
}))
afterEach(() => speak({}))

/** A background that was told this `language`; what else it is told is noted. */
function background(language: string | null, isCurrent = true) {
  const chosen: unknown[] = []
  const ask = ((verb: string, request: unknown) => {
    if (verb === 'language.read') return Promise.resolve({ language, isCurrent })
    chosen.push(request)
    return Promise.resolve('done')
  }) as Ask
  return { ask, chosen }
}

test('without a choice the browser’s language is spoken, in full', async () => {
  await speakLanguage(background(null).ask)
  expect(t('unlockTitle')).toBe(textsIn('da')('unlockTitle'))
})

test('what was chosen goes before the browser’s', async () => {
  const { ask, chosen } = background('pl')
  await speakLanguage(ask)
  expect(t('unlockTitle')).toBe(textsIn('pl')('unlockTitle'))
  expect(chosen).toEqual([])
})

test('a choice that Kode no longer speaks is the browser’s', async () => {
  await speakLanguage(background('tlh').ask)
  expect(t('unlockTitle')).toBe(textsIn('da')('unlockTitle'))
})

test('after an update the background gets the texts of the choice anew', async () => {
  const { ask, chosen } = background('pl', false)
  await speakLanguage(ask)
  expect(chosen).toMatchObject([{ chosen: { language: 'pl', texts: { languageTag: 'pl' } } }])
})
