import { err, ok, type Result } from '../domain/result'
import type {
  Mistyped,
  ProofGiven,
  VaultCreated,
  VaultDoors,
  VaultUnlocked,
  VaultUnlockedWithPin,
} from '../protocol/messages'
import { readCandidates, type VaultProblem } from '../vault/candidates'
import type { KdfCost } from '../vault/kdf'
import type { PasskeySlot, Slot } from '../vault/slots'
import type { VaultStore } from '../vault/store'
import { Vault } from '../vault/vault'
import type { Accepted } from './accepted'
import type { WrongTries } from './guesses'
import type { Keeper } from './keeper'
import { refuseNew } from './new-passphrase'
import type { ReadPolicy } from './policy'
import { attempt, readProof } from './proofs'
import type { PinProblem } from './session-pin'

interface Rooms {
  readonly keeper: Keeper
  readonly tries: WrongTries
  readonly accepted: Accepted
  /** What a passphrase may cost on this computer. */
  readonly cost: () => Promise<KdfCost>
  readonly policy: ReadPolicy
  /** Unix milliseconds. */
  readonly now: () => number
}

/** Makes the vault and opens it. */
export class Doors {
  readonly #rooms: Rooms

  constructor(rooms: Rooms) {
    this.#rooms = rooms
  }

  async create(passphrase: string): Promise<VaultCreated> {
    const { keeper, cost, now, policy } = this.#rooms
    const refused = await refuseNew(passphrase, policy)
    if (refused) return refused
    const made = await keeper.enter(async (store) => {
      const created = await Vault.create(store, passphrase, await cost(), now())
      if (created.ok) return created
      return err({ status: created.error === 'exists' ? created.error : 'storage-failed' } as const)
    })
    return made.ok ? { status: 'created', recoveryCode: made.value.recoveryCode } : made.error
  }

  async unlock(given: Exclude<ProofGiven, { kind: 'recovery' }>): Promise<VaultUnlocked>
  async unlock(given: ProofGiven): Promise<VaultUnlocked | Mistyped>
  async unlock(given: ProofGiven): Promise<VaultUnlocked | Mistyped> {
    const { keeper, tries } = this.#rooms
    const proof = await readProof(given)
    if (!proof.ok) return proof.error
    const opened = await keeper.enter((store) =>
      attempt(tries, proof.value, async () => asEntry(await Vault.unlock(store, proof.value))),
    )
    return this.#through(opened)
  }

  /** What Kode heard while it was locked is in the vault before anybody is told that it is open. */
  async #through<E>(opened: Result<unknown, E>): Promise<{ readonly status: 'unlocked' } | E> {
    if (!opened.ok) return opened.error
    const { accepted, keeper } = this.#rooms
    await accepted.settle(keeper)
    return { status: 'unlocked' }
  }

  /** Goes on with the session that locked by itself. */
  async unlockWithPin(pin: string): Promise<VaultUnlockedWithPin> {
    const { keeper } = this.#rooms
    return this.#through(await keeper.enter((store) => this.#openWithPin(store, pin)))
  }

  async #openWithPin(store: VaultStore, pin: string): Promise<PinEntry> {
    const opened = await this.#rooms.keeper.pin.open(pin)
    if (!opened.ok) return opened
    const { key, openedAt } = opened.value
    const vault = await Vault.unlockWithKey(store, key)
    return vault.ok ? ok({ vault: vault.value, openedAt }) : err({ status: vault.error })
  }

  /** What a closed vault can be opened with: all of it stands in the header. */
  doors(): Promise<VaultDoors> {
    const { keeper, tries } = this.#rooms
    return keeper.inTurn<VaultDoors>({ status: 'storage-failed' }, async (store) => {
      const candidates = await readCandidates(store)
      if (!candidates.ok) return { status: candidates.error }
      const slots = candidates.value[0]?.envelope.header.slots ?? []
      return {
        status: 'doors',
        passkeys: slots.filter(isPasskey).map(({ credential, first, second }) => ({
          credential,
          first,
          second,
        })),
        recovery: slots.some(({ kind }) => kind === 'recovery'),
        pin: await keeper.pin.isSet(),
        waitsUntil: (await tries.waitsUntil()) ?? null,
      }
    })
  }
}

type PinEntry = Result<
  { readonly vault: Vault; readonly openedAt: number },
  PinProblem | { readonly status: VaultProblem }
>

const asEntry = <E>(opened: Result<Vault, E>): Result<{ readonly vault: Vault }, E> =>
  opened.ok ? ok({ vault: opened.value }) : opened

const isPasskey = (slot: Slot): slot is PasskeySlot => slot.kind === 'passkey'
