import { encodeBase64, type Bytes } from '../domain/base64'
import { err, ok, type Result } from '../domain/result'
import { decodeContents, EMPTY, encodeContents, type Contents } from './contents'
import { equalBytes, importKey, KEY_BYTES, randomBytes } from './crypto'
import { decodeEnvelope, FORMAT_VERSION, openBody, sealBody, type Envelope, type Header } from './envelope'
import { openPassphraseSlot, sealPassphraseSlot } from './slots'
import { COPIES, otherCopy, type Copy, type VaultStore } from './store'

/** What an open vault needs to be found and opened again without the passphrase. */
export interface VaultPosition {
  /** The raw vault key, 32 bytes. */
  readonly key: Bytes
  readonly copy: Copy
  readonly generation: number
}

/** `damaged`: there are bytes, and none of them is a vault that verifies. They are never overwritten. */
export type VaultProblem = 'none' | 'damaged' | 'too-new'

/** `conflict`: another writer saved first, nothing was written. `not-kept`: the store did not return what it was given. */
export type SaveProblem = 'conflict' | 'not-kept'

/** An open vault: its contents, and the way to change them. */
export class Vault {
  readonly #store: VaultStore
  readonly #cryptoKey: CryptoKey
  readonly #key: Bytes
  #envelope: Envelope
  #copy: Copy
  #contents: Contents

  private constructor(store: VaultStore, key: Bytes, cryptoKey: CryptoKey, found: Verified) {
    this.#store = store
    this.#key = key
    this.#cryptoKey = cryptoKey
    this.#envelope = found.envelope
    this.#copy = found.copy
    this.#contents = found.contents
  }

  /** Makes the first vault. Refuses where any vault bytes exist, readable or not. */
  static async create(store: VaultStore, passphrase: string): Promise<Result<Vault, 'exists' | 'not-kept'>> {
    if ((await inspect(store)) !== 'none') return err('exists')
    const key = randomBytes(KEY_BYTES)
    const vault = encodeBase64(randomBytes(16))
    const slots = [await sealPassphraseSlot(vault, key, passphrase)]
    const header: Header = { format: 'kode-vault', version: FORMAT_VERSION, vault, generation: 1, slots }
    const cryptoKey = await importKey(key)
    const envelope = await sealBody(cryptoKey, header, encodeContents(EMPTY))
    if (!(await keep(store, 'a', envelope, cryptoKey))) return err('not-kept')
    return ok(new Vault(store, key, cryptoKey, { envelope, copy: 'a', contents: EMPTY }))
  }

  /** Opens the newest copy that verifies, with a passphrase. */
  static async unlock(
    store: VaultStore,
    passphrase: string,
  ): Promise<Result<Vault, VaultProblem | 'cannot-open'>> {
    const candidates = await readCandidates(store)
    if (!candidates.ok) return candidates
    const keys = new Map<string, Bytes | undefined>()
    for (const { envelope } of candidates.value) {
      const key = await keyOf(envelope.header, passphrase, keys)
      if (key) return Vault.open(store, key, candidates.value)
    }
    return err('cannot-open')
  }

  /** Opens again what `position` names: the one copy it points to if that is it, else the newest that verifies. */
  static async resume(store: VaultStore, position: VaultPosition): Promise<Result<Vault, VaultProblem>> {
    const pointed = decodeEnvelope(await store.read(position.copy))
    if (pointed.ok && pointed.value.header.generation === position.generation) {
      const opened = await Vault.open(store, position.key, [{ copy: position.copy, envelope: pointed.value }])
      if (opened.ok) return opened
    }
    const candidates = await readCandidates(store)
    return candidates.ok ? Vault.open(store, position.key, candidates.value) : candidates
  }

  private static async open(
    store: VaultStore,
    key: Bytes,
    candidates: readonly Candidate[],
  ): Promise<Result<Vault, 'damaged' | 'too-new'>> {
    const cryptoKey = await importKey(key)
    for (const candidate of candidates) {
      const body = await openBody(cryptoKey, candidate.envelope)
      if (!body) continue
      const contents = decodeContents(body)
      if (contents.ok) return ok(new Vault(store, key, cryptoKey, { ...candidate, contents: contents.value }))
      // It is ours and authentic, yet not for this version to read: an older copy must not be shown in its place.
      if (contents.error === 'too-new') return err('too-new')
    }
    return err('damaged')
  }

  get contents(): Contents {
    return this.#contents
  }

  /** Where this vault is stored now. */
  get position(): VaultPosition {
    return { key: this.#key, copy: this.#copy, generation: this.#envelope.header.generation }
  }

  /** Where the next save will put it, if nothing interferes. */
  get nextPosition(): VaultPosition {
    const { key, copy, generation } = this.position
    return { key, copy: otherCopy(copy), generation: generation + 1 }
  }

  /**
   * Writes `contents` to the other copy, reads it back, decrypts and compares it; only then are they this
   * vault's contents. A rejected write leaves the present copy as it was.
   */
  async save(contents: Contents): Promise<Result<void, SaveProblem>> {
    const { copy, generation } = this.nextPosition
    if (!(await this.#isStillOurs())) return err('conflict')
    const present = await this.#store.read(copy)
    const standing = await this.#standingOf(present)
    if (standing === 'newer') return err('conflict')
    if (standing === 'strange') await this.#store.setAside(present)
    const header = { ...this.#envelope.header, generation }
    const envelope = await sealBody(this.#cryptoKey, header, encodeContents(contents))
    if (!(await keep(this.#store, copy, envelope, this.#cryptoKey))) return err('not-kept')
    this.#envelope = envelope
    this.#copy = copy
    this.#contents = contents
    return ok(undefined)
  }

  /** Compare-and-swap: our copy is still the one we hold. */
  async #isStillOurs(): Promise<boolean> {
    const stored = decodeEnvelope(await this.#store.read(this.#copy))
    return stored.ok && stored.value.record.header === this.#envelope.record.header
  }

  /** What the copy we are about to overwrite is: `strange` bytes may be someone's only trace of an account. */
  async #standingOf(stored: unknown): Promise<'older' | 'newer' | 'strange'> {
    if (stored === undefined) return 'older'
    const found = decodeEnvelope(stored)
    if (!found.ok) return found.error === 'too-new' ? 'newer' : 'strange'
    const { vault, generation } = this.#envelope.header
    const { header } = found.value
    if (header.vault === vault && header.generation < generation) return 'older'
    return (await openBody(this.#cryptoKey, found.value)) ? 'newer' : 'strange'
  }
}

/** What is stored, without opening it. */
export async function inspect(store: VaultStore): Promise<'present' | VaultProblem> {
  const candidates = await readCandidates(store)
  return candidates.ok ? 'present' : candidates.error
}

interface Candidate {
  readonly copy: Copy
  readonly envelope: Envelope
}

interface Verified extends Candidate {
  readonly contents: Contents
}

/** The stored copies that look like vaults, newest first. */
async function readCandidates(store: VaultStore): Promise<Result<readonly Candidate[], VaultProblem>> {
  const stored = await Promise.all(COPIES.map((copy) => store.read(copy)))
  if (stored.every((bytes) => bytes === undefined)) return err('none')
  const decoded = stored.map(decodeEnvelope)
  if (decoded.some((one) => !one.ok && one.error === 'too-new')) return err('too-new')
  const candidates = decoded.flatMap((one, at) => {
    const copy = COPIES[at]
    return one.ok && copy ? [{ copy, envelope: one.value }] : []
  })
  candidates.sort((a, b) => b.envelope.header.generation - a.envelope.header.generation)
  return candidates.length > 0 ? ok(candidates) : err('damaged')
}

/** The vault key, if `passphrase` opens a slot of `header`. Copies share slots, so each is derived once. */
async function keyOf(
  { vault, slots }: Header,
  passphrase: string,
  derived: Map<string, Bytes | undefined>,
): Promise<Bytes | undefined> {
  for (const slot of slots) {
    const name = JSON.stringify([vault, slot])
    if (!derived.has(name)) derived.set(name, await openPassphraseSlot(vault, slot, passphrase))
    const key = derived.get(name)
    if (key) return key
  }
  return undefined
}

/** Writes, reads back, decrypts and compares: storage is believed only after it has shown what it holds. */
async function keep(store: VaultStore, copy: Copy, envelope: Envelope, key: CryptoKey): Promise<boolean> {
  await store.write(copy, envelope.record)
  const kept = decodeEnvelope(await store.read(copy))
  if (!kept.ok || kept.value.record.header !== envelope.record.header) return false
  const [read, meant] = await Promise.all([openBody(key, kept.value), openBody(key, envelope)])
  return read !== undefined && meant !== undefined && equalBytes(read, meant)
}
