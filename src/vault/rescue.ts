import { err, type Result } from '../domain/result'
import type { Bytes } from '../domain/base64'
import { contentsOf } from './candidates'
import type { Contents } from './contents'
import { importKey } from './crypto'
import { decodeEnvelope, type Envelope } from './envelope'
import { openerWith, type Proof } from './proof'
import { PLACES, type VaultStore } from './store'
import { Vault } from './vault'

/** Something found where vaults are kept, or where bytes were put aside. */
export interface Found {
  /** `a`, `b`, `mirror`, or the name it was put aside under. */
  readonly name: string
  readonly stored: unknown
}

/** What a stored record says of itself, and what a key finds in it. */
export type CopyState =
  | { readonly name: string; readonly state: 'unreadable' | 'too-new' }
  | {
      readonly name: string
      readonly state: 'readable'
      readonly generation: number
      /** Unix milliseconds; `null` if the record does not tell. */
      readonly savedAt: number | null
      /** `null` until a key opens it. */
      readonly accounts: number | null
    }

/** A key that is known already, or a proof that may open each copy. */
export type Means = { readonly key: Bytes } | { readonly proof: Proof } | undefined

/** Everything there is, in the places where vaults are kept and aside. */
export async function findAll(store: VaultStore): Promise<readonly Found[]> {
  const stored = await Promise.all(PLACES.map((place) => store.read(place)))
  const kept = PLACES.map((name, at) => ({ name, stored: stored[at] }))
  return [...kept.filter((found) => found.stored !== undefined), ...(await store.listAside())]
}

/** What each of them is. */
export async function describeAll(found: readonly Found[], means: Means): Promise<readonly CopyState[]> {
  const open = openBy(means)
  const copies: CopyState[] = []
  // In turn: derivations that ran side by side would take their memory at once.
  for (const one of found) copies.push(await describe(one, open))
  return copies
}

async function describe({ name, stored }: Found, open: Opener): Promise<CopyState> {
  const decoded = decodeEnvelope(stored)
  if (!decoded.ok) return { name, state: decoded.error === 'too-new' ? 'too-new' : 'unreadable' }
  const { generation, savedAt } = decoded.value.header
  const opened = await open(decoded.value)
  if (opened && !opened.contents) return { name, state: 'unreadable' }
  const accounts = opened?.contents?.accounts.length ?? null
  return { name, state: 'readable', generation, savedAt: savedAt ?? null, accounts }
}

interface OpenedCopy {
  readonly key: Bytes
  /** `undefined` if the right key does not read what is inside. */
  readonly contents: Contents | undefined
}

/** `undefined` if nothing tells whether the copy is sound: no means, or not the right ones. */
type Opener = (envelope: Envelope) => Promise<OpenedCopy | undefined>

function openBy(means: Means): Opener {
  if (means === undefined) return () => Promise.resolve(undefined)
  if ('key' in means) {
    // Of a session: it proves nothing by failing. A slot's own key does.
    return async (envelope) => {
      const opened = await read(means.key, envelope)
      return opened.contents ? opened : undefined
    }
  }
  const open = openerWith(means.proof)
  return async (envelope) => {
    const opened = await open(envelope.header)
    return opened && read(opened.vaultKey, envelope)
  }
}

async function read(key: Bytes, envelope: Envelope): Promise<OpenedCopy> {
  const contents = await contentsOf(await importKey(key), envelope)
  return { key, contents: contents?.ok ? contents.value : undefined }
}

export type RecoverProblem = 'gone' | 'unreadable' | 'too-new' | 'cannot-open' | 'not-kept'

/** Makes the copy `name` the vault again. All else that stands where vaults are kept is put aside first. */
export async function recover(
  store: VaultStore,
  name: string,
  proof: Proof,
  now: number,
): Promise<Result<Vault, RecoverProblem>> {
  const found = await findAll(store)
  const chosen = found.find((one) => one.name === name)
  if (!chosen) return err('gone')
  const decoded = decodeEnvelope(chosen.stored)
  if (!decoded.ok) return err(decoded.error === 'too-new' ? 'too-new' : 'unreadable')
  const opened = await openBy({ proof })(decoded.value)
  if (!opened) return err('cannot-open')
  if (!opened.contents) return err('unreadable')
  const { key, contents } = opened
  return putInPlace(store, decoded.value, { key, contents }, found, now)
}

async function putInPlace(
  store: VaultStore,
  { header: { vault, slots } }: Envelope,
  { key, contents }: { readonly key: Bytes; readonly contents: Contents },
  found: readonly Found[],
  now: number,
): Promise<Result<Vault, RecoverProblem>> {
  for (const { name, stored } of found) if (isPlace(name)) await store.setAside(stored)
  const newest = Math.max(...found.map(({ stored }) => generationOf(stored)))
  return Vault.replace(store, { vault, key, slots, contents }, newest + 1, now)
}

const isPlace = (name: string): boolean => (PLACES as readonly string[]).includes(name)

/** No life has so many saves: a header that says so was made up, and nothing follows it. */
const MOST_GENERATIONS = 2 ** 48

function generationOf(stored: unknown): number {
  const decoded = decodeEnvelope(stored)
  const generation = decoded.ok ? decoded.value.header.generation : 0
  return generation < MOST_GENERATIONS ? generation : 0
}

/** Puts aside what is there, and makes room for a first vault. Gives how many records went. */
export async function startOver(store: VaultStore): Promise<number> {
  const stored = await Promise.all(PLACES.map((place) => store.read(place)))
  const present = stored.filter((one) => one !== undefined)
  for (const one of present) await store.setAside(one)
  await store.clear()
  return present.length
}
