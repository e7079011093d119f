import type { Finder } from './finder'

/**
 * One list from the lists of all levels, finest first. A finder seen on several levels is kept as the finest saw it,
 * unless a coarser one saw it clearly more even: then noise, or a core so large that it looked flat, misled the finest.
 */
export function mergeFinders(lists: readonly (readonly Finder[])[]): Finder[] {
  const merged: Finder[] = []
  for (const list of lists) {
    const before = merged.length
    for (const finder of list) {
      const at = indexOfSame(merged, before, finder)
      const known = at < 0 ? undefined : merged[at]
      if (!known) merged.push(finder)
      else if (finder.uneven < known.uneven - CLEARLY) merged[at] = finder
    }
  }
  return merged
}

/** Modules. */
const CLEARLY = 0.08

/** Only the first `count` can be the same: those after it come from the finder's own level. */
function indexOfSame(merged: readonly Finder[], count: number, finder: Finder): number {
  for (let i = 0; i < count; i++) {
    const one = merged[i]
    if (one && areSame(one, finder)) return i
  }
  return -1
}

function areSame(a: Finder, b: Finder): boolean {
  if (a.dark !== b.dark) return false
  if (Math.abs(a.x - b.x) >= b.module || Math.abs(a.y - b.y) >= b.module) return false
  return a.module < 1.6 * b.module && b.module < 1.6 * a.module
}
