import { describe, expect, test } from 'vitest'
import { crc32, inflateRawSync } from 'node:zlib'
import { zip } from '../../../scripts/zip.mjs'

const bytes = (text: string) => Buffer.from(text, 'utf8')
const ENTRIES = [
  { name: 'ø/b.txt', data: bytes('second') },
  { name: 'a.sh', data: bytes('first'), executable: true },
]

/** Reads an archive from its end, as every program does: the directory, and each file where it points. */
function read(archive: Buffer) {
  const end = archive.length - 22
  expect(archive.readUInt32LE(end)).toBe(0x06054b50)
  let at = archive.readUInt32LE(end + 16)
  return Array.from({ length: archive.readUInt16LE(end + 10) }, () => {
    expect(archive.readUInt32LE(at)).toBe(0x02014b50)
    const name = archive.toString('utf8', at + 46, at + 46 + archive.readUInt16LE(at + 28))
    const local = archive.readUInt32LE(at + 42)
    expect(archive.readUInt32LE(local)).toBe(0x04034b50)
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28)
    expect(archive.readUInt16LE(at + 10)).toBe(8)
    const data = inflateRawSync(archive.subarray(start, start + archive.readUInt32LE(at + 20)))
    expect(data).toHaveLength(archive.readUInt32LE(at + 24))
    expect(archive.readUInt32LE(at + 16)).toBe(crc32(data))
    const entry = { name, text: data.toString('utf8'), rights: archive.readUInt16LE(at + 40) & 0o777 }
    at += 46 + archive.readUInt16LE(at + 28) + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32)
    return entry
  })
}

describe('a zip', () => {
  test('holds every file, sorted by name, with its rights', () => {
    expect(read(zip(ENTRIES))).toEqual([
      { name: 'a.sh', text: 'first', rights: 0o755 },
      { name: 'ø/b.txt', text: 'second', rights: 0o644 },
    ])
  })

  test('is smaller than what is in it', () => {
    expect(zip([{ name: 'long', data: bytes('the same again '.repeat(1000)) }]).length).toBeLessThan(300)
  })

  test('is the same bytes in whatever order the files come', () => {
    expect(zip([...ENTRIES].reverse()).equals(zip(ENTRIES))).toBe(true)
  })

  test('takes no more files than its directory can count', () => {
    const many = Array.from({ length: 0x10000 }, (_, at) => ({ name: String(at), data: bytes('') }))
    expect(() => zip(many)).toThrow(RangeError)
  })
})
