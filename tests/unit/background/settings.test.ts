import { expect, test } from 'vitest'
import { changeSettings, readSettings } from '../../../src/background/settings'
import { UNMANAGED } from '../../../src/domain/policy'
import { STANDARD_SETTINGS, type Settings } from '../../../src/domain/settings'
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
  const settings: Settings = {
    ...STANDARD_SETTINGS,
    offer: 'toolbar-only',
    codes: 'on-press',
  }
  expect(await changeSettings(area, settings, UNMANAGED)).toBe('done')
  expect(await readSettings(area)).toEqual(settings)
})

test.each([
  ['nothing', null],
  ['more than there is', { offer: 'at-field', submit: true, more: 1 }],
  ['another word', { offer: 'everywhere', submit: false }],
])('the standard where %s is stored', async (_what, stored) => {
  const area = new MemoryArea()
  await area.write('settings', stored)
  expect(await readSettings(area)).toEqual(STANDARD_SETTINGS)
})

test('what an earlier version stored is kept, and the standard holds for what it did not have', async () => {
  const area = new MemoryArea()
  await area.write('settings', { offer: 'toolbar-only', submit: true })
  expect(await readSettings(area)).toEqual({ ...STANDARD_SETTINGS, offer: 'toolbar-only', submit: true })
})

test('a storage that fails is an outcome', async () => {
  expect(await readSettings(broken)).toEqual(STANDARD_SETTINGS)
  expect(await changeSettings(broken, STANDARD_SETTINGS, UNMANAGED)).toBe('storage-failed')
})
