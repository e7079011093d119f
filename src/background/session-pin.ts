import * as v from 'valibot'
import type { Bytes } from '../domain/base64'
import type { Area } from '../platform/area'
import { err, ok, type Result } from '../domain/result'
import type { Locking } from '../domain/locking'
import { openWithPin, sealUnderPin, type PinSeal } from '../vault/pin'
import { isTooOld } from './session'

/** Wrong tries after which a PIN opens nothing any more. */
const TRIES = 5

const KEY = 'pin'

const storedPin = v.strictObject({
  seal: v.strictObject({ salt: v.string(), iv: v.string(), wrapped: v.string() }),
  triesLeft: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(TRIES)),
  openedAt: v.number(),
  locking: v.strictObject({ idleMinutes: v.number(), hours: v.number(), afterCode: v.boolean() }),
})

interface StoredPin {
  readonly seal: PinSeal
  readonly triesLeft: number
  readonly openedAt: number
  readonly locking: Locking
}

export interface PinOpened {
  readonly key: Bytes
  /** When the session began that the PIN goes on with: a PIN never makes one younger. */
  readonly openedAt: number
}

export type PinProblem =
  { readonly status: 'pin-gone' } | { readonly status: 'pin-wrong'; readonly triesLeft: number }

/**
 * A PIN that opens the vault again after it locked by itself, in the same run of the browser. The vault key under
 * it is in session memory only: a PIN is too short for a disk.
 */
export class SessionPin {
  readonly #area: Area
  readonly #now: () => number

  constructor(area: Area, now: () => number) {
    this.#area = area
    this.#now = now
  }

  async set(pin: string, key: Bytes, openedAt: number, locking: Locking): Promise<void> {
    const seal = await sealUnderPin(key, pin)
    await this.#write({ seal, triesLeft: TRIES, openedAt, locking })
  }

  drop(): Promise<void> {
    return this.#area.remove(KEY)
  }

  async isSet(): Promise<boolean> {
    return (await this.#read()) !== undefined
  }

  /** The vault key. A try is counted before it is made, so that stopping the background gives none back. */
  async open(pin: string): Promise<Result<PinOpened, PinProblem>> {
    const stored = await this.#read()
    if (!stored) return err({ status: 'pin-gone' })
    const triesLeft = stored.triesLeft - 1
    await (triesLeft > 0 ? this.#write({ ...stored, triesLeft }) : this.drop())
    const key = await openWithPin(stored.seal, pin)
    if (!key) return err(triesLeft > 0 ? { status: 'pin-wrong', triesLeft } : { status: 'pin-gone' })
    await this.#write({ ...stored, triesLeft: TRIES })
    return ok({ key, openedAt: stored.openedAt })
  }

  async #read(): Promise<StoredPin | undefined> {
    const decoded = v.safeParse(storedPin, await this.#area.read(KEY))
    if (!decoded.success) return undefined
    const { openedAt, locking } = decoded.output
    return isTooOld(openedAt, locking, this.#now()) ? undefined : decoded.output
  }

  #write(pin: StoredPin): Promise<void> {
    return this.#area.write(KEY, pin)
  }
}
