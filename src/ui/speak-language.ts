import { language as browsers } from '../platform/i18n'
import { readLanguage } from '../platform/languages'
import { speak } from '../platform/spoken'
import type { Ask } from './ask'

/**
 * Has this page speak the language that was chosen by hand, or else the browser's, which is read at once: while the
 * background wakes. After an update the background, which cannot read the chosen one for itself, gets the new texts.
 */
export async function speakLanguage(ask: Ask): Promise<void> {
  const [{ language, isCurrent }] = await Promise.all([ask('language.read', {}), speakBrowsers()])
  const texts = language === null ? undefined : await readLanguage(language)
  if (language === null || texts === undefined) return
  speak(texts)
  if (!isCurrent) void ask('language.choose', { chosen: { language, texts } })
}

/** Nothing is chosen yet, so what names the language of the texts names the browser's. */
async function speakBrowsers(): Promise<void> {
  speak((await readLanguage(browsers())) ?? {})
}
