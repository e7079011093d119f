import { decodeBase64, type Bytes } from '../domain/base64'
import { err, ok, type Result } from '../domain/result'
import type { Mistyped, NotLetIn, PasskeyAnswered, ProofGiven } from '../protocol/messages'
import type { OpenedPassphrase } from '../vault/passphrase-slot'
import type { Opened, Proof } from '../vault/proof'
import { readRecoveryCode } from '../vault/recovery-code'
import type { Vault } from '../vault/vault'
import type { Named, WrongTries } from './guesses'

/** A proof as the vault takes it. */
export async function readProof(given: ProofGiven): Promise<Result<Proof, Mistyped>> {
  switch (given.kind) {
    case 'passphrase':
      return ok(given)
    case 'passkey':
      return ok({ kind: given.kind, credential: given.credential, ...answerOf(given) })
    case 'recovery': {
      const secret = await readRecoveryCode(given.code)
      return secret.ok ? ok({ kind: given.kind, secret: secret.value }) : err({ status: secret.error })
    }
  }
}

export const answerOf = ({ first, second }: PasskeyAnswered): { first: Bytes; second: Bytes } => ({
  first: bytesOf(first),
  second: bytesOf(second),
})

/** The decoder let only base64 through; what is none all the same opens nothing. */
const bytesOf = (text: string): Bytes => decodeBase64(text) ?? new Uint8Array()

/**
 * Lets `open` try a proof, slowed down after wrong ones. Only passphrases can be guessed: a recovery code and a
 * passkey's answer are random, so they stay heard, and a way in for somebody whose passphrase is made to wait.
 */
export async function attempt<T, E extends string>(
  tries: WrongTries,
  proof: Proof,
  open: () => Promise<Result<T, E | 'cannot-open'>>,
): Promise<Result<T, NotLetIn | Named<Exclude<E, 'cannot-open'>>>> {
  if (proof.kind === 'passphrase') return tries.attempt(open)
  const opened = await open()
  if (opened.ok) return opened
  return err({ status: opened.error } as NotLetIn | Named<Exclude<E, 'cannot-open'>>)
}

/** The slot of an open vault that `proof` opens: whoever sits here now is its owner. */
export function prove(tries: WrongTries, vault: Vault, proof: Proof): Promise<Result<Opened, NotLetIn>> {
  return attempt<Opened, never>(tries, proof, async () => {
    const opened = await vault.prove(proof)
    return opened ? ok(opened) : err('cannot-open')
  })
}

export async function provePassphrase(
  tries: WrongTries,
  vault: Vault,
  passphrase: string,
): Promise<Result<OpenedPassphrase, NotLetIn>> {
  const proved = await prove(tries, vault, { kind: 'passphrase', passphrase })
  if (!proved.ok) return proved
  const { passphrase: opened } = proved.value
  return opened ? ok(opened) : err({ status: 'cannot-open' })
}
