import { describe, expect, test } from 'vitest'
import { readMove, setMove } from '../../../src/background/moving'
import { MOVE_STAGES, stageAfter } from '../../../src/domain/moving'
import { StorageFailure, type Area } from '../../../src/platform/area'
import { MemoryArea } from './memory-area'

const broken: Area = {
  read: () => Promise.reject(new StorageFailure('no')),
  write: () => Promise.reject(new StorageFailure('no')),
  remove: () => Promise.reject(new StorageFailure('no')),
}

test('the old one is deleted last', () => {
  expect(MOVE_STAGES.map(stageAfter)).toEqual(['sign-in', 'delete', null])
})

describe('a move', () => {
  test('is remembered step by step, with the day it began', async () => {
    const area = new MemoryArea()
    expect(await readMove(area)).toEqual({ move: null })
    expect(await setMove(area, 'add', 1000)).toBe('done')
    expect(await setMove(area, 'sign-in', 2000)).toBe('done')
    expect(await readMove(area)).toEqual({ move: { stage: 'sign-in', since: 1000 } })
  })

  test('that ended leaves nothing behind', async () => {
    const area = new MemoryArea()
    await setMove(area, 'delete', 1000)
    expect(await setMove(area, null, 2000)).toBe('done')
    expect(await readMove(area)).toEqual({ move: null })
    expect(await area.read('move')).toBeUndefined()
  })

  test.each([
    ['no record', 'add'],
    ['a part', { stage: 'add' }],
    ['more than there is', { stage: 'add', since: 1, secret: 'x' }],
    ['another step', { stage: 'done', since: 1 }],
    ['a day that is none', { stage: 'add', since: -1 }],
    ['a text for a day', { stage: 'add', since: '1' }],
  ])('is none where %s is stored', async (_what, stored) => {
    const area = new MemoryArea()
    await area.write('move', stored)
    expect(await readMove(area)).toEqual({ move: null })
  })

  test('is an outcome where storage fails', async () => {
    expect(await readMove(broken)).toEqual({ move: null })
    expect(await setMove(broken, 'add', 1)).toBe('storage-failed')
    expect(await setMove(broken, null, 1)).toBe('storage-failed')
  })
})
