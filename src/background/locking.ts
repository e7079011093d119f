import type { Locking } from '../domain/locking'
import type { LockingSet, LockingTold } from '../protocol/messages'
import type { Keeper } from './keeper'

export async function readLocking(keeper: Keeper): Promise<LockingTold> {
  const read = await keeper.read()
  return read.ok ? { status: 'locking', ...read.value.locking } : read.error
}

export async function setLocking(keeper: Keeper, locking: Locking): Promise<LockingSet> {
  const changed = await keeper.change<LockingSet>((contents) => ({
    contents: { ...contents, locking },
    outcome: { status: 'changed' },
  }))
  return changed.ok ? changed.value : changed.error
}
