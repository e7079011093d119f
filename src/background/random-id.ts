import { encodeBase64 } from '../domain/base64'
import { randomBytes } from '../vault/crypto'

const ID_BYTES = 16

/** 128 random bits as 22 characters of base64url (RFC 4648 section 5). */
export function randomId(): string {
  const text = encodeBase64(randomBytes(ID_BYTES))
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}
