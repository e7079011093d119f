import * as v from 'valibot'
import { helpPackFor, ORGANISATIONS, type HelpPack, type Organisation } from '../domain/help-pack'
import { StorageFailure, type Area } from '../platform/area'
import type { SettingsChanged } from '../protocol/messages'
import type { Keeper } from './keeper'
import type { ReadPolicy } from './policy'

/** On disk as it is: which organisation a person chose, and never who they are in it. */
const KEY = 'organisation'

const stored = v.picklist(ORGANISATIONS)

/**
 * Where the person of this vault gets help: the pack of the organisation's policy, or what they chose, or else
 * one told by the user names of accounts at Microsoft. While the vault is closed nobody knows whose it is, so that only
 * the first two help.
 */
export async function readHelpPack(keeper: Keeper, area: Area, policy: ReadPolicy): Promise<HelpPack> {
  const [read, chosen, set] = await Promise.all([keeper.read(), readChoice(area), policy()])
  const accounts = read.ok ? read.value.accounts : []
  const users = accounts.filter(({ offeredAt }) => offeredAt === 'microsoft').map(({ label }) => label.user)
  return helpPackFor(users, { managed: set.helpPack, chosen })
}

async function readChoice(area: Area): Promise<Organisation | undefined> {
  try {
    const decoded = v.safeParse(stored, await area.read(KEY))
    return decoded.success ? decoded.output : undefined
  } catch (cause) {
    if (cause instanceof StorageFailure) return undefined
    throw cause
  }
}

/** Remembers where a person said that they belong. */
export async function chooseOrganisation(area: Area, organisation: Organisation): Promise<SettingsChanged> {
  try {
    await area.write(KEY, organisation)
    return 'done'
  } catch (cause) {
    if (cause instanceof StorageFailure) return 'storage-failed'
    throw cause
  }
}
