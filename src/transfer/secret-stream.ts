import { poly1305 } from '@noble/ciphers/_poly1305.js'
import { chacha20, hchacha } from '@noble/ciphers/chacha.js'
import type { Bytes } from '../domain/base64'
import { joinBytes } from './cipher'

const BLOCK = 64
const MAC_BYTES = 16

/**
 * Opens the first message of libsodium's crypto_secretstream_xchacha20poly1305, whatever its tag. `header` has 24
 * bytes. `undefined` for another key as for changed bytes.
 *
 * The key stream's first block gives the authenticator's key, the second hides the tag, the rest the message. The
 * authenticator reads the second block with the tag sealed into its first byte, then the ciphertext.
 */
export function openSecretStream(key: Bytes, header: Bytes, sealed: Bytes): Bytes | undefined {
  const length = sealed.length - 1 - MAC_BYTES
  if (header.length !== 24 || length < 0) return undefined
  const subkey = subkeyOf(key, header.subarray(0, 16))
  const nonce = joinBytes(Uint8Array.of(1, 0, 0, 0), header.subarray(16))
  const stream = (blocks: number, from: number): Bytes =>
    Uint8Array.from(chacha20(subkey, nonce, new Uint8Array(blocks), undefined, from))

  const tagBlock = stream(BLOCK, 1)
  tagBlock[0] = sealed[0] ?? 0
  const ciphertext = sealed.subarray(1, 1 + length)
  const mac = poly1305(macInput(tagBlock, ciphertext), stream(32, 0))
  if (!isEqual(mac, sealed.subarray(1 + length))) return undefined
  return Uint8Array.from(chacha20(subkey, nonce, ciphertext, undefined, 2))
}

/** HChaCha20 of the header's first half. */
function subkeyOf(key: Bytes, nonce: Bytes): Bytes {
  const constant = wordsOf(new TextEncoder().encode('expand 32-byte k'))
  const subkey = new Uint32Array(8)
  hchacha(constant, wordsOf(key), wordsOf(nonce), subkey)
  const bytes = new Uint8Array(32)
  const view = new DataView(bytes.buffer)
  subkey.forEach((word, at) => view.setUint32(at * 4, word, true))
  return bytes
}

function wordsOf(bytes: Bytes): Uint32Array<ArrayBuffer> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return Uint32Array.from({ length: bytes.length / 4 }, (_, at) => view.getUint32(at * 4, true))
}

/** libsodium pads by the length's remainder, not up to the next block: a known slip, kept for compatibility. */
function macInput(tagBlock: Bytes, ciphertext: Bytes): Bytes {
  const lengths = new Uint8Array(16)
  new DataView(lengths.buffer).setBigUint64(8, BigInt(BLOCK + ciphertext.length), true)
  return joinBytes(tagBlock, ciphertext, new Uint8Array(ciphertext.length % 16), lengths)
}

/** In constant time. */
function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  return (
    a.length === b.length && a.reduce((difference, byte, at) => difference | (byte ^ (b[at] ?? 0)), 0) === 0
  )
}
