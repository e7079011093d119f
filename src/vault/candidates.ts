import type { Bytes } from '../domain/base64'
import { err, ok, type Result } from '../domain/result'
import { decodeContents, type Contents } from './contents'
import { importKey } from './crypto'
import { decodeEnvelope, openBody, type Envelope, type EnvelopeProblem } from './envelope'
import { PLACES, type Place, type VaultStore } from './store'

/** `damaged`: there are bytes, and none of them is a vault that verifies. They are never overwritten. */
export type VaultProblem = 'none' | 'damaged' | 'too-new'

/** A stored record that looks like a vault. Nothing in it is trusted yet. */
export interface Candidate {
  readonly place: Place
  readonly envelope: Envelope
}

/** One that a key has opened. */
export interface Verified extends Candidate {
  readonly contents: Contents
}

/** The stored records that look like vaults, newest first. `first` is given the one that is read first. */
export async function readCandidates(
  store: VaultStore,
  first: (envelope: Envelope) => void = () => undefined,
): Promise<Result<readonly Candidate[], VaultProblem>> {
  let hasCome = false
  const arrived = ({ envelope }: Candidate) => {
    if (!hasCome) first(envelope)
    hasCome = true
  }
  const read = await Promise.all(PLACES.map((place) => readPlace(store, place, arrived)))
  const found = read.filter((one) => one !== undefined)
  if (found.length === 0) return err('none')
  if (found.some((one) => !one.ok && one.error === 'too-new')) return err('too-new')
  const candidates = found.flatMap((one) => (one.ok ? [one.value] : []))
  candidates.sort((a, b) => b.envelope.header.generation - a.envelope.header.generation)
  return candidates.length > 0 ? ok(candidates) : err('damaged')
}

/** `undefined` if nothing is stored there. */
async function readPlace(
  store: VaultStore,
  place: Place,
  arrived: (candidate: Candidate) => void,
): Promise<Result<Candidate, EnvelopeProblem> | undefined> {
  const stored = await store.read(place)
  if (stored === undefined) return undefined
  const decoded = decodeEnvelope(stored)
  if (!decoded.ok) return decoded
  const candidate = { place, envelope: decoded.value }
  arrived(candidate)
  return ok(candidate)
}

/** The newest of `candidates` that `key` opens. */
export async function newestOpened(
  key: Bytes,
  candidates: readonly Candidate[],
): Promise<Result<Verified, 'damaged' | 'too-new'>> {
  const cryptoKey = await importKey(key)
  for (const candidate of candidates) {
    const contents = await contentsOf(cryptoKey, candidate.envelope)
    if (contents?.ok) return ok({ ...candidate, contents: contents.value })
    // It is ours and authentic, yet not for this version to read: an older copy must not be shown in its place.
    if (contents?.error === 'too-new') return err('too-new')
  }
  return err('damaged')
}

/** What `key` reads in a record; `undefined` if it does not open it. */
export async function contentsOf(
  key: CryptoKey,
  envelope: Envelope,
): Promise<ReturnType<typeof decodeContents> | undefined> {
  const body = await openBody(key, envelope)
  return body && decodeContents(body)
}

/** What is stored, without opening it. */
export async function inspect(store: VaultStore): Promise<'present' | VaultProblem> {
  const candidates = await readCandidates(store)
  return candidates.ok ? 'present' : candidates.error
}
