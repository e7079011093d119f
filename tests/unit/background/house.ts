import { Accepted } from '../../../src/background/accepted'
import { Doors } from '../../../src/background/doors'
import { WrongTries } from '../../../src/background/guesses'
import { Keeper } from '../../../src/background/keeper'
import { unmanaged, type ReadPolicy } from '../../../src/background/policy'
import { Rescue } from '../../../src/background/rescue'
import { vaultStoreIn } from '../../../src/background/vault-store'
import { Transfer } from '../../../src/background/transfer'
import { Ways } from '../../../src/background/ways'
import { serial } from '../../../src/domain/serial'
import { LEAST_COST } from '../../../src/vault/kdf'
import { MemoryArea } from './memory-area'

export const PASSPHRASE = 'korrekt hest batteri'

/** The browser's storage, which outlives every worker. */
export class Storage {
  readonly local = new MemoryArea()
  readonly session = new MemoryArea()
  readonly mirror = new MemoryArea()

  copy(): Storage {
    const copy = new Storage()
    for (const area of ['local', 'session', 'mirror'] as const)
      this[area].texts.forEach((text, key) => copy[area].texts.set(key, text))
    return copy
  }

  restartBrowser(): void {
    this.session.texts.clear()
  }
}

/** A worker that has just started: it remembers nothing. */
export function wakeIn(
  { local, session, mirror }: Storage,
  clock: { now: number },
  inTurn = serial(),
  policy: ReadPolicy = unmanaged,
) {
  const now = () => clock.now
  const keeper = new Keeper(vaultStoreIn(local, mirror), session, now, undefined, inTurn, policy)
  const tries = new WrongTries(local, session, now)
  const accepted = new Accepted(session)
  const rooms = { keeper, tries, accepted, cost: () => Promise.resolve(LEAST_COST), policy, now }
  return {
    keeper,
    tries,
    accepted,
    doors: new Doors(rooms),
    ways: new Ways(rooms),
    rescue: new Rescue(rooms),
    transfer: new Transfer(rooms),
  }
}

/** Storage with a vault that is open and empty, and its recovery code. Slow on purpose: make it once and copy it. */
export async function storageWithVault(): Promise<{ storage: Storage; recoveryCode: string }> {
  const storage = new Storage()
  const created = await wakeIn(storage, { now: 0 }).doors.create(PASSPHRASE)
  if (created.status !== 'created') throw new Error(created.status)
  return { storage, recoveryCode: created.recoveryCode }
}

export const byPassphrase = (passphrase = PASSPHRASE) => ({ kind: 'passphrase', passphrase }) as const
export const byRecovery = (code: string) => ({ kind: 'recovery', code }) as const
