import { md5 } from '@noble/hashes/legacy.js'
import { decodeBase64, type Bytes } from '../domain/base64'
import { joinBytes, openCbc, utf8 } from './cipher'

const MAGIC = 'Salted__'
const KEY_BYTES = 32
const IV_BYTES = 16

/**
 * Opens what CryptoJS (and OpenSSL, long ago) encrypts with a passphrase: `Salted__`, 8 bytes of salt, AES-256-CBC.
 * Nothing is authenticated; about one wrong passphrase in 256 gives bytes.
 */
export async function openPassphrase(base64: string, passphrase: Bytes): Promise<Bytes | undefined> {
  const bytes = decodeBase64(base64)
  if (!bytes || new TextDecoder().decode(bytes.subarray(0, 8)) !== MAGIC) return undefined
  const stretched = stretch(passphrase, bytes.subarray(8, 16))
  return openCbc(stretched.subarray(0, KEY_BYTES), stretched.subarray(KEY_BYTES), bytes.subarray(16))
}

/** OpenSSL's EVP_BytesToKey with MD5 and one round. */
function stretch(passphrase: Bytes, salt: Bytes): Bytes {
  let [block, stretched] = [utf8(''), utf8('')]
  while (stretched.length < KEY_BYTES + IV_BYTES) {
    block = Uint8Array.from(md5(joinBytes(block, passphrase, salt)))
    stretched = joinBytes(stretched, block)
  }
  return stretched
}
