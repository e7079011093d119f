import type { Locking } from '../domain/locking'
import { limitLocking } from '../domain/policy'
import type { LockingSet, LockingTold } from '../protocol/messages'
import type { Keeper } from './keeper'
import type { ReadPolicy } from './policy'

export async function readLocking(keeper: Keeper, policy: ReadPolicy): Promise<LockingTold> {
  const read = await keeper.read()
  return read.ok ? { status: 'locking', ...limitLocking(read.value.locking, await policy()) } : read.error
}

export async function setLocking(keeper: Keeper, wanted: Locking, policy: ReadPolicy): Promise<LockingSet> {
  const locking = limitLocking(wanted, await policy())
  const changed = await keeper.change<LockingSet>((contents) => ({
    contents: { ...contents, locking },
    outcome: { status: 'changed' },
  }))
  return changed.ok ? changed.value : changed.error
}
