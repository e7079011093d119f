import { decodeBase64, encodeBase64, type Bytes } from '../domain/base64'
import type { PasskeyNamed, PasskeyProof } from '../protocol/messages'

/** Milliseconds a person has to find the key and touch it. */
const PATIENCE = 120_000

/** `declined`: the person, or the browser for them, gave none. `no-prf`: it answered, but not with what opens Kode. */
export type PasskeyAsked = { readonly status: 'declined' | 'no-prf' } | { readonly proof: PasskeyProof }

/** Whether this browser has passkeys that answer with a secret (the PRF extension of WebAuthn). */
export const canAskPasskey = (): boolean => 'PublicKeyCredential' in globalThis

/**
 * Asks for one of these passkeys, made by this extension for itself. The signature is nobody's business here: what
 * opens the vault is the answer of its PRF, so the challenge proves nothing and only has to be there.
 */
export async function askPasskey(passkeys: readonly PasskeyNamed[]): Promise<PasskeyAsked> {
  const credential = await request(passkeys)
  if (credential === undefined) return { status: 'declined' }
  const { results } = credential.getClientExtensionResults().prf ?? {}
  if (results?.first === undefined || results.second === undefined) return { status: 'no-prf' }
  return {
    proof: {
      credential: encodeBase64(new Uint8Array(credential.rawId)),
      first: encodeBase64(bytesOf(results.first)),
      second: encodeBase64(bytesOf(results.second)),
    },
  }
}

async function request(passkeys: readonly PasskeyNamed[]): Promise<PublicKeyCredential | undefined> {
  try {
    const given = await navigator.credentials.get({
      publicKey: {
        challenge: crypto.getRandomValues(new Uint8Array(32)),
        allowCredentials: passkeys.map(({ credential }) => ({
          type: 'public-key',
          id: stored(credential),
        })),
        userVerification: 'required',
        timeout: PATIENCE,
        extensions: { prf: { evalByCredential: Object.fromEntries(passkeys.map(inputs)) } },
      },
    })
    return given instanceof PublicKeyCredential ? given : undefined
  } catch (cause) {
    // Refused, timed out, taken over by another request, or none of these keys is here: browsers tell no more.
    if (cause instanceof DOMException) return undefined
    throw cause
  }
}

/** WebAuthn names a credential in base64url there, and in bytes everywhere else. */
const inputs = ({ credential, first, second }: PasskeyNamed): [string, AuthenticationExtensionsPRFValues] => [
  credential.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, ''),
  { first: stored(first), second: stored(second) },
]

/** The slot's decoder let only base64 into the vault. */
const stored = (text: string): Bytes => decodeBase64(text) ?? new Uint8Array()

/** A copy, whatever kind of buffer the browser chose. */
const bytesOf = (source: BufferSource): Bytes =>
  ArrayBuffer.isView(source)
    ? Uint8Array.from(new Uint8Array(source.buffer, source.byteOffset, source.byteLength))
    : new Uint8Array(source)
