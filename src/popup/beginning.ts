import { ask } from '../platform/transport'
import { FIRST_ROWS } from '../ui/first-rows'
import { speakLanguage } from '../ui/speak-language'
import type { CodesListed, Reply, VaultDoors } from '../protocol/messages'

/** What the background says before the first paint. */
export interface Beginning {
  readonly listed: CodesListed
  readonly pending: Reply<'scan.pending'>
  /** Only of a locked vault. */
  readonly doors?: VaultDoors
}

/** Asks for all of it at once. Rejects when the background cannot answer. */
export async function begin(): Promise<Beginning> {
  const [listed, pending] = await Promise.all([
    ask('codes.list', FIRST_ROWS),
    ask('scan.pending', {}),
    speakLanguage(ask),
  ])
  // So that the field that is drawn first is the one that stays.
  return listed.status === 'locked'
    ? { listed, pending, doors: await ask('vault.doors', {}) }
    : { listed, pending }
}
