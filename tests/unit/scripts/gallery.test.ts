import { readdirSync } from 'node:fs'
import path from 'node:path'
import { expect, test, vi } from 'vitest'
import { SCENES } from '../../../scripts/gallery/scenes.mjs'
import { PLACES } from '../../../src/manage/places'

vi.mock('webextension-polyfill', () => ({ default: {} }))

const SRC = path.resolve(import.meta.dirname, '../../../src')

/** The view files of a room, as scenes name them. */
const viewsOf = (room: string) =>
  readdirSync(path.join(SRC, room, 'views')).map((file) => `${room}/${path.basename(file, '.svelte')}`)

const unseen = (views: readonly string[]) => {
  const seen = new Set(SCENES.flatMap(({ shows }) => shows))
  return views.filter((view) => !seen.has(view))
}

/** A door shows one of the views beside it, and has no look of its own. */
const NO_LOOK = ['ui/Door', 'ui/OtherDoors']

test('every view is in the gallery', () => {
  const views = ['popup', 'manage', 'ui'].flatMap(viewsOf)
  expect(views.length).toBeGreaterThan(20)
  expect(unseen(views)).toEqual(NO_LOOK)
  expect(unseen(['ui/Nowhere'])).toEqual(['ui/Nowhere'])
})

test('every place of the page in a tab is in the gallery', () => {
  expect(new Set(SCENES.flatMap(({ route }) => route ?? []))).toEqual(new Set(Object.keys(PLACES)))
})

test('no scene names a view that is gone, and no two share their pictures', () => {
  const views = new Set(['popup', 'manage', 'ui'].flatMap(viewsOf))
  expect(SCENES.flatMap(({ shows }) => shows).filter((view) => !views.has(view))).toEqual([])
  expect(new Set(SCENES.map(({ name }) => name)).size).toBe(SCENES.length)
})
