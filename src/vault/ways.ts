import { cleanLabel } from '../domain/text'
import type { Bytes } from '../domain/base64'
import { err, ok, type Result } from '../domain/result'
import type { Contents, Way } from './contents'
import { KEY_BYTES, randomBytes } from './crypto'
import type { KdfCost } from './kdf'
import {
  isPlausible,
  relock,
  sealPasskeySlot,
  sealRecoverySlot,
  type MadeSlot,
  type Passkey,
  type PasskeyAnswer,
} from './locked-slots'
import { rewrapPassphrase, sealPassphraseSlot, type OpenedPassphrase } from './passphrase-slot'
import { newRecoverySecret, writeRecoveryCode } from './recovery-code'
import { MAXIMUM_SLOTS, type LockedSlot, type PassphraseSlot, type Slot } from './slots'

/*
 * Plans: each takes the inside of a vault and gives the inside it should have. Nothing is stored here.
 *
 * Whatever takes a way in away also makes a new vault key. Otherwise whoever knows the old way in, and has an
 * old copy of the vault, would read with the old key everything that is saved from now on.
 */

/** What a vault is made of beside its place in storage. */
export interface Inside {
  /** The vault's id. */
  readonly vault: string
  readonly key: Bytes
  readonly slots: readonly Slot[]
  readonly contents: Contents
}

/** A passphrase and a recovery code always find room. */
const MAXIMUM_PASSKEYS = MAXIMUM_SLOTS - 2

/** A new vault's ways in: a passphrase, and a recovery code that waits to be typed back. */
export async function firstWays(
  vault: string,
  contents: Contents,
  passphrase: string,
  cost: KdfCost,
  now: number,
): Promise<WithCode> {
  const key = randomBytes(KEY_BYTES)
  const slot = await sealPassphraseSlot(vault, key, passphrase, cost)
  const inside = { vault, key, slots: [slot], contents: { ...contents, ways: [wayOf(slot, now)] } }
  return addRecovery(inside, now)
}

/** Another passphrase in place of the present one. Recovery codes and passkeys stay. */
export async function changePassphrase(
  inside: Inside,
  passphrase: string,
  cost: KdfCost,
  now: number,
): Promise<Inside> {
  const key = randomBytes(KEY_BYTES)
  const slot = await sealPassphraseSlot(inside.vault, key, passphrase, cost)
  const before = inside.slots.find(({ kind }) => kind === 'passphrase')
  const name = before ? nameOf(inside, before.id) : ''
  const ways = inside.contents.ways.filter(({ publicKey }) => publicKey !== null)
  const contents = { ...inside.contents, ways: [{ ...wayOf(slot, now), name }, ...ways] }
  return withNewKey({ ...inside, contents }, key, slot, lockedSlots(inside))
}

export interface WithCode {
  readonly inside: Inside
  /** For the person's eyes, once. It is kept nowhere. */
  readonly recoveryCode: string
}

/** A new recovery code in place of every earlier one, which opens nothing any more. */
export async function replaceRecovery(
  inside: Inside,
  opened: OpenedPassphrase,
  now: number,
): Promise<WithCode> {
  const others = lockedSlots(inside).filter(({ kind }) => kind !== 'recovery')
  return addRecovery(await keepOnly(inside, opened, others), now)
}

/** The way `id` without the question whether its code was written down: it was just typed. */
export function confirmRecovery(inside: Inside, id: string): Inside {
  return changeWay(inside, id, (way) => ({ ...way, confirmed: true }))
}

export function renameWay(inside: Inside, id: string, name: string): Result<Inside, 'gone'> {
  const slot = inside.slots.find((one) => one.id === id)
  if (!slot) return err('gone')
  const known = inside.contents.ways.some((way) => way.id === id)
  // Format 1 knew nothing of a way in but its slot.
  const unnamed = { id, name: '', madeAt: null, confirmed: true, publicKey: null }
  const ways = known ? inside.contents.ways : [...inside.contents.ways, unnamed]
  const named = { ...inside, contents: { ...inside.contents, ways } }
  return ok(changeWay(named, id, (way) => ({ ...way, name: cleanLabel(name) })))
}

export async function addPasskey(
  inside: Inside,
  passkey: Passkey,
  answer: PasskeyAnswer,
  name: string,
  now: number,
): Promise<Result<Inside, 'no-prf' | 'present' | 'full'>> {
  if (!isPlausible(answer)) return err('no-prf')
  const { slots } = inside
  const isThere = slots.some((slot) => slot.kind === 'passkey' && slot.credential === passkey.credential)
  if (isThere) return err('present')
  if (slots.filter(({ kind }) => kind === 'passkey').length >= MAXIMUM_PASSKEYS) return err('full')
  const made = await sealPasskeySlot(inside.vault, inside.key, passkey, answer)
  return ok(withSlot(inside, made, { name: cleanLabel(name), confirmed: true }, now))
}

/** Takes a passkey away. The last passphrase and the recovery code can only be replaced. */
export async function removeWay(
  inside: Inside,
  id: string,
  opened: OpenedPassphrase,
): Promise<Result<Inside, 'gone' | 'needed'>> {
  const slot = inside.slots.find((one) => one.id === id)
  if (!slot) return err('gone')
  if (!isRemovable(slot)) return err('needed')
  const others = lockedSlots(inside).filter((one) => one.id !== id)
  return ok(await keepOnly(inside, opened, others))
}

export const isRemovable = ({ kind }: Slot): boolean => kind === 'passkey'

/** What is known of a slot. */
export function wayFor(inside: Inside, id: string): Way | undefined {
  return inside.contents.ways.find((way) => way.id === id)
}

async function addRecovery(inside: Inside, now: number): Promise<WithCode> {
  const secret = newRecoverySecret()
  const made = await sealRecoverySlot(inside.vault, inside.key, secret)
  return {
    inside: withSlot(inside, made, { name: '', confirmed: false }, now),
    recoveryCode: await writeRecoveryCode(secret),
  }
}

/** A new vault key for the passphrase and these slots: the others, and what they knew, end here. */
async function keepOnly(
  inside: Inside,
  opened: OpenedPassphrase,
  kept: readonly LockedSlot[],
): Promise<Inside> {
  const key = randomBytes(KEY_BYTES)
  const slot = await rewrapPassphrase(inside.vault, opened, key)
  const ids = [slot, ...kept].map(({ id }) => id)
  const ways = inside.contents.ways.filter(({ id }) => ids.includes(id))
  return withNewKey({ ...inside, contents: { ...inside.contents, ways } }, key, slot, kept)
}

async function withNewKey(
  inside: Inside,
  key: Bytes,
  passphrase: PassphraseSlot,
  locked: readonly LockedSlot[],
): Promise<Inside> {
  const relocked = locked.map((slot) => relock(inside.vault, slot, publicKeyOf(inside, slot), key))
  return { ...inside, key, slots: [passphrase, ...(await Promise.all(relocked))] }
}

function publicKeyOf(inside: Inside, { id }: LockedSlot): string {
  const publicKey = wayFor(inside, id)?.publicKey
  // A slot and its public key are only ever stored together.
  if (!publicKey) throw new Error('a slot without its public key')
  return publicKey
}

function withSlot(
  inside: Inside,
  { slot, publicKey }: MadeSlot,
  about: Pick<Way, 'name' | 'confirmed'>,
  now: number,
): Inside {
  const way = { ...wayOf(slot, now), ...about, publicKey }
  const contents = { ...inside.contents, ways: [...inside.contents.ways, way] }
  return { ...inside, slots: [...inside.slots, slot], contents }
}

function changeWay(inside: Inside, id: string, change: (way: Way) => Way): Inside {
  const ways = inside.contents.ways.map((way) => (way.id === id ? change(way) : way))
  return { ...inside, contents: { ...inside.contents, ways } }
}

const wayOf = ({ id }: Slot, now: number): Way => ({
  id,
  name: '',
  madeAt: now,
  confirmed: true,
  publicKey: null,
})

const nameOf = (inside: Inside, id: string): string => wayFor(inside, id)?.name ?? ''

const lockedSlots = ({ slots }: Inside): LockedSlot[] =>
  slots.filter((slot): slot is LockedSlot => slot.kind !== 'passphrase')
