// What the neutral QR pages can show, besides whatever the address asks for.

import { otpauthUri } from '../people.mjs'

/** RFC 6238's key, as the base32 that authenticators take. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

/**
 * @typedef {object} QrKind
 * @property {readonly string[]} payloads none for a page without a code
 * @property {import('../qr.mjs').Drawing & { size?: number }} [drawing]
 * @property {{ en: string, da: string }} about
 */

/** @type {Record<string, QrKind>} */
export const QR_KINDS = {
  none: {
    payloads: [],
    about: { en: 'A page without a QR code', da: 'En side uden QR-kode' },
  },
  github: {
    payloads: [`otpauth://totp/GitHub:alice?secret=${SECRET}&issuer=GitHub`],
    about: { en: 'An account from another site', da: 'En konto fra et andet sted' },
  },
  several: {
    payloads: [
      `otpauth://totp/GitHub:alice?secret=${SECRET}&issuer=GitHub`,
      otpauthUri({ user: 'alice@contoso.example', tenant: 'Contoso University' }, 'gezdgnbvgy3tqojq'),
      'https://example.org/menu',
    ],
    about: { en: 'Several codes on one page', da: 'Flere koder på én side' },
  },
  link: {
    payloads: ['https://example.org/menu'],
    about: { en: 'A link', da: 'Et link' },
  },
  wifi: {
    payloads: ['WIFI:T:WPA;S:Guests;P:not a secret;;'],
    about: { en: 'A wireless network', da: 'Et trådløst netværk' },
  },
  migration: {
    payloads: [migrationUri('GitHub', 'alice')],
    about: { en: 'A transfer from another app', da: 'En overførsel fra en anden app' },
  },
  faint: {
    payloads: [`otpauth://totp/Faint:alice?secret=${SECRET}&issuer=Faint`],
    drawing: { faint: true, scale: 2, size: 90 },
    about: { en: 'A small, pale picture', da: 'Et lille, blegt billede' },
  },
  dark: {
    payloads: [`otpauth://totp/Dark:alice?secret=${SECRET}&issuer=Dark`],
    drawing: { dark: true },
    about: { en: 'Light on dark', da: 'Lys på mørk bund' },
  },
  'long-label': {
    payloads: [`otpauth://totp/${'Long'.repeat(60)}:alice?secret=${SECRET}`],
    about: { en: 'A very long name', da: 'Et meget langt navn' },
  },
  'hostile-label': {
    payloads: [
      `otpauth://totp/${encodeURIComponent('<img src=x onerror=alert(1)>\u202Egnihtemos')}:alice?secret=${SECRET}`,
    ],
    about: { en: 'A name with markup in it', da: 'Et navn med opmærkning i' },
  },
  'nine-digits': {
    payloads: [`otpauth://totp/Digits:alice?secret=${SECRET}&digits=9`],
    about: { en: 'More digits than there are', da: 'Flere cifre, end der findes' },
  },
  'unknown-algorithm': {
    payloads: [`otpauth://totp/Algorithm:alice?secret=${SECRET}&algorithm=MD5`],
    about: { en: 'An unknown algorithm', da: 'En ukendt algoritme' },
  },
  'zero-period': {
    payloads: [`otpauth://totp/Period:alice?secret=${SECRET}&period=0`],
    about: { en: 'A period of no seconds', da: 'En periode på nul sekunder' },
  },
  'empty-secret': {
    payloads: ['otpauth://totp/Empty:alice?secret='],
    about: { en: 'An account without a key', da: 'En konto uden nøgle' },
  },
  'broken-secret': {
    payloads: ['otpauth://totp/Broken:alice?secret=not+base32%21'],
    about: { en: 'A key that is not one', da: 'En nøgle, der ikke er en' },
  },
}

/**
 * Google's transfer format with one account: a small protobuf message in base64. Written out field by field,
 * because it is the whole of it: secret, name, issuer, SHA1, six digits, time-based; then version and batch.
 * @param {string} issuer
 * @param {string} name
 */
function migrationUri(issuer, name) {
  const account = Buffer.concat([
    bytesField(1, Buffer.from('12345678901234567890')),
    bytesField(2, Buffer.from(name)),
    bytesField(3, Buffer.from(issuer)),
    Buffer.from([0x20, 1, 0x28, 1, 0x30, 2]),
  ])
  const payload = Buffer.concat([bytesField(1, account), Buffer.from([0x10, 1, 0x18, 1, 0x20, 0])])
  return `otpauth-migration://offline?data=${encodeURIComponent(payload.toString('base64'))}`
}

/**
 * A protobuf field of bytes shorter than 128.
 * @param {number} number
 * @param {Buffer} bytes
 */
function bytesField(number, bytes) {
  return Buffer.concat([Buffer.from([(number << 3) | 2, bytes.length]), bytes])
}
