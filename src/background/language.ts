import * as v from 'valibot'
import type { ChosenLanguage, Texts } from '../domain/language'
import { StorageFailure, type Area } from '../platform/area'
import { speak } from '../platform/spoken'
import { chosenLanguage } from '../protocol/decode'
import type { LanguageTold, SettingsChanged } from '../protocol/messages'

const KEY = 'language'

const stored = v.strictObject({ ...chosenLanguage.entries, version: v.string() })
type Stored = v.InferOutput<typeof stored>

/**
 * The language that a person chose by hand, as far as it is spoken outside of our pages: in the menus, on the icon and
 * by the content scripts. Its texts are stored with the choice, because nobody there can read them for themselves.
 */
export class Language {
  readonly #area: Area
  readonly #version: string
  readonly #changed: () => void
  #stored: Promise<Stored | undefined> | undefined

  /** `version` is this Kode's. `changed` is called when the background's own texts have become others. */
  constructor(area: Area, version: string, changed: () => void) {
    this.#area = area
    this.#version = version
    this.#changed = changed
  }

  /** Has the background's own texts be in it. Read once in a worker's life. */
  async begin(): Promise<void> {
    await (this.#stored ??= this.#read())
  }

  /** What was chosen; texts that another version of Kode stored are not current. */
  async told(): Promise<LanguageTold> {
    const found = await (this.#stored ??= this.#read())
    return { language: found?.language ?? null, isCurrent: found?.version === this.#version }
  }

  /** Empty without a choice. */
  async texts(): Promise<Texts> {
    const found = await (this.#stored ??= this.#read())
    return found?.texts ?? {}
  }

  /** `null`: as the browser. */
  async choose(chosen: ChosenLanguage | null): Promise<SettingsChanged> {
    const next = chosen === null ? undefined : { ...chosen, version: this.#version }
    try {
      await (next === undefined ? this.#area.remove(KEY) : this.#area.write(KEY, next))
    } catch (cause) {
      if (cause instanceof StorageFailure) return 'storage-failed'
      throw cause
    }
    this.#stored = Promise.resolve(next)
    speak(next?.texts ?? {})
    this.#changed()
    return 'done'
  }

  async #read(): Promise<Stored | undefined> {
    const found = await this.#decode()
    if (found !== undefined) speak(found.texts)
    return found
  }

  async #decode(): Promise<Stored | undefined> {
    try {
      const decoded = v.safeParse(stored, await this.#area.read(KEY))
      return decoded.success ? decoded.output : undefined
    } catch (cause) {
      if (cause instanceof StorageFailure) return undefined
      throw cause
    }
  }
}
