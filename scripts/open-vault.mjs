// Opens the sealed bytes that Kode exports, without Kode: written from SECURITY.md alone, so that nobody's codes
// depend on our program. Prints what is inside, secrets and all.
//   node scripts/open-vault.mjs <file>               asks for the passphrase
//   node scripts/open-vault.mjs --recovery <file>    asks for the recovery code

import {
  createDecipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  hkdfSync,
} from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import { inflateRawSync } from 'node:zlib'
import { argon2id } from 'hash-wasm'

/**
 * @typedef {{ header: string, iv: string, data: string }} VaultRecord as it is stored
 * @typedef {{ iv: string, data: string }} Sealed
 * @typedef {{ memoryKiB: number, iterations: number, parallelism: number, version: number, name: string }} Kdf
 * @typedef {{ id: string, kind: string, kdf: Kdf, salt: string, iv: string, wrapped: string,
 *   private: Sealed, ephemeral: string }} Slot
 * @typedef {{ vault: string, generation: number, packing?: string, slots: Slot[] }} Header
 * @typedef {{ passphrase: string } | { recoveryCode: string }} Secret
 */

const bytes = (/** @type {string} */ text) => Buffer.from(text, 'base64')

/**
 * The contents of the newest record that `secret` opens; `undefined` if none does.
 * @param {unknown} exported what `vault.exportBytes` gave, or one record
 * @param {Secret} secret
 * @returns {Promise<any>}
 */
export async function openVault(exported, secret) {
  for (const record of recordsOf(exported)) {
    /** @type {Header} */
    const header = JSON.parse(record.header)
    for (const slot of header.slots) {
      const key = await vaultKeyOf(header.vault, slot, secret)
      const body = key && openGcm(key, record.iv, record.data, record.header)
      if (body) return JSON.parse(unpacked(header, body).toString('utf8'))
    }
  }
  return undefined
}

/** The records that look like vaults, newest first. @param {any} exported @returns {VaultRecord[]} */
function recordsOf(exported) {
  const all = Array.isArray(exported?.records)
    ? exported.records.map((/** @type {any} */ { stored }) => stored)
    : [exported]
  const records = all.filter((/** @type {any} */ one) => typeof one?.header === 'string')
  const generation = (/** @type {VaultRecord} */ { header }) => {
    try {
      return JSON.parse(header).generation
    } catch {
      return undefined
    }
  }
  return records
    .filter((/** @type {VaultRecord} */ one) => Number.isInteger(generation(one)))
    .sort((/** @type {VaultRecord} */ a, /** @type {VaultRecord} */ b) => generation(b) - generation(a))
}

/** @param {string} vault @param {Slot} slot @param {Secret} secret @returns {Promise<Buffer | undefined>} */
async function vaultKeyOf(vault, slot, secret) {
  const { id, kind, kdf, salt } = slot
  const label = (/** @type {unknown[]} */ ...numbers) =>
    JSON.stringify(['kode-slot', vault, id, kind, kdf.name, ...numbers, salt])
  if (kind === 'passphrase' && 'passphrase' in secret) {
    const key = await passphraseKey(secret.passphrase, bytes(salt), kdf)
    const bound = label(kdf.version, kdf.memoryKiB, kdf.iterations, kdf.parallelism)
    return openGcm(key, slot.iv, slot.wrapped, bound)
  }
  if (kind === 'recovery' && 'recoveryCode' in secret) {
    const key = hkdf(recoveryBytes(secret.recoveryCode), bytes(salt), 'kode-slot recovery')
    return openLock(key, slot, label())
  }
  return undefined
}

/** @param {string} passphrase @param {Buffer} salt @param {Kdf} kdf */
async function passphraseKey(passphrase, salt, { memoryKiB, iterations, parallelism }) {
  const password = passphrase.normalize('NFKC')
  const cost = { memorySize: memoryKiB, iterations, parallelism }
  return Buffer.from(await argon2id({ password, salt, ...cost, hashLength: 32, outputType: 'binary' }))
}

/** The vault key behind a lock. @param {Buffer} key @param {Slot} slot @param {string} label */
function openLock(key, slot, label) {
  const own = openGcm(key, slot.private.iv, slot.private.data, label)
  if (!own) return undefined
  const privateKey = createPrivateKey({ key: jwkOf(own.subarray(32), own.subarray(0, 32)), format: 'jwk' })
  const publicKey = createPublicKey({ key: jwkOf(bytes(slot.ephemeral).subarray(1)), format: 'jwk' })
  const shared = diffieHellman({ privateKey, publicKey })
  const point = Buffer.concat([Buffer.of(4), own.subarray(32)]).toString('base64')
  const info = JSON.stringify(['kode-lock', label, slot.ephemeral, point])
  return openGcm(hkdf(shared, Buffer.alloc(0), info), slot.iv, slot.wrapped, label)
}

/** A key of P-256. @param {Buffer} point its two coordinates @param {Buffer} [own] the private number */
function jwkOf(point, own) {
  const [x, y] = [point.subarray(0, 32), point.subarray(32)].map((half) => half.toString('base64url'))
  return { kty: 'EC', crv: 'P-256', x: x ?? '', y: y ?? '', ...(own && { d: own.toString('base64url') }) }
}

/** @param {Buffer} secret @param {Buffer} salt @param {string} info */
const hkdf = (secret, salt, info) => Buffer.from(hkdfSync('sha256', secret, salt, info, 32))

/** AES-256-GCM; `undefined` if it does not open. @param {Buffer} key @param {string} iv @param {string} data @param {string} bound */
function openGcm(key, iv, data, bound) {
  const sealed = bytes(data)
  const decipher = createDecipheriv('aes-256-gcm', key, bytes(iv), { authTagLength: 16 })
  decipher.setAAD(Buffer.from(bound, 'utf8')).setAuthTag(sealed.subarray(-16))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()])
  } catch {
    return undefined
  }
}

/** A body without its padding. @param {Header} header @param {Buffer} body */
function unpacked({ packing }, body) {
  if (packing !== 'deflate') return body.subarray(0, body.indexOf(0))
  const end = 8 + body.readUInt32BE(0)
  return inflateRawSync(body.subarray(8, end), { maxOutputLength: body.readUInt32BE(4) })
}

/** The 128 bits of a recovery code. @param {string} typed */
export function recoveryBytes(typed) {
  const characters = typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
  const bits = [...characters]
    .map((one) => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'.indexOf(one).toString(2).padStart(5, '0'))
    .join('')
  const secret = Buffer.from(
    bits
      .slice(0, 128)
      .match(/.{8}/g)
      ?.map((byte) => Number.parseInt(byte, 2)) ?? [],
  )
  const checksum = createHash('sha256').update(secret).digest().readUInt16BE() >> 4
  if (bits.length !== 140 || Number.parseInt(bits.slice(128), 2) !== checksum)
    throw new Error('That is no recovery code: a character is wrong or missing.')
  return secret
}

async function main() {
  const { values, positionals } = parseArgs({
    options: { recovery: { type: 'boolean' } },
    allowPositionals: true,
  })
  const [file] = positionals
  if (!file) throw new Error('Say which file to open: node scripts/open-vault.mjs <file>')
  const exported = JSON.parse(readFileSync(file, 'utf8'))
  const asked = createInterface({ input: process.stdin, output: process.stderr })
  const typed = await asked.question(values.recovery ? 'Recovery code: ' : 'Passphrase: ')
  asked.close()
  const contents = await openVault(
    exported,
    values.recovery ? { recoveryCode: typed } : { passphrase: typed },
  )
  if (!contents) throw new Error('Nothing in this file opens with that.')
  console.log(JSON.stringify(contents, undefined, 2))
}

if (process.argv[1] && path.resolve(process.argv[1]) === import.meta.filename) {
  main().catch((cause) => {
    console.error(cause instanceof Error ? cause.message : cause)
    process.exitCode = 1
  })
}
