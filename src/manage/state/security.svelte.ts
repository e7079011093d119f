import type { Locking } from '../../domain/locking'
import { t, type MessageKey } from '../../platform/i18n'
import { makePasskey, type MadePasskey } from '../../platform/passkey-make'
import type { ProofGiven, WayId, WayShown } from '../../protocol/messages'
import type { Ask } from '../../ui/ask'
import {
  CLOSED_TEXT,
  PASSKEY_TEXT,
  PIN_TEXT,
  REMOVE_TEXT,
  RENAME_TEXT,
  RENEWAL_TEXT,
  say,
} from '../sentences'

/** Why something was not done, as a sentence; empty if it was. */
type Problem = string

/** What opens the vault and what closes it, and how a person changes that. */
export class Security {
  /** Undefined until the background has told. */
  ways = $state.raw<readonly WayShown[]>()
  locking = $state.raw<Locking>()
  pin = $state(false)
  /** What was done last, as a sentence. */
  done = $state('')
  /** A passkey the browser has made, until the vault takes it: a mistyped passphrase does not make another. */
  #made: MadePasskey | undefined
  readonly #ask: Ask

  constructor(ask: Ask) {
    this.#ask = ask
  }

  async look(): Promise<void> {
    const [ways, locking] = await Promise.all([this.#ask('vault.ways', {}), this.#ask('vault.locking', {})])
    if (ways.status === 'ways') {
      this.ways = ways.ways
      this.pin = ways.pin
    }
    if (locking.status === 'locking') {
      const { idleMinutes, hours, afterCode } = locking
      this.locking = { idleMinutes, hours, afterCode }
    }
  }

  async changePassphrase(current: Exclude<ProofGiven, { kind: 'passkey' }>, next: string): Promise<Problem> {
    const outcome = await this.#ask('vault.changePassphrase', { current, next })
    if (outcome.status !== 'changed') return say(outcome, RENEWAL_TEXT[current.kind])
    return this.#tell('passphraseChanged')
  }

  async addPasskey(passphrase: string, name: string): Promise<Problem> {
    const made = this.#made ?? (await this.#makePasskey())
    if ('status' in made) return say(made, PASSKEY_TEXT)
    this.#made = made
    const outcome = await this.#ask('vault.addPasskey', { passphrase, name, ...made })
    const isOver = !(outcome.status === 'cannot-open' || outcome.status === 'wait')
    if (isOver) this.#made = undefined
    return outcome.status === 'added' ? this.#tell('passkeyAdded') : say(outcome, PASSKEY_TEXT)
  }

  async rename(id: WayId, name: string): Promise<Problem> {
    const outcome = await this.#ask('vault.renameWay', { id, name })
    return outcome.status === 'changed' ? this.#tell('renamed') : say(outcome, RENAME_TEXT)
  }

  async remove(id: WayId, passphrase: string): Promise<Problem> {
    const outcome = await this.#ask('vault.removeWay', { id, passphrase })
    return outcome.status === 'removed' ? this.#tell('passkeyRemoved') : say(outcome, REMOVE_TEXT)
  }

  async setPin(pin: string): Promise<Problem> {
    const outcome = await this.#ask('vault.setPin', { pin })
    return outcome.status === 'set' ? this.#tell('pinNowSet') : say(outcome, PIN_TEXT)
  }

  async dropPin(): Promise<void> {
    await this.#ask('vault.dropPin', {})
    await this.#tell('pinDropped')
  }

  /** Shown at once, and taken back if it could not be kept. */
  async setLocking(locking: Locking): Promise<Problem> {
    const before = this.locking
    this.locking = locking
    const outcome = await this.#ask('vault.setLocking', locking)
    if (outcome.status === 'changed') return this.#tell('lockingSaved')
    this.locking = before
    return say(outcome, CLOSED_TEXT)
  }

  async #makePasskey(): ReturnType<typeof makePasskey> {
    const told = await this.#ask('vault.doors', {})
    return makePasskey(told.status === 'doors' ? told.passkeys : [])
  }

  async #tell(key: MessageKey): Promise<''> {
    this.done = t(key)
    await this.look()
    return ''
  }
}
