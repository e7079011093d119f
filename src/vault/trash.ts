import type { Contents } from './contents'

/** Deleted accounts are kept, encrypted, this long. Milliseconds. */
export const TRASH_TIME = 30 * 24 * 60 * 60 * 1000

/** The contents without what has lain in the trash too long. `now` in Unix milliseconds. */
export function emptyTrash(contents: Contents, now: number): Contents {
  const trash = contents.trash.filter(({ deletedAt }) => now - deletedAt < TRASH_TIME)
  return trash.length === contents.trash.length ? contents : { ...contents, trash }
}
