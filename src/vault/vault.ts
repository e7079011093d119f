import { encodeBase64, type Bytes } from '../domain/base64'
import { err, ok, type Result } from '../domain/result'
import { inspect, newestOpened, readCandidates, type Verified, type VaultProblem } from './candidates'
import { EMPTY, encodeContents, type Contents } from './contents'
import { equalBytes, importKey, randomBytes } from './crypto'
import {
  decodeEnvelope,
  FORMAT_VERSION,
  openBody,
  sealBody,
  type Envelope,
  type Header,
  type Heading,
} from './envelope'
import type { KdfCost } from './kdf'
import { openerWith, openWith, type Opened, type Proof } from './proof'
import { otherCopy, type Copy, type Place, type VaultStore } from './store'
import { firstWays, type Inside } from './ways'

/** What an open vault needs to be found and opened again without a proof. */
export interface VaultPosition {
  /** The raw vault key, 32 bytes. */
  readonly key: Bytes
  readonly place: Place
  readonly generation: number
}

/** `conflict`: another writer saved first, nothing was written. `not-kept`: the store did not return what it was given. */
export type SaveProblem = 'conflict' | 'not-kept'

export interface Created {
  readonly vault: Vault
  /** For the person's eyes, once. */
  readonly recoveryCode: string
}

/** An open vault: its contents, and the way to change them. Times are Unix milliseconds. */
export class Vault {
  readonly #store: VaultStore
  #key: Bytes
  #cryptoKey: CryptoKey
  #found: Verified

  private constructor(store: VaultStore, key: Bytes, cryptoKey: CryptoKey, found: Verified) {
    this.#store = store
    this.#key = key
    this.#cryptoKey = cryptoKey
    this.#found = found
  }

  /** Makes the first vault. Refuses where any vault bytes exist, readable or not. */
  static async create(
    store: VaultStore,
    passphrase: string,
    cost: KdfCost,
    now: number,
  ): Promise<Result<Created, 'exists' | 'not-kept'>> {
    if ((await inspect(store)) !== 'none') return err('exists')
    const id = encodeBase64(randomBytes(16))
    const { inside, recoveryCode } = await firstWays(id, EMPTY, passphrase, cost, now)
    const vault = await Vault.#writeOver(store, 'a', inside, 1, now)
    return vault.ok ? ok({ vault: vault.value, recoveryCode }) : vault
  }

  /** Makes `inside` the vault, as `generation` and the one after it, over whatever both copies hold. */
  static async replace(
    store: VaultStore,
    inside: Inside,
    generation: number,
    now: number,
  ): Promise<Result<Vault, 'not-kept'>> {
    const first = await Vault.#writeOver(store, 'a', inside, generation, now)
    return first.ok ? Vault.#writeOver(store, 'b', inside, generation + 1, now) : first
  }

  static async #writeOver(
    store: VaultStore,
    place: Copy,
    inside: Inside,
    generation: number,
    now: number,
  ): Promise<Result<Vault, 'not-kept'>> {
    const key = await importKey(inside.key)
    const envelope = await keep(store, place, inside, key, headerOf(inside, generation, now))
    if (!envelope) return err('not-kept')
    return ok(new Vault(store, inside.key, key, { place, envelope, contents: inside.contents }))
  }

  /** Opens the newest record that verifies, with a proof. `damaged` if the proof is right and the rest is not. */
  static async unlock(store: VaultStore, proof: Proof): Promise<Result<Vault, VaultProblem | 'cannot-open'>> {
    const open = openerWith(proof)
    // Copies mostly share their slots, so the key is derived while the larger part of them is still being read. Should
    // that fail, it is met again below.
    const candidates = await readCandidates(store, ({ header }) => void open(header).catch(() => undefined))
    if (!candidates.ok) return candidates
    let isDamaged = false
    for (const { envelope } of candidates.value) {
      const opened = await open(envelope.header)
      const found = opened && (await Vault.#open(store, opened.vaultKey, candidates.value))
      if (found && (found.ok || found.error === 'too-new')) return found
      isDamaged ||= found !== undefined
    }
    return err(isDamaged ? 'damaged' : 'cannot-open')
  }

  /** Opens the newest record that `key` opens. */
  static async unlockWithKey(store: VaultStore, key: Bytes): Promise<Result<Vault, VaultProblem>> {
    const candidates = await readCandidates(store)
    return candidates.ok ? Vault.#open(store, key, candidates.value) : candidates
  }

  /** Opens again what `position` names: the one record it points to if that is it, else the newest that verifies. */
  static async resume(store: VaultStore, position: VaultPosition): Promise<Result<Vault, VaultProblem>> {
    const { key, place, generation } = position
    const pointed = decodeEnvelope(await store.read(place))
    if (pointed.ok && pointed.value.header.generation === generation) {
      const opened = await Vault.#open(store, key, [{ place, envelope: pointed.value }])
      if (opened.ok) return opened
    }
    return Vault.unlockWithKey(store, key)
  }

  static async #open(
    store: VaultStore,
    key: Bytes,
    candidates: Parameters<typeof newestOpened>[1],
  ): Promise<Result<Vault, 'damaged' | 'too-new'>> {
    const found = await newestOpened(key, candidates)
    return found.ok ? ok(new Vault(store, key, await importKey(key), found.value)) : found
  }

  get contents(): Contents {
    return this.#found.contents
  }

  get inside(): Inside {
    const { vault, slots } = this.#header
    return { vault, key: this.#key, slots, contents: this.contents }
  }

  /** Where this vault is stored now. */
  get position(): VaultPosition {
    return { key: this.#key, place: this.#found.place, generation: this.#header.generation }
  }

  /** Where the next save will put it, if nothing interferes. */
  nextPosition(key: Bytes = this.#key): VaultPosition & { readonly place: Copy } {
    const { place, generation } = this.position
    return { key, place: otherCopy(place), generation: generation + 1 }
  }

  get #header(): Header {
    return this.#found.envelope.header
  }

  /** The slot that `proof` opens, if it is one of this vault's. */
  prove(proof: Proof): Promise<Opened | undefined> {
    return openWith(this.#header, proof)
  }

  /**
   * Writes what the vault is to hold to the other copy, reads it back, decrypts and compares it; only then is it
   * this vault. A rejected write leaves the present copy as it was.
   */
  async save(next: Partial<Inside>, now: number): Promise<Result<void, SaveProblem>> {
    const inside = { ...this.inside, ...next }
    const { place, generation } = this.nextPosition()
    const [ours, present] = await Promise.all([this.#store.read(this.#found.place), this.#store.read(place)])
    if (!this.#isStillOurs(ours)) return err('conflict')
    const standing = await this.#standingOf(present)
    if (standing === 'newer') return err('conflict')
    if (standing === 'strange') await this.#store.setAside(present)
    const cryptoKey = inside.key === this.#key ? this.#cryptoKey : await importKey(inside.key)
    const envelope = await keep(this.#store, place, inside, cryptoKey, headerOf(inside, generation, now))
    if (!envelope) return err('not-kept')
    this.#key = inside.key
    this.#cryptoKey = cryptoKey
    this.#found = { place, envelope, contents: inside.contents }
    return ok(undefined)
  }

  /** Compare-and-swap: our copy is still the one we hold. */
  #isStillOurs(stored: unknown): boolean {
    const decoded = decodeEnvelope(stored)
    return decoded.ok && decoded.value.record.header === this.#found.envelope.record.header
  }

  /** What the copy we are about to overwrite is: `strange` bytes may be someone's only trace of an account. */
  async #standingOf(stored: unknown): Promise<'older' | 'newer' | 'strange'> {
    if (stored === undefined) return 'older'
    const found = decodeEnvelope(stored)
    if (!found.ok) return found.error === 'too-new' ? 'newer' : 'strange'
    const { header } = found.value
    if (header.vault === this.#header.vault && header.generation < this.#header.generation) return 'older'
    return (await openBody(this.#cryptoKey, found.value)) ? 'newer' : 'strange'
  }
}

const headerOf = ({ vault, slots }: Inside, generation: number, savedAt: number): Heading => ({
  format: 'kode-vault',
  version: FORMAT_VERSION,
  vault,
  generation,
  savedAt,
  slots,
})

/** Writes, reads back, decrypts and compares: storage is believed only after it has shown what it holds. */
async function keep(
  store: VaultStore,
  copy: Copy,
  { contents }: Inside,
  key: CryptoKey,
  header: Heading,
): Promise<Envelope | undefined> {
  const body = encodeContents(contents)
  const envelope = await sealBody(key, header, body)
  await store.write(copy, envelope.record)
  const kept = decodeEnvelope(await store.read(copy))
  if (!kept.ok || kept.value.record.header !== envelope.record.header) return undefined
  const read = await openBody(key, kept.value)
  if (read === undefined || !equalBytes(read, body)) return undefined
  store.mirror(envelope.record)
  return envelope
}
