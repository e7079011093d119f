import type { Format, Reading } from './outcome'
import type { Effort } from './kdf'
import type { Source } from './source'

/** How a file is to be opened. */
export interface Opening extends Effort {
  /** The file's password; empty or absent while the person has not been asked for it. */
  readonly password?: string
}

/** One format: how its files are told from others and read. */
export interface Reader {
  readonly format: Format
  /** By what is in the file, never by its name. */
  recognises(source: Source): boolean
  /** Only for what `recognises`. Throws the signal's reason when it is aborted. */
  read(source: Source, opening: Opening): Reading | Promise<Reading>
}
