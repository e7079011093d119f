import type { ask } from '../platform/transport'

/** How state reaches the background: `ask` of the platform, or a test's own. */
export type Ask = typeof ask
