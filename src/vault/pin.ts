import { encodeBase64, type Bytes } from '../domain/base64'
import { importKey, open, randomBytes, seal, utf8 } from './crypto'
import { bytesOf } from './fields'
import { derivePassphraseKey, LEAST_COST, SALT_BYTES } from './kdf'

/** A vault key under a PIN. For memory only: a PIN withstands five tries, not a disk in strange hands. */
export interface PinSeal {
  readonly salt: string
  readonly iv: string
  readonly wrapped: string
}

/** Digits only, so that it is typed on a number pad and never mistaken for the passphrase. */
const PIN = /^\d{6,32}$/

export const isPin = (text: string): boolean => PIN.test(text)

const BOUND = utf8('kode-pin')

export async function sealUnderPin(vaultKey: Bytes, pin: string): Promise<PinSeal> {
  const salt = randomBytes(SALT_BYTES)
  const { iv, data } = await seal(await keyOf(pin, salt), vaultKey, BOUND)
  return { salt: encodeBase64(salt), iv: encodeBase64(iv), wrapped: encodeBase64(data) }
}

export async function openWithPin({ salt, iv, wrapped }: PinSeal, pin: string): Promise<Bytes | undefined> {
  const key = await keyOf(pin, bytesOf(salt))
  return open(key, { iv: bytesOf(iv), data: bytesOf(wrapped) }, BOUND)
}

const keyOf = async (pin: string, salt: Bytes): Promise<CryptoKey> =>
  importKey(await derivePassphraseKey(pin, salt, LEAST_COST))
