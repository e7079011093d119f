import type { CopyShown } from '../protocol/messages'

export type ReadableCopy = Extract<CopyShown, { state: 'readable' }>

/** Copies as a person chooses among them: the last saved first, the same save once, and those nobody can read last. */
export function listCopies(copies: readonly CopyShown[]): readonly CopyShown[] {
  const readable = copies.filter(isReadable)
  const once = readable.filter((copy, at) => readable.findIndex((other) => isSame(copy, other)) === at)
  return [...once.sort(lastSavedFirst), ...copies.filter((copy) => !isReadable(copy))]
}

export const isReadable = (copy: CopyShown): copy is ReadableCopy => copy.state === 'readable'

/** A save stands in two places, and in a third when it was put aside. */
const isSame = (a: ReadableCopy, b: ReadableCopy): boolean =>
  a.generation === b.generation && a.savedAt === b.savedAt && a.accounts === b.accounts

const lastSavedFirst = (a: ReadableCopy, b: ReadableCopy): number =>
  (b.savedAt ?? 0) - (a.savedAt ?? 0) || b.generation - a.generation
