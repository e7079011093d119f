import { leastPassphrase } from '../domain/policy'
import type { PassphraseRefused } from '../protocol/messages'
import { problemOfPassphrase } from '../vault/kdf'
import type { ReadPolicy } from './policy'

/** Why a passphrase that a person chooses may not lock the vault; `undefined` if it may. */
export async function refuseNew(
  passphrase: string,
  policy: ReadPolicy,
): Promise<PassphraseRefused | undefined> {
  const least = leastPassphrase(await policy())
  const problem = problemOfPassphrase(passphrase, least)
  if (problem === undefined) return undefined
  return problem === 'too-short'
    ? { status: 'passphrase-too-short', least }
    : { status: 'passphrase-too-long' }
}
