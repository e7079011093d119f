import { expect, test } from 'vitest'
import { MOST_SYMBOLS, type Outline, type Sighting } from '../../../src/domain/pixels'
import { gather, type PictureRead } from '../../../src/manage/gather'

const place = (x: number): Outline => [
  { x, y: 0 },
  { x: 1, y: 0 },
  { x: 1, y: 1 },
  { x, y: 1 },
]
const sighting = (text: string, at = 0): Sighting => ({ text, places: [place(at)] })
const read = (...sightings: Sighting[]): PictureRead => ({ name: '', came: { sightings } })

test('each text is handed in once, and each picture knows its own', () => {
  const gathered = gather([read(sighting('a', 0.1), sighting('b')), read(sighting('c'), sighting('a', 0.2))])
  expect(gathered.sightings.map(({ text }) => text)).toEqual(['a', 'b', 'c'])
  expect(gathered.pictures).toEqual([
    {
      seen: [
        { index: 0, places: [place(0.1)] },
        { index: 1, places: [place(0)] },
      ],
    },
    {
      seen: [
        { index: 2, places: [place(0)] },
        { index: 0, places: [place(0.2)] },
      ],
    },
  ])
})

test('a picture without a code keeps its place in the list', () => {
  const gathered = gather([{ name: '', came: { problem: 'none' } }, read(sighting('a'))])
  expect(gathered.pictures[0]).toEqual({ problem: 'none' })
  expect(gathered.sightings).toHaveLength(1)
})

test('a picture that no longer fits waits as a whole; a smaller one after it may fit', () => {
  const many = (from: number, count: number) =>
    read(...Array.from({ length: count }, (_, i) => sighting(String(from + i))))
  const gathered = gather([many(0, MOST_SYMBOLS - 1), many(100, 2), many(200, 1), many(0, 3)])
  expect(gathered.sightings).toHaveLength(MOST_SYMBOLS)
  expect(gathered.pictures.map((one) => ('seen' in one ? one.seen.length : one.problem))).toEqual([
    MOST_SYMBOLS - 1,
    'later',
    1,
    3,
  ])
})
