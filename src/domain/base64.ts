/** Bytes over memory of their own, as WebCrypto wants them. */
export type Bytes = Uint8Array<ArrayBuffer>

/** `Uint8Array.fromBase64` and `toBase64`: Chromium 140, Firefox 133. The fallbacks may go when both are minimums. */
interface NativeBase64 {
  fromBase64?: (text: string) => Bytes
}

/** Stays under every engine's limit on arguments. */
const CHUNK = 0x8000

/** Base64 (RFC 4648 section 4) of `bytes`. */
export function encodeBase64(bytes: Bytes): string {
  const native = (bytes as Bytes & { toBase64?: () => string }).toBase64
  if (native) return native.call(bytes)
  let binary = ''
  for (let at = 0; at < bytes.length; at += CHUNK)
    binary += String.fromCharCode(...bytes.subarray(at, at + CHUNK))
  return btoa(binary)
}

/** The bytes of base64 text, or `undefined` if it is not base64. */
export function decodeBase64(text: string): Bytes | undefined {
  const native = (Uint8Array as NativeBase64).fromBase64
  try {
    if (native) return native.call(Uint8Array, text)
    const binary = atob(text)
    return Uint8Array.from(binary, (character) => character.charCodeAt(0))
  } catch (cause) {
    if (cause instanceof SyntaxError || cause instanceof DOMException) return undefined
    throw cause
  }
}
