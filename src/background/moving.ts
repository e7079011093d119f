import * as v from 'valibot'
import type { Move, MoveStage } from '../domain/moving'
import { StorageFailure, type Area } from '../platform/area'
import { move as stored } from '../protocol/decode'
import type { MoveSet, MoveTold } from '../protocol/messages'

const KEY = 'move'

/** The move that is under way; none where nothing readable is stored, or storage fails. */
export async function readMove(area: Area): Promise<MoveTold> {
  try {
    const decoded = v.safeParse(stored, await area.read(KEY))
    return { move: decoded.success ? decoded.output : null }
  } catch (cause) {
    if (cause instanceof StorageFailure) return { move: null }
    throw cause
  }
}

/** Goes to `stage`, or with `null` forgets the move. It began when its first stage did; `now` in Unix milliseconds. */
export async function setMove(area: Area, stage: MoveStage | null, now: number): Promise<MoveSet> {
  const { move } = await readMove(area)
  try {
    if (stage === null) await area.remove(KEY)
    else await area.write(KEY, { stage, since: move?.since ?? now } satisfies Move)
    return 'done'
  } catch (cause) {
    if (cause instanceof StorageFailure) return 'storage-failed'
    throw cause
  }
}
