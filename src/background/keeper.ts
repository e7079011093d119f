import { err, ok, type Result } from '../domain/result'
import { serial } from '../domain/serial'
import { StorageFailure, type Area } from '../platform/area'
import type { VaultClosed, VaultCreated, VaultUnlocked } from '../protocol/messages'
import type { Contents } from '../vault/contents'
import { PASSPHRASE_LENGTH } from '../vault/kdf'
import type { VaultStore } from '../vault/store'
import { inspect, Vault } from '../vault/vault'
import { dropSession, readSession, writeSession } from './session'

/** What a change makes of the contents: new ones to save, or an outcome to report with nothing changed. */
export type Change<T> = (contents: Contents) => { readonly contents?: Contents; readonly outcome: T }

/** How often a save is tried again on what another writer left. */
const SAVE_ATTEMPTS = 3

/**
 * Opens, changes and locks the one vault. What session storage says is what counts; the open vault held here
 * is a cache that saves reading it again while the worker lives.
 */
export class Keeper {
  readonly #store: VaultStore
  readonly #session: Area
  readonly #now: () => number
  readonly #inTurn = serial()
  #vault: Vault | undefined

  constructor(store: VaultStore, session: Area, now: () => number) {
    this.#store = store
    this.#session = session
    this.#now = now
  }

  create(passphrase: string): Promise<VaultCreated> {
    if (passphrase.length < PASSPHRASE_LENGTH.minimum) return Promise.resolve('passphrase-too-short')
    if (passphrase.length > PASSPHRASE_LENGTH.maximum) return Promise.resolve('passphrase-too-long')
    return this.#guarded('storage-failed', async () => {
      const made = await Vault.create(this.#store, passphrase)
      if (!made.ok) return made.error === 'exists' ? 'exists' : 'storage-failed'
      await this.#begin(made.value)
      return 'created'
    })
  }

  unlock(passphrase: string): Promise<VaultUnlocked> {
    // Beyond the bound no vault was ever made with it: not worth the derivation.
    if (passphrase.length > PASSPHRASE_LENGTH.maximum) return Promise.resolve('cannot-open')
    return this.#guarded('storage-failed', async () => {
      const opened = await Vault.unlock(this.#store, passphrase)
      if (!opened.ok) return opened.error
      await this.#begin(opened.value)
      return 'unlocked'
    })
  }

  /** Forgets the key, after a save that is under way: it writes the session, and must not bring it back. */
  lock(): Promise<void> {
    return this.#inTurn(() => this.#forget())
  }

  /** The contents, if the vault is open. */
  read(): Promise<Result<Contents, VaultClosed>> {
    return this.#guarded(err({ status: 'storage-failed' }), async () => {
      const vault = await this.#open()
      return vault.ok ? ok(vault.value.contents) : vault
    })
  }

  /** Applies `change` and returns its outcome once what it made is safely stored. */
  change<T>(change: Change<T>): Promise<Result<T, VaultClosed>> {
    return this.#guarded<Result<T, VaultClosed>>(err({ status: 'storage-failed' }), async () => {
      for (let attempt = 0; attempt < SAVE_ATTEMPTS; attempt++) {
        const vault = await this.#open()
        if (!vault.ok) return vault
        const { contents, outcome } = change(vault.value.contents)
        if (contents === undefined || (await this.#save(vault.value, contents))) return ok(outcome)
      }
      return err({ status: 'storage-failed' })
    })
  }

  async #save(vault: Vault, contents: Contents): Promise<boolean> {
    const session = await readSession(this.#session, this.#now())
    // Locked since we looked. The next turn of the loop says so.
    if (!session) return false
    // Said before it is done: if the worker stops in between, the next one looks at both copies, not at an old one.
    await writeSession(this.#session, vault.nextPosition, session.openedAt)
    const saved = await vault.save(contents)
    if (!saved.ok) this.#vault = undefined
    return saved.ok
  }

  async #open(): Promise<Result<Vault, VaultClosed>> {
    const session = await readSession(this.#session, this.#now())
    if (!session) return err(await this.#closed())
    if (this.#vault?.position.generation === session.generation) return ok(this.#vault)
    const resumed = await Vault.resume(this.#store, session)
    if (!resumed.ok) return err({ status: resumed.error })
    this.#vault = resumed.value
    return resumed
  }

  async #closed(): Promise<VaultClosed> {
    await this.#forget()
    const found = await inspect(this.#store)
    return { status: found === 'present' ? 'locked' : found }
  }

  #forget(): Promise<void> {
    this.#vault = undefined
    return dropSession(this.#session)
  }

  async #begin(vault: Vault): Promise<void> {
    await writeSession(this.#session, vault.position, this.#now())
    this.#vault = vault
  }

  /** One at a time, and a browser whose storage fails is an outcome, not a crash. */
  #guarded<T>(failed: T, task: () => Promise<T>): Promise<T> {
    return this.#inTurn(async () => {
      try {
        return await task()
      } catch (cause) {
        if (!(cause instanceof StorageFailure)) throw cause
        this.#vault = undefined
        return failed
      }
    })
  }
}
