import { beforeAll, describe, expect, test } from 'vitest'
import { MOST_SYMBOLS } from '../../../src/domain/pixels'
import { decodeReading, decodeTask } from '../../../src/protocol/reading'

/** Node has none; the decoder only asks whether a thing is one. */
class ImageBitmapStandIn {
  readonly width = 1
}
beforeAll(() => {
  Object.assign(globalThis, { ImageBitmap: ImageBitmapStandIn })
})

const picture = new Blob(['x'])
const region = { x: 0, y: 0.5, width: 0.25, height: 0.5 }
const corner = { x: 0, y: 0 }
const sighting = { text: 'a', places: [[corner, corner, corner, corner]] }
const found = { status: 'found', sightings: [sighting], width: 640, height: 480 }

describe('a task', () => {
  test.each([
    { kind: 'picture', picture },
    { kind: 'region', picture, region },
    { kind: 'frame', frame: new ImageBitmapStandIn() },
  ])('$kind', (body) => {
    expect(decodeTask({ task: 3, body })).toEqual({ task: 3, body })
  })

  test.each([
    ['of no kind', { picture }],
    ['of an unknown kind', { kind: 'page', picture }],
    ['with the name of a file for a picture', { kind: 'picture', picture: 'code.png' }],
    ['without a region', { kind: 'region', picture }],
    ['with a region outside', { kind: 'region', picture, region: { ...region, x: 1.5 } }],
    ['with a region of no number', { kind: 'region', picture, region: { ...region, width: Number.NaN } }],
    ['with a region too many', { kind: 'picture', picture, region }],
    ['with a frame that is none', { kind: 'frame', frame: picture }],
  ])('%s is none', (_what, body) => {
    expect(decodeTask({ task: 3, body })).toBeUndefined()
  })

  test.each([
    undefined,
    null,
    'task',
    { body: { kind: 'picture', picture } },
    { task: 0.5, body: { kind: 'picture', picture } },
  ])('a message without its number is none: %j', (message) => {
    expect(decodeTask(message)).toBeUndefined()
  })
})

describe('a reading', () => {
  test.each([
    found,
    { ...found, frame: picture },
    { status: 'nothing', sign: 'cut-off', width: 1, height: 1 },
    { status: 'not-a-picture' },
    { status: 'too-large' },
  ])('$status', (body) => {
    expect(decodeReading({ task: 1, body })).toEqual({ task: 1, body })
  })

  test.each([
    ['that found nothing', { ...found, sightings: [] }],
    [
      'that found more than a picture may hold',
      { ...found, sightings: Array(MOST_SYMBOLS + 1).fill(sighting) },
    ],
    ['without a size', { status: 'found', sightings: [sighting] }],
    ['of a picture of half a pixel', { ...found, width: 0.5 }],
    ['of a picture without height', { ...found, height: 0 }],
    [
      'with a place of three corners',
      { ...found, sightings: [{ text: 'a', places: [[corner, corner, corner]] }] },
    ],
    ['with an unknown sign', { status: 'nothing', sign: 'tired', width: 1, height: 1 }],
    ['with more to say', { status: 'too-large', by: 3 }],
    ['of the page’s own making', { status: 'cancelled' }],
  ])('%s is none', (_what, body) => {
    expect(decodeReading({ task: 1, body })).toBeUndefined()
  })
})
