import browser from 'webextension-polyfill'
import type messages from '../static/_locales/en/messages.json'
import { spokenText } from './spoken'

export type MessageKey = keyof typeof messages

/** Messages whose form depends on a number: one for each of the language's forms, and `_other` in every language. */
export type PluralKey = MessageKey extends infer Key
  ? Key extends `${infer Stem}_other`
    ? Stem
    : never
  : never

/** What is put into a text. Numbers are written as its language writes them. */
type Value = string | number

/** The text of `key` in the language of the texts, with `$1`, `$2`, … replaced by `values`. */
export function t(key: MessageKey, ...values: readonly Value[]): string {
  return text(key, values)
}

/** The form of `key` that goes with `count`, which is its `$1`; `$2`, … are `values`. */
export function plural(key: PluralKey, count: number, ...values: readonly Value[]): string {
  const form = new Intl.PluralRules(language()).select(count)
  return text(`${key}_${form}`, [count, ...values]) || text(`${key}_other`, [count, ...values])
}

/** BCP 47 tag of the language the texts are in, for `lang` attributes and `Intl`. */
export function language(): string {
  return t('languageTag')
}

/** Empty where neither the language nor English has it. */
function text(key: string, values: readonly Value[]): string {
  const written = values.map((value) => (typeof value === 'number' ? numberText(value) : value))
  return spokenText(key, written) ?? browser.i18n.getMessage(key, written)
}

/** Below a thousand our languages do not differ, and the popup is drawn without waiting for `Intl`. */
const numberText = (number: number): string =>
  number < 1000 ? String(number) : number.toLocaleString(language())
