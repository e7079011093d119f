import * as v from 'valibot'
import { err, type Result } from '../domain/result'
import { StorageFailure, type Area } from '../platform/area'
import type { NotLetIn } from '../protocol/messages'

/** Wrong tries that cost nothing. */
const FREE = 4
const FIRST_WAIT = 30 * 1000
const LONGEST_WAIT = 60 * 60 * 1000

const KEY = 'guesses'

const storedGuesses = v.strictObject({
  /** Wrong tries in a row. */
  wrong: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** When the last of them began. Unix milliseconds. */
  at: v.pipe(v.number(), v.safeInteger()),
})
type Guesses = v.InferOutput<typeof storedGuesses>

const NONE: Guesses = { wrong: 0, at: 0 }

/** An outcome that is only its name. */
export type Named<E extends string> = E extends string ? { readonly status: E } : never

/** Milliseconds to wait after `wrong` tries in a row. */
export function waitAfter(wrong: number): number {
  return wrong <= FREE ? 0 : Math.min(FIRST_WAIT * 2 ** (wrong - FREE - 1), LONGEST_WAIT)
}

/**
 * Slows down somebody who guesses passphrases at this keyboard. The count is on disk, unencrypted: it is no secret,
 * and whoever can change it can copy the vault and guess elsewhere, where only the passphrase's strength helps.
 */
export class WrongTries {
  readonly #local: Area
  readonly #session: Area
  readonly #now: () => number

  constructor(local: Area, session: Area, now: () => number) {
    this.#local = local
    this.#session = session
    this.#now = now
  }

  /**
   * Lets `open` try, unless it is too early. The try counts as wrong before it is made, so that stopping the
   * background does not give it back; it is forgotten once it turns out not to be.
   */
  async attempt<T, E extends string>(
    open: () => Promise<Result<T, E | 'cannot-open'>>,
  ): Promise<Result<T, NotLetIn | Named<Exclude<E, 'cannot-open'>>>> {
    const before = await this.#read()
    const until = await this.#heardAt(before)
    if (until !== undefined) return err({ status: 'wait', until })
    await this.#write({ wrong: before.wrong + 1, at: this.#now() })
    const opened = await open()
    if (opened.ok) {
      await this.#clear()
      return opened
    }
    if (opened.error === 'cannot-open') return err({ status: 'cannot-open' })
    // There was nothing to guess at.
    await this.#write(before)
    return err({ status: opened.error } as Named<Exclude<E, 'cannot-open'>>)
  }

  /** When the next try is heard (Unix milliseconds); `undefined` for now. */
  async waitsUntil(): Promise<number | undefined> {
    return this.#heardAt(await this.#read())
  }

  async #heardAt({ wrong, at }: Guesses): Promise<number | undefined> {
    const now = this.#now()
    const wait = waitAfter(wrong)
    if (wait === 0 || now >= at + wait) return undefined
    if (now >= at) return at + wait
    // The clock was set back. Waiting begins anew, so that it neither ends early nor lasts for days.
    await this.#write({ wrong, at: now })
    return now + wait
  }

  async #read(): Promise<Guesses> {
    const [kept, remembered] = await Promise.all([this.#local.read(KEY), this.#session.read(KEY)])
    const [a, b] = [kept, remembered].map((value) => {
      const decoded = v.safeParse(storedGuesses, value)
      return decoded.success ? decoded.output : NONE
    })
    return (a?.wrong ?? 0) >= (b?.wrong ?? 0) ? (a ?? NONE) : (b ?? NONE)
  }

  /** A disk that is full must not keep its owner out: the count is then kept in memory. */
  async #write(guesses: Guesses): Promise<void> {
    if (guesses.wrong === 0) return this.#clear()
    try {
      await this.#local.write(KEY, guesses)
    } catch (cause) {
      if (!(cause instanceof StorageFailure)) throw cause
      await this.#session.write(KEY, guesses)
    }
  }

  async #clear(): Promise<void> {
    await Promise.all([this.#local.remove(KEY), this.#session.remove(KEY)])
  }
}
