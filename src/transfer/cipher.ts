import type { Bytes } from '../domain/base64'

export const utf8 = (text: string): Bytes => new TextEncoder().encode(text)

/** Opens AES-256-GCM; `data` ends with the 16-byte tag. `undefined` for another key as for changed bytes. */
export function openGcm(key: Bytes, iv: Bytes, data: Bytes, bound?: Bytes): Promise<Bytes | undefined> {
  const algorithm = { name: 'AES-GCM', iv, ...(bound ? { additionalData: bound } : {}) }
  return decrypt(key, algorithm, data)
}

/** Opens AES-256-CBC with PKCS #7 padding. Nothing is authenticated: what comes out must be checked. */
export function openCbc(key: Bytes, iv: Bytes, data: Bytes): Promise<Bytes | undefined> {
  return decrypt(key, { name: 'AES-CBC', iv }, data)
}

async function decrypt(
  raw: Bytes,
  algorithm: AesGcmParams | AesCbcParams,
  data: Bytes,
): Promise<Bytes | undefined> {
  const key = await crypto.subtle.importKey('raw', raw, algorithm.name, false, ['decrypt'])
  try {
    return new Uint8Array(await crypto.subtle.decrypt(algorithm, key, data))
  } catch (cause) {
    // Bad tags, paddings and IV lengths alike.
    if (cause instanceof DOMException) return undefined
    throw cause
  }
}

/** `mac` is HMAC-SHA-256 of `data`, compared in constant time. */
export async function isHmac(raw: Bytes, mac: Bytes, data: Bytes): Promise<boolean> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', raw, algorithm, false, ['verify'])
  return crypto.subtle.verify('HMAC', key, mac, data)
}

export function joinBytes(...parts: readonly Bytes[]): Bytes {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    joined.set(part, at)
    at += part.length
  }
  return joined
}

/** Characters. The longest that any format writes has 128. */
const LONGEST_HEX = 1024

/** Bytes written as two hexadecimal digits each, or `undefined`. */
export function decodeHex(text: string): Bytes | undefined {
  if (text.length > LONGEST_HEX || text.length % 2 !== 0 || !/^[\da-f]*$/i.test(text)) return undefined
  return Uint8Array.from(text.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16))
}

export const encodeHex = (bytes: Bytes): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
