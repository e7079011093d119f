import { readLanguage } from '../platform/languages'
import { speak } from '../platform/spoken'
import type { Ask } from './ask'

/**
 * Has this page speak the language that was chosen by hand, if one was. After an update the background, which cannot
 * read them for itself, gets the new texts.
 */
export async function speakChosen(ask: Ask): Promise<void> {
  const { language, isCurrent } = await ask('language.read', {})
  const texts = language === null ? undefined : await readLanguage(language)
  if (language === null || texts === undefined) return
  speak(texts)
  if (!isCurrent) void ask('language.choose', { chosen: { language, texts } })
}
