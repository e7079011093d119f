import { describe, expect, test } from 'vitest'
import { placeOffer, type Room } from '../../../src/content/offer/place-offer'

const room: Room = {
  field: { left: 374, top: 330, width: 352, height: 36 },
  spare: [{ left: 618, top: 500, width: 108, height: 32 }],
  card: { width: 340, height: 100 },
  window: { width: 1100, height: 760 },
  rightToLeft: false,
}
const tall = { width: 340, height: 180 }

describe('the card goes', () => {
  test.each<[string, Partial<Room>, { left: number; top: number } | undefined]>([
    ['under the field', {}, { left: 374, top: 372 }],
    ['under its right end where the page runs to the left', { rightToLeft: true }, { left: 386, top: 372 }],
    ['beside it where it would cover the button', { card: tall }, { left: 732, top: 330 }],
    [
      'beside it on the left where the page runs to the left',
      { card: tall, rightToLeft: true },
      { left: 28, top: 330 },
    ],
    [
      'above it in a narrow window',
      { card: tall, window: { width: 740, height: 760 } },
      { left: 374, top: 144 },
    ],
    [
      'above it in a low and narrow window',
      { spare: [], window: { width: 740, height: 400 } },
      { left: 374, top: 224 },
    ],
    [
      'a little aside, rather than out of the window',
      { spare: [], window: { width: 720, height: 760 } },
      { left: 372, top: 372 },
    ],
    [
      'over the button, if there is no other room',
      { ...lowAndNarrow(), window: { width: 356, height: 200 }, spare: [button()] },
      { left: 8, top: 72 },
    ],
    [
      'under the button, where only there is room',
      { ...lowAndNarrow(), spare: [button()] },
      { left: 8, top: 136 },
    ],
    [
      'beside all that stands around the field',
      { spare: PANEL, window: { width: 1300, height: 620 } },
      { left: 806, top: 330 },
    ],
    ['nowhere while the field is scrolled away', { field: { ...room.field, top: -60 } }, undefined],
    ['nowhere while the field is below the window', { field: { ...room.field, top: 800 } }, undefined],
    ['nowhere once the field has no size', { field: { left: 0, top: 0, width: 0, height: 0 } }, undefined],
  ])('%s', (_where, change, expected) => {
    expect(placeOffer({ ...room, ...change })).toEqual(expected)
  })
})

test('sizes may come as the browser gives them, on the prototype', () => {
  const card = Object.create(tall) as typeof tall
  expect(placeOffer({ ...room, card })).toEqual({ left: 732, top: 330 })
})

/** A heading above the field, a link to the left of it, and buttons below it. */
const PANEL = [
  { left: 300, top: 200, width: 500, height: 40 },
  { left: 300, top: 330, width: 60, height: 36 },
  { left: 300, top: 380, width: 500, height: 170 },
]

function lowAndNarrow(): Partial<Room> {
  return { field: { left: 8, top: 30, width: 300, height: 36 }, window: { width: 356, height: 400 } }
}

function button() {
  return { left: 200, top: 100, width: 100, height: 30 }
}
