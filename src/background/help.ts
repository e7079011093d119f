import { helpPackFor, type HelpPack } from '../domain/help-pack'
import type { Keeper } from './keeper'

/**
 * Where the person of this vault gets help: told by the user names of accounts at Microsoft. `managed` is the pack an
 * organisation's policy gives, already decoded (`decodeHelpPack`). While the vault is closed nobody knows whose it is.
 */
export async function readHelpPack(keeper: Keeper, managed?: HelpPack): Promise<HelpPack> {
  const read = await keeper.read()
  const accounts = read.ok ? read.value.accounts : []
  const users = accounts.filter(({ offeredAt }) => offeredAt === 'microsoft').map(({ label }) => label.user)
  return helpPackFor(users, managed)
}
