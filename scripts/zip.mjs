// Zip archives that depend on their content and on nothing else.

import { crc32 } from 'node:zlib'
import { deflateRaw } from 'pako'

/** @typedef {{ name: string, data: Uint8Array, executable?: boolean }} Entry `name` with forward slashes */

/** 1 January 1980, midnight: the first day a zip can tell. */
const DATE = 0x0021
const TIME = 0
const UTF8_NAMES = 0x0800
const VERSION = 20
const DEFLATED = 8
const UNIX = 3
/** A regular file, by Unix's rights. */
const READABLE = 0o100644
const EXECUTABLE = 0o100755

/** Past these a zip needs its 64-bit form, which stores do not take. */
const MOST_ENTRIES = 0xffff
const MOST_BYTES = 0xffffffff

/**
 * Entries are sorted and carry one fixed date. They are deflated by a library of one pinned version: what Node's zlib
 * makes of them differs between versions and processors, and then nobody could check a release on their own computer.
 *
 * @param {readonly Entry[]} entries
 * @throws {RangeError} when there is too much for a plain zip
 */
export function zip(entries) {
  if (entries.length > MOST_ENTRIES) throw new RangeError('too many files for a zip')
  const sorted = entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  /** @type {Buffer[]} */
  const files = []
  /** @type {Buffer[]} */
  const directory = []
  let offset = 0
  for (const entry of sorted.map(deflated)) {
    const file = Buffer.concat([localHeader(entry), entry.packed])
    files.push(file)
    directory.push(directoryHeader(entry, offset))
    offset += file.length
  }
  const index = Buffer.concat(directory)
  if (offset + index.length > MOST_BYTES) throw new RangeError('too much for a zip')
  return Buffer.concat([...files, index, end(sorted.length, index.length, offset)])
}

/** @typedef {Entry & { packed: Uint8Array }} Deflated */

/** @param {Entry} entry @returns {Deflated} */
const deflated = (entry) => ({ ...entry, packed: deflateRaw(entry.data, { level: 9, memLevel: 9 }) })

/** @param {Deflated} entry */
const localHeader = (entry) =>
  Buffer.concat([u32(0x04034b50), u16(VERSION), common(entry), u16(0), nameOf(entry)])

/** @param {Deflated} entry @param {number} offset of its local header */
function directoryHeader(entry, offset) {
  const rights = entry.executable ? EXECUTABLE : READABLE
  const noExtraCommentDiskOrText = Buffer.alloc(8)
  return Buffer.concat([
    ...[u32(0x02014b50), u16((UNIX << 8) | VERSION), u16(VERSION), common(entry)],
    ...[noExtraCommentDiskOrText, u32(rights * 0x10000), u32(offset), nameOf(entry)],
  ])
}

/** What both headers say: flags, method, time, date, checksum, both sizes, length of the name. @param {Deflated} entry */
function common(entry) {
  const { data, packed } = entry
  return Buffer.concat([
    ...[u16(UTF8_NAMES), u16(DEFLATED), u16(TIME), u16(DATE)],
    ...[u32(crc32(data)), u32(packed.length), u32(data.length), u16(nameOf(entry).length)],
  ])
}

/** @param {number} count @param {number} size of the directory @param {number} offset of the directory */
const end = (count, size, offset) =>
  Buffer.concat([u32(0x06054b50), u32(0), u16(count), u16(count), u32(size), u32(offset), u16(0)])

/** @param {Entry} entry */
const nameOf = ({ name }) => Buffer.from(name, 'utf8')

/** @param {number} value */
function u16(value) {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16LE(value)
  return bytes
}

/** @param {number} value */
function u32(value) {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
