// Base32 as RFC 4648 section 6 has it, without padding. Written for the practice site alone, so that a mistake
// in the extension's own reader cannot hide here too.

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567'

/**
 * Bytes as lower-case base32, the case Microsoft's registration pages use.
 * @param {Uint8Array} bytes
 */
export function encodeBase32(bytes) {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('')
  const groups = bits.match(/.{1,5}/g) ?? []
  return groups.map((group) => ALPHABET[parseInt(group.padEnd(5, '0'), 2)]).join('')
}

/**
 * The bytes of a base32 text in either case.
 * @param {string} text
 * @throws {RangeError} when a character is not base32
 */
export function decodeBase32(text) {
  const bits = Array.from(text.toLowerCase(), (character) => {
    const value = ALPHABET.indexOf(character)
    if (value < 0) throw new RangeError(`not base32: ${JSON.stringify(character)}`)
    return value.toString(2).padStart(5, '0')
  }).join('')
  const whole = bits.match(/.{8}/g) ?? []
  return Uint8Array.from(whole, (byte) => parseInt(byte, 2))
}
