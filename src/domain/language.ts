/** Texts by their keys, with `$1`, `$2`, … where values go. */
export type Texts = Readonly<Record<string, string>>

/** A language that a person chose by hand, with all its texts: only pages of ours can read those for themselves. */
export interface ChosenLanguage {
  /** One of the folders of `_locales`. */
  readonly language: string
  readonly texts: Texts
}
