import type { Locking } from '../domain/locking'
import { limitLocking } from '../domain/policy'
import { err, ok, type Result } from '../domain/result'
import { serial } from '../domain/serial'
import { StorageFailure, type Area } from '../platform/area'
import type { VaultClosed } from '../protocol/messages'
import { inspect } from '../vault/candidates'
import type { Contents } from '../vault/contents'
import { equalBytes } from '../vault/crypto'
import type { VaultStore } from '../vault/store'
import { emptyTrash } from '../vault/trash'
import { Vault } from '../vault/vault'
import type { Inside } from '../vault/ways'
import { unmanaged, type ReadPolicy } from './policy'
import { dropSession, readSession, writeSession, type Session } from './session'
import { SessionPin } from './session-pin'

/** What a change makes of the contents: new ones to save, or an outcome to report with nothing changed. */
export type Change<T> = (contents: Contents) => { readonly contents?: Contents; readonly outcome: T }

/** The same for the whole of a vault: its key, its ways in, its contents. */
export type Alteration<T> = (
  vault: Vault,
  session: Session,
) => Promise<{ readonly inside?: Inside; readonly outcome: T }>

/** Hears of sessions, to lock them in time. */
export interface SessionWatch {
  /** One began, or locks at other times from now on. */
  began(session: Pick<Session, 'openedAt' | 'locking'>): void
  ended(): void
}

/** Runs tasks one at a time. */
export type InTurn = <T>(task: () => Promise<T>) => Promise<T>

/** How often a save is tried again on what another writer left. */
const SAVE_ATTEMPTS = 3

const FAILED = err({ status: 'storage-failed' } as const)

const UNWATCHED: SessionWatch = { began: () => undefined, ended: () => undefined }

/**
 * Opens, changes and locks the one vault. What session storage says is what counts; the open vault held here
 * is a cache that saves reading it again while the worker lives.
 */
export class Keeper {
  readonly pin: SessionPin
  readonly #store: VaultStore
  readonly #session: Area
  readonly #now: () => number
  readonly #watch: SessionWatch
  readonly #inTurn: InTurn
  readonly #policy: ReadPolicy
  #vault: Vault | undefined

  constructor(
    store: VaultStore,
    session: Area,
    now: () => number,
    watch: SessionWatch = UNWATCHED,
    inTurn: InTurn = serial(),
    policy: ReadPolicy = unmanaged,
  ) {
    this.#policy = policy
    this.#inTurn = inTurn
    this.#store = store
    this.#session = session
    this.#now = now
    this.#watch = watch
    this.pin = new SessionPin(session, now)
  }

  /** Begins a session with the vault that `open` gives. `openedAt` if it goes on with an earlier one. */
  enter<T extends { readonly vault: Vault; readonly openedAt?: number }, E>(
    open: (store: VaultStore) => Promise<Result<T, E>>,
  ): Promise<Result<T, E | { readonly status: 'storage-failed' }>> {
    return this.inTurn<Result<T, E | { readonly status: 'storage-failed' }>>(FAILED, async () => {
      const opened = await open(this.#store)
      if (opened.ok) await this.#begin(opened.value.vault, opened.value.openedAt ?? this.#now())
      return opened
    })
  }

  /**
   * Forgets the key, after a save that is under way: it writes the session, and must not bring it back. A PIN
   * outlasts a lock that nobody asked for.
   */
  lock(why: 'asked' | 'away' = 'asked'): Promise<void> {
    return this.#inTurn(async () => {
      await this.#forget()
      if (why === 'asked') await this.pin.drop()
    })
  }

  /**
   * A code was handed over, and its use is stored: locks, where the person wants that after each. It is a lock that
   * nobody pressed, so a PIN outlasts it.
   */
  lockAfterCode(): Promise<void> {
    return this.inTurn(undefined, async () => {
      const session = await this.#readSession()
      if (session?.locking.afterCode === true) await this.#forget()
    })
  }

  /** The contents, if the vault is open. */
  read(): Promise<Result<Contents, VaultClosed>> {
    return this.look(({ contents }) => contents)
  }

  /** What `see` makes of the open vault. */
  look<T>(see: (vault: Vault, session: Session) => T): Promise<Result<T, VaultClosed>> {
    return this.inTurn<Result<T, VaultClosed>>(FAILED, async () => {
      const open = await this.#open()
      return open.ok ? ok(see(open.value.vault, open.value.session)) : open
    })
  }

  /** Applies `change` and returns its outcome once what it made is safely stored. */
  change<T>(change: Change<T>): Promise<Result<T, VaultClosed>> {
    return this.alter((vault) => {
      const { contents, outcome } = change(vault.contents)
      return Promise.resolve(contents ? { inside: { ...vault.inside, contents }, outcome } : { outcome })
    })
  }

  /** The same for what is not only contents. */
  alter<T>(alteration: Alteration<T>): Promise<Result<T, VaultClosed>> {
    return this.inTurn<Result<T, VaultClosed>>(FAILED, async () => {
      for (let attempt = 0; attempt < SAVE_ATTEMPTS; attempt++) {
        const open = await this.#open()
        if (!open.ok) return open
        const { vault, session } = open.value
        const { inside, outcome } = await alteration(vault, session)
        if (inside === undefined || (await this.#keep(vault, inside))) return ok(outcome)
      }
      return FAILED
    })
  }

  /** The session is open and the computer awake: said now and then, so that a long sleep is noticed after it. */
  beat(): Promise<void> {
    return this.inTurn(undefined, async () => {
      const session = await this.#readSession()
      if (session) await writeSession(this.#session, { ...session, seenAt: this.#now() })
      else await this.#forget()
    })
  }

  /** The organisation's policy changed: an open vault may have to lock sooner, or at once. */
  heedPolicy(): Promise<void> {
    return this.inTurn(undefined, async () => {
      const session = await this.#readSession()
      if (session) return this.#tellWatch(session)
      await this.#forget()
      await this.pin.drop()
    })
  }

  /** One at a time, and a browser whose storage fails is an outcome, not a crash. */
  inTurn<T>(failed: T, task: (store: VaultStore) => Promise<T>): Promise<T> {
    return this.#inTurn(async () => {
      try {
        return await task(this.#store)
      } catch (cause) {
        if (!(cause instanceof StorageFailure)) throw cause
        this.#vault = undefined
        return failed
      }
    })
  }

  /** Saves, and under a new key saves twice: the copy that the old key opens is to go. */
  async #keep(vault: Vault, inside: Inside): Promise<boolean> {
    const { key, contents } = vault.inside
    if (!(await this.#save(vault, inside))) return false
    const session = vault.contents.locking === contents.locking ? undefined : await this.#readSession()
    if (session) await this.#tellWatch(session)
    if (vault.inside.key === key) return true
    await this.pin.drop()
    try {
      await this.#save(vault, vault.inside)
    } catch (cause) {
      // What was asked for is stored. The older copy goes with the next save.
      if (!(cause instanceof StorageFailure)) throw cause
    }
    return true
  }

  async #save(vault: Vault, inside: Inside): Promise<boolean> {
    const now = this.#now()
    const session = await this.#readSession()
    // Locked since we looked. The next turn of the loop says so.
    if (!session) return false
    const contents = emptyTrash(inside.contents, now)
    // Said before it is done: if the worker stops in between, the next one looks at all copies, not at an old one.
    const announced = { ...session, ...vault.nextPosition(inside.key) }
    await writeSession(this.#session, { ...announced, seenAt: now, locking: contents.locking })
    let isSaved = false
    try {
      isSaved = (await vault.save({ ...inside, contents }, now)).ok
    } finally {
      if (!isSaved) await this.#takeBack(session)
    }
    return isSaved
  }

  async #takeBack(session: Session): Promise<void> {
    this.#vault = undefined
    await writeSession(this.#session, session)
  }

  async #open(): Promise<Result<{ readonly vault: Vault; readonly session: Session }, VaultClosed>> {
    const session = await this.#readSession()
    if (!session) return err(await this.#closed())
    const { generation, key } = session
    const held = this.#vault
    if (held?.position.generation === generation && equalBytes(held.position.key, key))
      return ok({ vault: held, session })
    const resumed = await Vault.resume(this.#store, session)
    // A key that opens nothing is no key: the worker may have stopped before a new one was stored.
    if (!resumed.ok) return err(await this.#closed())
    this.#vault = resumed.value
    return ok({ vault: resumed.value, session })
  }

  async #closed(): Promise<VaultClosed> {
    this.#vault = undefined
    await dropSession(this.#session)
    const found = await inspect(this.#store)
    return { status: found === 'present' ? 'locked' : found }
  }

  async #forget(): Promise<void> {
    this.#vault = undefined
    await dropSession(this.#session)
    this.#watch.ended()
  }

  async #begin(vault: Vault, openedAt: number): Promise<void> {
    const { locking } = vault.contents
    await writeSession(this.#session, { ...vault.position, openedAt, seenAt: this.#now(), locking })
    this.#vault = vault
    // Nobody waits for the policy to be let in; its times follow when it is known.
    this.#watch.began({ openedAt, locking })
    void this.#tellWatch({ openedAt, locking })
  }

  /** The session as the organisation lets it be: one that is too old for its policy is over. */
  #readSession(): Promise<Session | undefined> {
    return readSession(this.#session, this.#now(), (locking) => this.#limit(locking))
  }

  async #tellWatch({ openedAt, locking }: Pick<Session, 'openedAt' | 'locking'>): Promise<void> {
    this.#watch.began({ openedAt, locking: await this.#limit(locking) })
  }

  async #limit(locking: Locking): Promise<Locking> {
    return limitLocking(locking, await this.#policy())
  }
}
