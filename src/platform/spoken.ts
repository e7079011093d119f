import type { Texts } from '../domain/language'

/** Those of the language that was chosen by hand. */
let spoken: Texts = {}

/** From here on texts are these; one that is not among them is in the browser's language, as all are without a choice. */
export function speak(texts: Texts): void {
  spoken = texts
}

/** The text of `key` in the language that was chosen, if one was and it has it. */
export function spokenText(key: string, values: readonly string[]): string | undefined {
  if (!Object.hasOwn(spoken, key)) return undefined
  return spoken[key]?.replace(/\$([1-9])/g, (_, at: string) => values[Number(at) - 1] ?? '')
}
