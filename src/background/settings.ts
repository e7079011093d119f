import * as v from 'valibot'
import { STANDARD_SETTINGS, type Settings } from '../domain/settings'
import { StorageFailure, type Area } from '../platform/area'
import { settings as stored } from '../protocol/decode'
import type { SettingsChanged } from '../protocol/messages'

const KEY = 'settings'

/** What the person has set; the standard where nothing readable is stored, or storage fails. */
export async function readSettings(area: Area): Promise<Settings> {
  try {
    const decoded = v.safeParse(stored, await area.read(KEY))
    return decoded.success ? decoded.output : STANDARD_SETTINGS
  } catch (cause) {
    if (cause instanceof StorageFailure) return STANDARD_SETTINGS
    throw cause
  }
}

export async function changeSettings(area: Area, settings: Settings): Promise<SettingsChanged> {
  try {
    await area.write(KEY, settings)
    return 'done'
  } catch (cause) {
    if (cause instanceof StorageFailure) return 'storage-failed'
    throw cause
  }
}
