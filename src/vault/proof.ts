import type { Bytes } from '../domain/base64'
import { serial } from '../domain/serial'
import type { Header } from './envelope'
import { isBeyondBounds } from './kdf'
import { openLocked, secretOf, type PasskeyAnswer } from './locked-slots'
import { openPassphraseSlot, type OpenedPassphrase } from './passphrase-slot'
import type { Slot } from './slots'

/** What a person brings to be let in. */
export type Proof =
  | { readonly kind: 'passphrase'; readonly passphrase: string }
  | { readonly kind: 'recovery'; readonly secret: Bytes }
  | ({ readonly kind: 'passkey'; readonly credential: string } & PasskeyAnswer)

/** A slot that a proof opened. */
export interface Opened {
  readonly slot: Slot
  readonly vaultKey: Bytes
  /** For a passphrase: what wraps another vault key without deriving again. */
  readonly passphrase: OpenedPassphrase | undefined
}

/**
 * Opens headers with one proof. Copies share slots, and each derivation is slow on purpose: none is made twice, and no
 * two side by side, which would take their memory at once.
 */
export function openerWith(proof: Proof): (header: Locked) => Promise<Opened | undefined> {
  const tried = new Map<string, Promise<Opened | undefined>>()
  const inTurn = serial()
  return ({ vault, slots }) => {
    const name = JSON.stringify([vault, slots])
    const opened = tried.get(name) ?? inTurn(() => openWith({ vault, slots }, proof))
    tried.set(name, opened)
    return opened
  }
}

type Locked = Pick<Header, 'vault' | 'slots'>

/** The slot of a vault that `proof` opens. */
export async function openWith({ vault, slots }: Locked, proof: Proof): Promise<Opened | undefined> {
  for (const slot of slots) {
    const opened = await openSlot(vault, slot, proof)
    if (opened) return opened
  }
  return undefined
}

async function openSlot(vault: string, slot: Slot, proof: Proof): Promise<Opened | undefined> {
  if (slot.kind === 'passphrase') {
    if (proof.kind !== 'passphrase' || isBeyondBounds(proof.passphrase)) return undefined
    const passphrase = await openPassphraseSlot(vault, slot, proof.passphrase)
    return passphrase && { slot, vaultKey: passphrase.vaultKey, passphrase }
  }
  const secret = secretFor(slot, proof)
  const vaultKey = secret && (await openLocked(vault, slot, secret))
  return vaultKey && { slot, vaultKey, passphrase: undefined }
}

function secretFor(slot: Slot, proof: Proof): Bytes | undefined {
  if (slot.kind === 'recovery' && proof.kind === 'recovery') return proof.secret
  const isItsPasskey =
    slot.kind === 'passkey' && proof.kind === 'passkey' && slot.credential === proof.credential
  return isItsPasskey ? secretOf(proof) : undefined
}
