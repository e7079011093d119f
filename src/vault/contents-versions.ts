import * as v from 'valibot'
import { LOCKING } from '../domain/locking'

/** The version that is written. What it looks like is in `contents.ts`. */
export const CONTENTS_VERSION = 5

/** What each later version added to the one before it. */
const STEPS: Readonly<Record<number, (earlier: object) => object>> = {
  // Ways in had no names yet, and locking was not a choice.
  1: (earlier) => ({ ...earlier, version: 2, ways: [], locking: LOCKING }),
  // Backups were not proven yet.
  2: (earlier) => ({ ...earlier, version: 3, backup: null }),
  // Nothing stood beside an account yet, and accounts had no order but that of adding.
  3: (earlier) => ({ ...earlier, version: 4, byHand: false }),
  // A code that was handed over locked nothing yet.
  4: (earlier) => ({ ...earlier, version: 5, locking: withoutAfterCode(earlier) }),
}

const locked = v.looseObject({ locking: v.looseObject({}) })

function withoutAfterCode(earlier: object): unknown {
  const found = v.safeParse(locked, earlier)
  // What is no such object is refused with the rest of it.
  return found.success ? { ...found.output.locking, afterCode: false } : undefined
}

const versioned = v.looseObject({ version: v.number() })

/** Contents of an earlier version as the present one writes them; anything else as it is. */
export function toPresentVersion(parsed: unknown): unknown {
  const contents = v.safeParse(versioned, parsed)
  if (!contents.success) return parsed
  const step = STEPS[contents.output.version]
  return step ? toPresentVersion(step(contents.output)) : parsed
}
