import { expect, test } from 'vitest'
import { changeSettings, readSettings } from '../../../src/background/settings'
import { STANDARD_SETTINGS } from '../../../src/domain/settings'
import { StorageFailure, type Area } from '../../../src/platform/area'
import { MemoryArea } from './memory-area'

const broken: Area = {
  read: () => Promise.reject(new StorageFailure('no')),
  write: () => Promise.reject(new StorageFailure('no')),
  remove: () => Promise.reject(new StorageFailure('no')),
}

test('what was set is read again', async () => {
  const area = new MemoryArea()
  expect(await readSettings(area)).toEqual(STANDARD_SETTINGS)
  expect(await changeSettings(area, { offer: 'toolbar-only', submit: true, codes: 'on-press' })).toBe('done')
  expect(await readSettings(area)).toEqual({ offer: 'toolbar-only', submit: true, codes: 'on-press' })
})

test.each([
  ['nothing', null],
  ['a part', { submit: true }],
  ['more than there is', { offer: 'at-field', submit: true, more: 1 }],
  ['another word', { offer: 'everywhere', submit: false }],
])('the standard where %s is stored', async (_what, stored) => {
  const area = new MemoryArea()
  await area.write('settings', stored)
  expect(await readSettings(area)).toEqual(STANDARD_SETTINGS)
})

test('a storage that fails is an outcome', async () => {
  expect(await readSettings(broken)).toEqual(STANDARD_SETTINGS)
  expect(await changeSettings(broken, STANDARD_SETTINGS)).toBe('storage-failed')
})
