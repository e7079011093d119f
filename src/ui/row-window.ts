/** Consecutive rows of the list, by position. */
export interface Rows {
  readonly first: number
  readonly count: number
}

/** What a scrolled list shows. Lengths in CSS pixels; `pitch` is a row and the gap after it. */
export interface Viewport {
  readonly scrollTop: number
  readonly height: number
  readonly pitch: number
}

/** Rows fetched beyond each edge of the view, so that a short scroll finds them there. */
const MARGIN = 4

/** The rows of `total` that are at least partly in view. */
export function rowsInView({ scrollTop, height, pitch }: Viewport, total: number): Rows {
  const last = Math.min(total, Math.ceil((scrollTop + height) / pitch))
  const first = Math.min(Math.max(0, Math.floor(scrollTop / pitch)), last)
  return { first, count: last - first }
}

/** `rows` and a margin on both sides. */
export function withMargin({ first, count }: Rows): Rows {
  const from = Math.max(0, first - MARGIN)
  return { first: from, count: first + count + MARGIN - from }
}

/** All of `inner` lies in `outer`. */
export function covers(outer: Rows, inner: Rows): boolean {
  return outer.first <= inner.first && inner.first + inner.count <= outer.first + outer.count
}
