import * as v from 'valibot'
import { limitSettings, type Policy } from '../domain/policy'
import { STANDARD_SETTINGS, type Settings } from '../domain/settings'
import { StorageFailure, type Area } from '../platform/area'
import { settings as stored } from '../protocol/decode'
import type { SettingsChanged } from '../protocol/messages'

const KEY = 'settings'

const anything = v.record(v.string(), v.unknown())

/**
 * What the person has set; the standard where nothing readable is stored, or storage fails, and for a setting that
 * an earlier version did not have yet.
 */
export async function readSettings(area: Area): Promise<Settings> {
  try {
    const found = v.safeParse(anything, await area.read(KEY))
    const decoded = v.safeParse(stored, { ...STANDARD_SETTINGS, ...(found.success ? found.output : {}) })
    return decoded.success ? decoded.output : STANDARD_SETTINGS
  } catch (cause) {
    if (cause instanceof StorageFailure) return STANDARD_SETTINGS
    throw cause
  }
}

/** What holds: what the person has set, within what the organisation allows. */
export const settingsUnder = async (area: Area, policy: Policy): Promise<Settings> =>
  limitSettings(await readSettings(area), policy)

/** What the policy fixes stays as the person had it, for the day the policy goes. */
export async function changeSettings(
  area: Area,
  settings: Settings,
  { disableOffers = false }: Policy,
): Promise<SettingsChanged> {
  try {
    const offer = disableOffers ? (await readSettings(area)).offer : settings.offer
    await area.write(KEY, { ...settings, offer })
    return 'done'
  } catch (cause) {
    if (cause instanceof StorageFailure) return 'storage-failed'
    throw cause
  }
}
