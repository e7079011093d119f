import browser, { type Storage } from 'webextension-polyfill'
import { StorageFailure, type Area } from './area'

function areaOver(area: () => Storage.StorageArea): Area {
  return {
    read: async (key) => (await attempt(area().get(key)))[key],
    write: (key, value) => attempt(area().set({ [key]: value })),
    remove: (...keys) => attempt(area().remove([...keys])),
  }
}

async function attempt<T>(operation: Promise<T>): Promise<T> {
  try {
    return await operation
  } catch (cause) {
    throw new StorageFailure('browser storage failed', { cause })
  }
}

/** On disk, and remembered there even after removal: only ciphertext and settings. */
export const localArea = areaOver(() => browser.storage.local)

/** In memory until the browser closes. */
export const sessionArea = areaOver(() => browser.storage.session)

/**
 * Keeps content scripts out of both areas. Chromium forgets it at a browser restart, so it is said at every
 * start of the background; Firefox has no such setting, and no storage.session for content scripts.
 */
export async function closeStorageToPages(): Promise<void> {
  const areas = [browser.storage.local, browser.storage.session] as (Storage.StorageArea &
    Partial<LeveledArea>)[]
  await Promise.all(areas.map(async (area) => area.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' })))
}

interface LeveledArea {
  setAccessLevel: (level: { accessLevel: 'TRUSTED_CONTEXTS' }) => Promise<void>
}
