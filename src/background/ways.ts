import { limitLocking } from '../domain/policy'
import type { Result } from '../domain/result'
import type {
  PassphraseChanged,
  PasskeyAdded,
  PasskeyAddition,
  PinSet,
  ProofGiven,
  RecoveryConfirmed,
  RecoveryMade,
  RecoveryTold,
  VaultClosed,
  WayId,
  WayRemoved,
  WayRenamed,
  WayShown,
  WaysListed,
} from '../protocol/messages'
import { isCheaper, type KdfCost } from '../vault/kdf'
import type { OpenedPassphrase } from '../vault/passphrase-slot'
import { isPin } from '../vault/pin'
import { readRecoveryCode } from '../vault/recovery-code'
import type { Slot } from '../vault/slots'
import {
  addPasskey,
  changePassphrase,
  confirmRecovery,
  isRemovable,
  removeWay,
  renameWay,
  replaceRecovery,
  wayFor,
  type Inside,
} from '../vault/ways'
import type { Vault } from '../vault/vault'
import type { WrongTries } from './guesses'
import type { Alteration, Keeper } from './keeper'
import { refuseNew } from './new-passphrase'
import type { ReadPolicy } from './policy'
import { answerOf, prove, provePassphrase, readProof } from './proofs'

interface Rooms {
  readonly keeper: Keeper
  readonly tries: WrongTries
  readonly cost: () => Promise<KdfCost>
  readonly policy: ReadPolicy
  readonly now: () => number
}

/** Lists and changes the ways in of an open vault. Whatever lets somebody in, or no longer, asks for a proof again. */
export class Ways {
  readonly #rooms: Rooms

  constructor(rooms: Rooms) {
    this.#rooms = rooms
  }

  async list(): Promise<WaysListed> {
    const { keeper, cost } = this.#rooms
    const inside = await keeper.look((vault) => vault.inside)
    if (!inside.ok) return inside.error
    const affordable = await cost()
    const ways = inside.value.slots.map((slot) => shown(inside.value, slot, affordable))
    return { status: 'ways', ways, pin: await keeper.pin.isSet() }
  }

  async confirmRecovery(code: string): Promise<RecoveryConfirmed> {
    const secret = await readRecoveryCode(code)
    if (!secret.ok) return { status: secret.error }
    return this.#alter<RecoveryConfirmed>(async (vault) => {
      const opened = await vault.prove({ kind: 'recovery', secret: secret.value })
      if (!opened) return { outcome: { status: 'cannot-open' } }
      return { inside: confirmRecovery(vault.inside, opened.slot.id), outcome: { status: 'confirmed' } }
    })
  }

  async recovery(): Promise<RecoveryTold> {
    const inside = await this.#rooms.keeper.look((vault) => vault.inside)
    if (!inside.ok) return inside.error
    const slot = inside.value.slots.find(({ kind }) => kind === 'recovery')
    // A vault of format 1 has none yet: there is nothing to type back.
    return {
      status: 'recovery',
      confirmed: slot === undefined || (wayFor(inside.value, slot.id)?.confirmed ?? true),
    }
  }

  /** A recovery code or a passkey stands in for a passphrase that is forgotten. */
  async changePassphrase(current: ProofGiven, next: string): Promise<PassphraseChanged> {
    const refused = await refuseNew(next, this.#rooms.policy)
    if (refused) return refused
    const proof = await readProof(current)
    if (!proof.ok) return proof.error
    return this.#alter<PassphraseChanged>(async (vault) => {
      const proved = await prove(this.#rooms.tries, vault, proof.value)
      if (!proved.ok) return { outcome: proved.error }
      const { cost, now } = this.#rooms
      const inside = await changePassphrase(vault.inside, next, await cost(), now())
      return { inside, outcome: { status: 'changed' } }
    })
  }

  newRecovery(passphrase: string): Promise<RecoveryMade> {
    return this.#alterProved<RecoveryMade>(passphrase, async (inside, opened) => {
      const made = await replaceRecovery(inside, opened, this.#rooms.now())
      return { inside: made.inside, outcome: { status: 'made', recoveryCode: made.recoveryCode } }
    })
  }

  addPasskey({ passphrase, passkey, answer, name }: PasskeyAddition): Promise<PasskeyAdded> {
    return this.#alterProved<PasskeyAdded>(passphrase, async (inside) =>
      planned(await addPasskey(inside, passkey, answerOf(answer), name, this.#rooms.now()), 'added'),
    )
  }

  removeWay(id: WayId, passphrase: string): Promise<WayRemoved> {
    return this.#alterProved<WayRemoved>(passphrase, async (inside, opened) =>
      planned(await removeWay(inside, id, opened), 'removed'),
    )
  }

  renameWay(id: WayId, name: string): Promise<WayRenamed> {
    return this.#alter<WayRenamed>((vault) =>
      Promise.resolve(planned(renameWay(vault.inside, id, name), 'changed')),
    )
  }

  async setPin(pin: string): Promise<PinSet> {
    if (!isPin(pin)) return { status: 'bad-pin' }
    const { keeper, policy } = this.#rooms
    const set = await policy()
    return this.#alter<PinSet>(async (_vault, { key, openedAt, locking }) => {
      await keeper.pin.set(pin, key, openedAt, limitLocking(locking, set))
      return { outcome: { status: 'set' } }
    })
  }

  #alterProved<T>(
    passphrase: string,
    change: (inside: Inside, opened: OpenedPassphrase) => Promise<{ inside?: Inside; outcome: T }>,
  ): Promise<T | Outcome> {
    return this.#alter<T | Outcome>(async (vault: Vault) => {
      const proved = await provePassphrase(this.#rooms.tries, vault, passphrase)
      return proved.ok ? change(vault.inside, proved.value) : { outcome: proved.error }
    })
  }

  async #alter<T>(alteration: Alteration<T>): Promise<T | VaultClosed> {
    const altered = await this.#rooms.keeper.alter(alteration)
    return altered.ok ? altered.value : altered.error
  }
}

type Outcome = VaultClosed | Exclude<RecoveryMade, { readonly status: 'made' }>

function planned<E extends string, S extends string>(
  plan: Result<Inside, E>,
  success: S,
): { inside?: Inside; outcome: { status: E | S } } {
  return plan.ok ? { inside: plan.value, outcome: { status: success } } : { outcome: { status: plan.error } }
}

function shown(inside: Inside, slot: Slot, affordable: KdfCost): WayShown {
  const way = wayFor(inside, slot.id)
  return {
    id: slot.id as WayId,
    kind: slot.kind,
    name: way?.name ?? '',
    madeAt: way?.madeAt ?? null,
    confirmed: way?.confirmed ?? true,
    couldBeStronger: slot.kind === 'passphrase' && isCheaper(slot.kdf, affordable),
    removable: isRemovable(slot),
  }
}
