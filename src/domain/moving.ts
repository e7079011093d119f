/**
 * The steps of moving to a new computer or browser without the old one's keys: first this one is added at Microsoft,
 * then signed in with, and only then is the old one deleted. Whoever deletes first may be locked out.
 */
export const MOVE_STAGES = ['add', 'sign-in', 'delete'] as const
export type MoveStage = (typeof MOVE_STAGES)[number]

/** How far a move has come. Nothing secret: it lies on the disk as it is. */
export interface Move {
  readonly stage: MoveStage
  /** When it began, in Unix milliseconds. */
  readonly since: number
}

/** What follows `stage`; `null` after the last. */
export const stageAfter = (stage: MoveStage): MoveStage | null =>
  MOVE_STAGES[MOVE_STAGES.indexOf(stage) + 1] ?? null
