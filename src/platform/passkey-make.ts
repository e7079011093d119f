import { decodeBase64, encodeBase64 } from '../domain/base64'
import type { PasskeyAnswered, PasskeyNamed } from '../protocol/messages'
import { askPasskey } from './passkey-open'

/** Milliseconds a person has to find the key and touch it. */
const PATIENCE = 120_000
/** Bytes of each input of the PRF. */
const INPUT_BYTES = 32
/** COSE's numbers of the signatures that authenticators make. Kode looks at none of them. */
const SIGNATURES = [-7, -257]

export interface MadePasskey {
  readonly passkey: PasskeyNamed
  readonly answer: PasskeyAnswered
}

/** `declined`: the person, or the browser for them, made none. `present`: this authenticator has one already. */
export type PasskeyMaking = { readonly status: 'declined' | 'present' | 'no-prf' } | MadePasskey

/** Chromium lets an extension make passkeys for itself; elsewhere its address is no site that could have one. */
export const canMakePasskey = (): boolean =>
  location.protocol === 'chrome-extension:' && 'PublicKeyCredential' in globalThis

/** Makes a passkey for this extension alone, and asks it at once for what it will open the vault with. */
export async function makePasskey(present: readonly PasskeyNamed[]): Promise<PasskeyMaking> {
  const credential = await create(present)
  if (typeof credential === 'string') return { status: credential }
  if (credential.getClientExtensionResults().prf?.enabled !== true) return { status: 'no-prf' }
  const passkey = {
    credential: encodeBase64(new Uint8Array(credential.rawId)),
    first: encodeBase64(random()),
    second: encodeBase64(random()),
  }
  // Many authenticators answer only when they are asked to sign in. Then it is also known that it works.
  const asked = await askPasskey([passkey])
  if ('status' in asked) return asked
  const { first, second } = asked.proof
  return { passkey, answer: { first, second } }
}

async function create(
  present: readonly PasskeyNamed[],
): Promise<PublicKeyCredential | 'declined' | 'present'> {
  try {
    const made = await navigator.credentials.create({ publicKey: optionsFor(present) })
    return made instanceof PublicKeyCredential ? made : 'declined'
  } catch (cause) {
    // Refused, timed out or taken over by another request: browsers tell no more, but for what is there already.
    if (cause instanceof DOMException) return cause.name === 'InvalidStateError' ? 'present' : 'declined'
    throw cause
  }
}

const optionsFor = (present: readonly PasskeyNamed[]): PublicKeyCredentialCreationOptions => ({
  // Without an id it is that of the page, which is the extension's own.
  rp: { name: 'Kode' },
  user: { id: random(), name: 'Kode', displayName: 'Kode' },
  challenge: random(),
  pubKeyCredParams: SIGNATURES.map((alg) => ({ type: 'public-key', alg })),
  excludeCredentials: present.map(({ credential }) => ({
    type: 'public-key',
    id: decodeBase64(credential) ?? new Uint8Array(),
  })),
  authenticatorSelection: { userVerification: 'required', residentKey: 'preferred' },
  timeout: PATIENCE,
  extensions: { prf: {} },
})

const random = () => crypto.getRandomValues(new Uint8Array(INPUT_BYTES))
