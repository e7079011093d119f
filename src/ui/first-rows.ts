import type { Rows } from './row-window'

/** What a window asks for before it knows how much of the list it shows. In a file of its own: it is needed first. */
export const FIRST_ROWS: Rows = { first: 0, count: 12 }
