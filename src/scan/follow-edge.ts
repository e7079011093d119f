import type { Plane } from './plane'

/**
 * Where dark and light meet, between two neighbouring pixels: of one row for an edge that runs down the picture, of
 * one column for an edge that runs across.
 */
export interface Edge {
  readonly plane: Plane
  /** The brightest value that is dark. */
  readonly threshold: number
  /** Does the edge run down the picture, rather than across? */
  readonly down: boolean
  /** Is the pixel before the edge (left of it, or above) the dark one? */
  readonly darkBefore: boolean
}

/** A place on an edge: `along` counts rows when it runs down, columns when across; `at` is the first pixel after it. */
export interface Place {
  along: number
  at: number
}

/**
 * Follows an edge, at most one pixel aside for each forward, until it ends or turns.
 *
 * @param place where to begin; afterwards the last place of the edge
 * @param most pixels to go at most
 * @returns how far it went
 */
export function followEdge(edge: Edge, place: Place, forward: 1 | -1, most: number): number {
  let { along, at } = place
  let went = 0
  for (; went < most; went++) {
    along += forward
    if (isEdge(edge, along, at)) continue
    if (isEdge(edge, along, at - 1)) at--
    else if (isEdge(edge, along, at + 1)) at++
    else break
    place.at = at
  }
  place.along += went * forward
  return went
}

export function isEdge(edge: Edge, along: number, at: number): boolean {
  const { data, width, height } = edge.plane
  const { threshold, darkBefore, down } = edge
  if (along < 0 || at < 1 || along >= (down ? height : width) || at >= (down ? width : height)) return false
  const after = down ? along * width + at : at * width + along
  if ((data[after] ?? 0) <= threshold === darkBefore) return false
  return (data[down ? after - 1 : after - width] ?? 0) <= threshold === darkBefore
}
