/** CSS pixels from the window's top left corner. */
export interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

export interface Point {
  readonly left: number
  readonly top: number
}

export interface Room {
  readonly field: Box
  /** What should stay uncovered besides the field, the most needed first. */
  readonly spare: readonly Box[]
  readonly card: Pick<Box, 'width' | 'height'>
  readonly window: Pick<Box, 'width' | 'height'>
  readonly rightToLeft: boolean
}

/** CSS pixels between the field and the card, and between the card and the window's edge. */
const GAP = 6
const EDGE = 8

/**
 * Where the card goes: under the field, else beside it, else above it, else under or beside all that is to be
 * spared, wherever it first covers neither the field nor that, nor if that cannot be as much of it as can; under the
 * field if nothing fits.
 * Nothing while the field is out of sight.
 */
export function placeOffer(room: Room): Point | undefined {
  const { width: windowWidth, height: windowHeight } = room.window
  if (!overlaps(room.field, { left: 0, top: 0, width: windowWidth, height: windowHeight })) return undefined
  const { width, height } = room.card
  const places = placesAround(room).map((place) => ({ ...pulledIn(place, room), width, height }))
  const clear = (taken: readonly Box[]) => places.find((place) => !taken.some((box) => overlaps(place, box)))
  const fewer = room.spare.map((_, at) => room.spare.slice(0, room.spare.length - at))
  const best = [...fewer, []].map((spare) => clear([room.field, ...spare])).find(Boolean) ?? places[0]
  return best && { left: Math.round(best.left), top: Math.round(best.top) }
}

function placesAround({ field, spare, card, rightToLeft }: Room): readonly Point[] {
  const all = [field, ...spare]
  const bottom = Math.max(...all.map(({ top, height }) => top + height))
  const [leftmost, rightmost] = [
    Math.min(...all.map(({ left }) => left)),
    Math.max(...all.map(({ left, width }) => left + width)),
  ]
  const right = field.left + field.width
  const start = rightToLeft ? right - card.width : field.left
  const sides = [right + GAP, field.left - GAP - card.width]
  const [end = 0, opposite = 0] = rightToLeft ? sides.reverse() : sides
  return [
    { left: start, top: field.top + field.height + GAP },
    { left: end, top: field.top },
    { left: start, top: field.top - GAP - card.height },
    { left: start, top: bottom + GAP },
    { left: rightToLeft ? leftmost - GAP - card.width : rightmost + GAP, top: field.top },
    { left: opposite, top: field.top },
  ]
}

/** The same place moved as little as keeps the card inside the window; its start if it is larger than that. */
function pulledIn({ left, top }: Point, { card, window }: Room): Point {
  const within = (at: number, size: number, limit: number) =>
    Math.max(EDGE, Math.min(at, limit - EDGE - size))
  return { left: within(left, card.width, window.width), top: within(top, card.height, window.height) }
}

const overlaps = (a: Box, b: Box): boolean =>
  a.left < b.left + b.width &&
  b.left < a.left + a.width &&
  a.top < b.top + b.height &&
  b.top < a.top + a.height
