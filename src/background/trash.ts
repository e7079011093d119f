import type { TrashListed } from '../protocol/messages'
import type { Deleted } from '../vault/contents'
import { emptyTrash, TRASH_TIME } from '../vault/trash'
import type { Keeper } from './keeper'

/** Deleted accounts, the last deleted first: the rows `first` to `first + count`. `now` in Unix milliseconds. */
export async function listTrash(
  keeper: Keeper,
  first: number,
  count: number,
  now: number,
): Promise<TrashListed> {
  const read = await keeper.read()
  if (!read.ok) return read.error
  // What is only waiting for the next save to go is gone already.
  const trash = emptyTrash(read.value, now).trash.toReversed()
  const rows = trash.slice(first, first + count).map(rowOf)
  return { status: 'trash', total: trash.length, first, rows }
}

const rowOf = ({ account: { id, name, label }, deletedAt }: Deleted) => ({
  id,
  name,
  label,
  deletedAt,
  keptUntil: deletedAt + TRASH_TIME,
})
