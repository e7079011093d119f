import browser from 'webextension-polyfill'
import type messages from '../static/_locales/en/messages.json'

export type MessageKey = keyof typeof messages

/** The text of `key` in the browser's language, with `$1`, `$2`, … replaced by `values`. */
export function t(key: MessageKey, ...values: readonly string[]): string {
  return browser.i18n.getMessage(key, [...values])
}

/** BCP 47 tag of the language the texts are in, for `lang` attributes and `Intl`. */
export function language(): string {
  return browser.i18n.getMessage('languageTag')
}
