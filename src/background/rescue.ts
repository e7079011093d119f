import { err, ok } from '../domain/result'
import type {
  BytesExported,
  CopiesListed,
  ProofGiven,
  VaultRecovered,
  VaultReset,
} from '../protocol/messages'
import type { Proof } from '../vault/proof'
import {
  describeAll,
  findAll,
  recover,
  startOver,
  type CopyState,
  type Means,
  type RecoverProblem,
} from '../vault/rescue'
import type { VaultStore } from '../vault/store'
import type { Vault } from '../vault/vault'
import type { WrongTries } from './guesses'
import type { Keeper } from './keeper'
import { attempt, readProof } from './proofs'

interface Rooms {
  readonly keeper: Keeper
  readonly tries: WrongTries
  readonly now: () => number
}

const FAILED = { status: 'storage-failed' } as const

/** For a vault that does not open: what is left of it, and the ways on. */
export class Rescue {
  readonly #rooms: Rooms

  constructor(rooms: Rooms) {
    this.#rooms = rooms
  }

  async copies(given: ProofGiven | null): Promise<CopiesListed> {
    const { keeper } = this.#rooms
    if (given === null) {
      const key = await keeper.look((vault) => vault.position.key)
      return this.#list((store) => listWith(store, key.ok ? { key: key.value } : undefined))
    }
    const proof = await readProof(given)
    if (!proof.ok) return proof.error
    return this.#list((store) => this.#listProved(store, proof.value))
  }

  async recover(name: string, given: ProofGiven): Promise<VaultRecovered> {
    const { keeper, tries, now } = this.#rooms
    const proof = await readProof(given)
    if (!proof.ok) return proof.error
    const entered = await keeper.enter((store) =>
      attempt<{ vault: Vault }, RecoverProblem>(tries, proof.value, async () => {
        const recovered = await recover(store, name, proof.value, now())
        if (recovered.ok) return ok({ vault: recovered.value })
        return err(recovered.error)
      }),
    )
    if (!entered.ok) return entered.error.status === 'not-kept' ? FAILED : entered.error
    await keeper.pin.drop()
    return { status: 'recovered' }
  }

  /** Sealed bytes, readable or not, with where each was found. `scripts/open-vault.mjs` reads this. */
  exportBytes(): Promise<BytesExported> {
    return this.#rooms.keeper.inTurn<BytesExported>(FAILED, async (store) => {
      const records = await findAll(store)
      const exported = { format: 'kode-vault-bytes', exportedAt: this.#rooms.now(), records }
      return { status: 'bytes', text: JSON.stringify(exported, undefined, 2) }
    })
  }

  async reset(): Promise<VaultReset> {
    const { keeper } = this.#rooms
    await keeper.lock()
    return keeper.inTurn<VaultReset>(FAILED, async (store) => ({
      status: 'reset',
      records: await startOver(store),
    }))
  }

  #list(list: (store: VaultStore) => Promise<CopiesListed>): Promise<CopiesListed> {
    return this.#rooms.keeper.inTurn<CopiesListed>(FAILED, list)
  }

  async #listProved(store: VaultStore, proof: Proof): Promise<CopiesListed> {
    const listed = await attempt<readonly CopyState[], never>(this.#rooms.tries, proof, async () => {
      const copies = await describeAll(await findAll(store), { proof })
      const isOpen = copies.some((copy) => copy.state === 'readable' && copy.accounts !== null)
      return isOpen ? ok(copies) : err('cannot-open')
    })
    return listed.ok ? { status: 'copies', copies: listed.value } : listed.error
  }
}

async function listWith(store: VaultStore, means: Means): Promise<CopiesListed> {
  return { status: 'copies', copies: await describeAll(await findAll(store), means) }
}
