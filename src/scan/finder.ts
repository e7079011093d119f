/** One of the three squares in a symbol's corners: seven modules across, in rings of 1 : 1 : 3 : 1 : 1. */
export interface Finder {
  /** The middle, in pixels of the picture. */
  readonly x: number
  readonly y: number
  /** Side of a module in pixels of the picture: the root of its area, so that rotation does not matter. */
  readonly module: number
  /** Dark on light, as printed; false for the light-on-dark codes of dark pages. */
  readonly dark: boolean
  /** Share of the core's rows in which the scan met it: near 1 for a real one, small for chance. */
  readonly weight: number
  /** The brightest value that is dark here. */
  readonly threshold: number
  /** How far its rings are from 3 : 5 : 7, in modules: a tenth for a real one, half for chance. */
  readonly uneven: number
}
