import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { newRecoverySecret, readRecoveryCode, writeRecoveryCode } from '../../../src/vault/recovery-code'

const SECRET = Uint8Array.from({ length: 16 }, (_, at) => at * 17)
/** The same bits by another road: a whole number in base 32. */
function code(secret: Uint8Array): string {
  const checksum = createHash('sha256').update(secret).digest().readUInt16BE() >> 4
  let value = (BigInt(`0x${Buffer.from(secret).toString('hex')}`) << 12n) | BigInt(checksum)
  let text = ''
  for (let at = 0; at < 28; at++) {
    text = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'[Number(value & 31n)]! + text
    value >>= 5n
  }
  return text.match(/.{4}/g)!.join('-')
}

test('a code is 128 bits and 12 of their hash, in groups of four', async () => {
  expect(await writeRecoveryCode(SECRET)).toBe(code(SECRET))
  for (let round = 0; round < 100; round++) {
    const secret = newRecoverySecret()
    expect(await writeRecoveryCode(secret)).toBe(code(secret))
    expect(await readRecoveryCode(code(secret))).toEqual({ ok: true, value: secret })
  }
})

test.each([
  ['small letters', code(SECRET).toLowerCase()],
  ['spaces for hyphens', ` ${code(SECRET).replaceAll('-', '  ')}\n`],
  ['no groups', code(SECRET).replaceAll('-', '')],
  ['dashes a text program made', code(SECRET).replaceAll('-', '–')],
  ['O for 0 and l for 1', code(SECRET).replaceAll('0', 'O').replaceAll('1', 'l')],
])('%s do not matter', async (_what, typed) => {
  expect(await readRecoveryCode(typed)).toEqual({ ok: true, value: SECRET })
})

describe('mistyped', () => {
  test.each([
    ['nothing', ''],
    ['a character short', code(SECRET).slice(0, -1)],
    ['a character more', `${code(SECRET)}0`],
    ['a letter that is not in the alphabet', code(SECRET).replace(/.$/, 'U')],
    ['NUL', code(SECRET).replace(/.$/, '\0')],
    ['an emoji', code(SECRET).replace(/.$/, '😀')],
    ['a megabyte', '0'.repeat(1_000_000)],
    ['spaces without end', ' '.repeat(100_000)],
  ])('%s', async (_what, typed) => {
    expect(await readRecoveryCode(typed)).toEqual({ ok: false, error: 'mistyped' })
  })

  test('nearly every wrong character', async () => {
    const right = code(SECRET).replaceAll('-', '')
    let missed = 0
    let tried = 0
    for (let at = 0; at < right.length; at++) {
      for (const other of '0123456789ABCDEFGHJKMNPQRSTVWXYZ') {
        if (other === right[at]) continue
        tried++
        const typed = right.slice(0, at) + other + right.slice(at + 1)
        if ((await readRecoveryCode(typed)).ok) missed++
      }
    }
    // One in 4096 is what twelve bits promise.
    expect(tried).toBe(28 * 31)
    expect(missed).toBeLessThanOrEqual(2)
  })
})
