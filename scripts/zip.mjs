// Zip archives that depend on their content and on nothing else.

import { crc32 } from 'node:zlib'

/** @typedef {{ name: string, data: Uint8Array, executable?: boolean }} Entry `name` with forward slashes */

/** 1 January 1980, midnight: the first day a zip can tell. */
const DATE = 0x0021
const TIME = 0
const UTF8_NAMES = 0x0800
const VERSION = 20
const UNIX = 3
/** A regular file, by Unix's rights. */
const READABLE = 0o100644
const EXECUTABLE = 0o100755

/** Past these a zip needs its 64-bit form, which stores do not take. */
const MOST_ENTRIES = 0xffff
const MOST_BYTES = 0xffffffff

/**
 * Entries are sorted, carry one fixed date, and are stored uncompressed: what deflate makes of them differs
 * between versions of zlib and between processors, and then nobody could check a release on their own computer.
 * @param {readonly Entry[]} entries
 * @throws {RangeError} when there is too much for a plain zip
 */
export function zip(entries) {
  const sorted = entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  /** @type {Buffer[]} */
  const files = []
  /** @type {Buffer[]} */
  const directory = []
  let offset = 0
  for (const entry of sorted) {
    const file = Buffer.concat([localHeader(entry), entry.data])
    files.push(file)
    directory.push(directoryHeader(entry, offset))
    offset += file.length
  }
  const index = Buffer.concat(directory)
  if (sorted.length > MOST_ENTRIES || offset + index.length > MOST_BYTES)
    throw new RangeError('too much for a zip')
  return Buffer.concat([...files, index, end(sorted.length, index.length, offset)])
}

/** @param {Entry} entry */
const localHeader = (entry) =>
  Buffer.concat([u32(0x04034b50), u16(VERSION), common(entry), u16(0), nameOf(entry)])

/** @param {Entry} entry @param {number} offset of its local header */
function directoryHeader(entry, offset) {
  const rights = entry.executable ? EXECUTABLE : READABLE
  const noExtraCommentDiskOrText = Buffer.alloc(8)
  return Buffer.concat([
    ...[u32(0x02014b50), u16((UNIX << 8) | VERSION), u16(VERSION), common(entry)],
    ...[noExtraCommentDiskOrText, u32(rights * 0x10000), u32(offset), nameOf(entry)],
  ])
}

/** What both headers say: flags, method 0, time, date, checksum, size twice, length of the name. @param {Entry} entry */
function common(entry) {
  const { length } = entry.data
  return Buffer.concat([
    ...[u16(UTF8_NAMES), u16(0), u16(TIME), u16(DATE)],
    ...[u32(crc32(entry.data)), u32(length), u32(length), u16(nameOf(entry).length)],
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
