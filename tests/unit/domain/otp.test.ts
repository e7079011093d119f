import { execFileSync } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { ALGORITHMS, steamOf, type Algorithm, type Hotp, type Totp } from '../../../src/domain/account'
import { codeAt, codeOfCounter, codeOfStep } from '../../../src/domain/otp'
import { secretBytes, type Secret } from '../../../src/domain/secret'
import rfc4226 from '../../fixtures/vectors/rfc4226.json'
import rfc6238 from '../../fixtures/vectors/rfc6238.json'

describe('RFC 6238 appendix B', () => {
  test.each(rfc6238.cases)('$algorithm at $seconds s', ({ seconds, algorithm, digits }) => {
    const secret = rfc6238.seeds[algorithm as Algorithm] as Secret
    const totp: Totp = { type: 'totp', secret, algorithm: algorithm as Algorithm, digits: 8, period: 30 }
    expect(codeAt(totp, seconds * 1000).digits).toBe(digits)
  })
})

test.each(rfc4226.codes.map((digits, counter) => ({ digits, counter })))(
  'RFC 4226 appendix D, counter $counter',
  ({ digits, counter }) => {
    const secret = rfc4226.seed as Secret
    expect(codeOfCounter({ type: 'hotp', secret, algorithm: 'SHA1', digits: 6, counter })).toBe(digits)
  },
)

test('a code says when it holds, and the next one follows it', () => {
  const totp: Totp = {
    type: 'totp',
    secret: rfc4226.seed as Secret,
    algorithm: 'SHA1',
    digits: 6,
    period: 30,
  }
  const code = codeAt(totp, 59_999)
  expect(code).toEqual({ digits: '287082', step: 1, validFrom: 30_000, expiresAt: 60_000 })
  expect(codeAt(totp, code.expiresAt)).toEqual(codeOfStep(totp, 2))
})

describe('Steam', () => {
  test('its code is the truncated HMAC in its own alphabet, worked out here a second time', () => {
    const steam = steamOf(rfc4226.seed as Secret)
    for (let step = 0; step < 200; step += 1)
      expect(codeOfStep(steam, step).digits).toBe(byHand(steam.secret, step))
  })

  test('changes every 30 seconds', () => {
    const code = codeAt(steamOf(rfc4226.seed as Secret), 59_999)
    expect(code).toMatchObject({ step: 1, validFrom: 30_000, expiresAt: 60_000 })
    expect(code.digits).toMatch(/^[2-9BCDFGHJKMNPQRTVWXY]{5}$/)
  })

  function byHand(secret: Secret, step: number): string {
    const message = Buffer.alloc(8)
    message.writeBigUInt64BE(BigInt(step))
    const mac = createHmac('sha1', secretBytes(secret)).update(message).digest()
    let number = mac.readUInt32BE(mac[19]! & 15) & 0x7fffffff
    let code = ''
    for (let place = 0; place < 5; place += 1) {
      code += '23456789BCDFGHJKMNPQRTVWXY'.charAt(number % 26)
      number = (number - (number % 26)) / 26
    }
    return code
  }
})

/**
 * The second opinion: OATH Toolkit, in C, by other people. Periods and times are drawn from a fixed seed, so
 * that a failure can be repeated. One process a case is slow, so one shell runs them all.
 */
describe('1,000 random codes agree with oathtool', () => {
  const cases = randomCases(1000)

  test('TOTP of every algorithm, length and period, and HOTP', () => {
    const lines = cases.map(({ oathtool }) => `oathtool ${oathtool.join(' ')}`).join('\n')
    const theirs = execFileSync('sh', ['-es'], { input: lines, encoding: 'utf8' }).trim().split('\n')
    expect(theirs).toHaveLength(cases.length)
    expect(cases.map(({ ours }) => ours)).toEqual(theirs)
  }, 60_000)

  test('neighbouring codes differ, so that agreement is no accident', () => {
    const differing = cases.filter(({ ours, later }) => ours !== later)
    expect(differing.length).toBeGreaterThan(cases.length * 0.9)
  })
})

function randomCases(count: number) {
  const random = mulberry32(20_261_122)
  const below = (limit: number) => Math.floor(random() * limit)
  return Array.from({ length: count }, () => {
    const length = 16 + below(60)
    const secret = Array.from({ length }, () => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[below(32)]).join(
      '',
    ) as Secret
    const algorithm = ALGORITHMS[below(3)] ?? 'SHA1'
    const digits = 6 + below(3)
    // oathtool refuses text that no encoder would write.
    const padded = secret.slice(0, secret.length - (secret.length % 8))
    const generator = { secret: padded as Secret, digits }
    if (below(4) === 0)
      return counterCase({ type: 'hotp', algorithm: 'SHA1', counter: below(1e6), ...generator })
    return timeCase({ type: 'totp', algorithm, period: 1 + below(600), ...generator }, below(4_000_000_000))
  })
}

function counterCase(hotp: Hotp) {
  const oathtool = ['--hotp', '--base32', `-d${hotp.digits}`, `-c${hotp.counter}`, hotp.secret]
  return { oathtool, ours: codeOfCounter(hotp), later: codeOfCounter({ ...hotp, counter: hotp.counter + 1 }) }
}

function timeCase(totp: Totp, seconds: number) {
  const { secret, algorithm, digits, period } = totp
  const oathtool = [`--totp=${algorithm}`, '--base32', `-d${digits}`, `-s${period}s`, `-N@${seconds}`, secret]
  const later = codeAt(totp, (seconds + period) * 1000).digits
  return { oathtool, ours: codeAt(totp, seconds * 1000).digits, later }
}

/** A small seeded generator: these cases must be the same everywhere, not unpredictable. */
function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
