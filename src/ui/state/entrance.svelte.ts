import { leastPassphrase } from '../../domain/policy'
import { askPasskey, type PasskeyAsked } from '../../platform/passkey-open'
import type {
  Mistyped,
  PassphraseChanged,
  ProofGiven,
  RecoveryConfirmed,
  RecoveryMade,
  VaultClosed,
  VaultCreated,
  VaultDoors,
  VaultUnlocked,
  VaultUnlockedWithPin,
} from '../../protocol/messages'
import type { Ask } from '../ask'
import type { Trouble } from '../sentences'
import { Clock } from './clock.svelte'
import { Rescue } from './rescue.svelte'

export type Doors = Extract<VaultDoors, { status: 'doors' }>

/** What stands between a person and their codes. */
export type Door = { readonly kind: 'unlock' } | OtherDoor

/** Those that are seen once, or only when something went wrong. */
export type OtherDoor =
  | { readonly kind: 'first-use' | 'copies' | 'start-over' | 'started-over' }
  | { readonly kind: 'trouble'; readonly trouble: Trouble }
  /** The vault is open, and its recovery code was never typed back. `code` is undefined once it was shown. */
  | { readonly kind: 'recovery-code'; readonly code: string | undefined }
  /** The vault was opened with a recovery code: `proof`. */
  | { readonly kind: 'new-passphrase'; readonly proof: ProofGiven }

/** The doors that are there from the start give way to what a scan has to say; a person went to the others. */
export const insists = (door: Door | undefined): boolean =>
  door !== undefined && door.kind !== 'first-use' && door.kind !== 'unlock'

type Aside = 'copies' | 'start-over'
type Afterwards = Extract<Door, { kind: 'recovery-code' | 'new-passphrase' }>

/** The ways into a vault and what follows right after: the same in the popup and on the page in a tab. */
export class Entrance {
  readonly clock: Clock
  readonly rescue: Rescue
  /** What opens the closed vault; undefined until the background has told. */
  doors = $state.raw<Doors>()
  /** The recovery code waits for being typed back: a quiet line says so until it is. */
  reminds = $state(false)
  /** What was done last before Kode locked because of it, empty if nothing: said at the door until that opens. */
  parting = $state('')
  #wasClosed = false
  /** A door that stays until what happens behind it is done. */
  #held = $state.raw<Door>()
  #afterwards = $state.raw<Afterwards>()
  #aside = $state<Aside>()
  #startedOver = $state(false)
  readonly #ask: Ask
  readonly #reload: () => Promise<void>

  /** `now` gives Unix milliseconds; `reload` looks anew at how things are, and ends with `follow`. */
  constructor(ask: Ask, now: () => number, reload: () => Promise<void>) {
    this.#ask = ask
    this.#reload = reload
    this.clock = new Clock(now)
    this.rescue = new Rescue(ask, reload)
  }

  /** The door to show; undefined if the way is free. `closed` says why the vault is. */
  doorFor(closed: VaultClosed['status'] | undefined): Door | undefined {
    if (this.#held) return this.#held
    if (closed === undefined) return this.#afterwards
    if (closed === 'none') return { kind: this.#startedOver ? 'started-over' : 'first-use' }
    if (this.#aside !== undefined) return { kind: this.#aside }
    return closed === 'locked' ? { kind: 'unlock' } : { kind: 'trouble', trouble: closed }
  }

  /** The vault is open, or closed like this. */
  async follow(closed: VaultClosed['status'] | undefined): Promise<void> {
    const opened = this.#wasClosed && closed === undefined
    this.#wasClosed = closed !== undefined
    if (opened) this.parting = ''
    if (closed === undefined) {
      this.#aside = undefined
      this.rescue.forget()
      return this.#remember()
    }
    // Whoever sits here next is told nothing of it.
    this.#afterwards = undefined
    this.reminds = false
    if (closed === 'locked') await this.look()
  }

  /** Asks what opens the vault, and whether the next try is heard. */
  async look(): Promise<void> {
    this.heed(await this.#ask('vault.doors', {}))
  }

  heed(told: VaultDoors): void {
    this.doors = told.status === 'doors' ? told : undefined
  }

  create(passphrase: string): Promise<VaultCreated> {
    return this.#behind({ kind: 'first-use' }, async () => {
      const outcome = await this.#ask('vault.create', { passphrase })
      if (outcome.status === 'created') {
        this.#afterwards = { kind: 'recovery-code', code: outcome.recoveryCode }
      }
      if (outcome.status === 'created' || outcome.status === 'exists') await this.#reload()
      return outcome
    })
  }

  /** Characters that a new passphrase must have. */
  async leastPassphrase(): Promise<number> {
    return leastPassphrase((await this.#ask('policy.read', {})).policy)
  }

  async unlock(passphrase: string): Promise<VaultUnlocked> {
    return this.#heard(await this.#ask('vault.unlock', { passphrase }))
  }

  async unlockWithPin(pin: string): Promise<VaultUnlockedWithPin> {
    return this.#heard(await this.#ask('vault.unlockWithPin', { pin }))
  }

  unlockWithRecovery(code: string): Promise<VaultUnlocked | Mistyped> {
    return this.#behind({ kind: 'unlock' }, async () => {
      const outcome = await this.#ask('vault.unlockWithRecovery', { code })
      if (outcome.status === 'unlocked') {
        this.#afterwards = { kind: 'new-passphrase', proof: { kind: 'recovery', code } }
      }
      return this.#heard(outcome)
    })
  }

  async unlockWithPasskey(): Promise<VaultUnlocked | Exclude<PasskeyAsked, { proof: unknown }>> {
    const asked = await askPasskey(this.doors?.passkeys ?? [])
    if ('status' in asked) return asked
    return this.#heard(await this.#ask('vault.unlockWithPasskey', asked.proof))
  }

  async confirmRecovery(code: string): Promise<RecoveryConfirmed> {
    const outcome = await this.#ask('vault.confirmRecovery', { code })
    if (outcome.status === 'confirmed') {
      this.reminds = false
      this.pass()
    }
    return outcome
  }

  /** Shows another recovery code, which makes the one before it worthless. */
  async replaceRecovery(passphrase: string): Promise<RecoveryMade> {
    const outcome = await this.#ask('vault.newRecovery', { passphrase })
    if (outcome.status === 'made') {
      this.#afterwards = { kind: 'recovery-code', code: outcome.recoveryCode }
    }
    return outcome
  }

  async changePassphrase(current: ProofGiven, next: string): Promise<PassphraseChanged> {
    const outcome = await this.#ask('vault.changePassphrase', { current, next })
    if (outcome.status === 'changed') this.pass()
    return outcome
  }

  /** Goes on to the codes. */
  pass(): void {
    this.#afterwards = undefined
  }

  /** Goes on to the codes, where a line reminds of the recovery code. */
  confirmLater(): void {
    this.reminds = true
    this.pass()
  }

  /** Back from there to where the recovery code is typed, or made anew. */
  confirmNow(): void {
    this.#afterwards = { kind: 'recovery-code', code: undefined }
  }

  goAside(where: Aside): void {
    this.#aside = where
  }

  comeBack(): void {
    this.#aside = undefined
    this.rescue.forget()
  }

  /** The person has confirmed that everything may go. */
  async startOver(): Promise<boolean> {
    const { status } = await this.#ask('vault.reset', { confirmed: true })
    if (status !== 'reset') return false
    this.#startedOver = true
    this.comeBack()
    await this.#reload()
    return true
  }

  /** From what comes after starting over to the first use. */
  beginAnew(): void {
    this.#startedOver = false
  }

  /** After a try at a door: through it, or what the doors are now. */
  async #heard<R extends { readonly status: string }>(outcome: R): Promise<R> {
    await (STAYS.includes(outcome.status) ? this.look() : this.#reload())
    return outcome
  }

  async #behind<T>(door: Door, work: () => Promise<T>): Promise<T> {
    this.#held = door
    try {
      return await work()
    } finally {
      this.#held = undefined
    }
  }

  async #remember(): Promise<void> {
    const told = await this.#ask('vault.recovery', {})
    this.reminds = told.status === 'recovery' && !told.confirmed && !this.#afterwards
  }
}

/** Outcomes after which the same door is still the one to try. */
const STAYS: readonly string[] = ['cannot-open', 'wait', 'mistyped', 'pin-wrong', 'pin-gone']
