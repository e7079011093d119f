import { helpPackFor, type HelpPack } from '../domain/help-pack'
import type { Keeper } from './keeper'
import type { ReadPolicy } from './policy'

/**
 * Where the person of this vault gets help: the pack of the organisation's policy, or one told by the user names of
 * accounts at Microsoft. While the vault is closed nobody knows whose it is.
 */
export async function readHelpPack(keeper: Keeper, policy: ReadPolicy): Promise<HelpPack> {
  const read = await keeper.read()
  const accounts = read.ok ? read.value.accounts : []
  const users = accounts.filter(({ offeredAt }) => offeredAt === 'microsoft').map(({ label }) => label.user)
  return helpPackFor(users, (await policy()).helpPack)
}
