import { describe, expect, test } from 'vitest'
import { codeOfStep, judgeCode, stepAt, WINDOW } from '../../site/totp.mjs'

/** RFC 6238, appendix B: the keys are the ASCII digits repeated to each hash's length. */
const KEYS = {
  sha1: new TextEncoder().encode('12345678901234567890'),
  sha256: new TextEncoder().encode('12345678901234567890123456789012'),
  sha512: new TextEncoder().encode('1234567890123456789012345678901234567890123456789012345678901234'),
}

/** https://www.rfc-editor.org/rfc/rfc6238#appendix-B */
const VECTORS = [
  { seconds: 59, sha1: '94287082', sha256: '46119246', sha512: '90693936' },
  { seconds: 1111111109, sha1: '07081804', sha256: '68084774', sha512: '25091201' },
  { seconds: 1111111111, sha1: '14050471', sha256: '67062674', sha512: '99943326' },
  { seconds: 1234567890, sha1: '89005924', sha256: '91819424', sha512: '93441116' },
  { seconds: 2000000000, sha1: '69279037', sha256: '90698825', sha512: '38618901' },
  { seconds: 20000000000, sha1: '65353130', sha256: '77737706', sha512: '47863826' },
]
const HASHES = ['sha1', 'sha256', 'sha512'] as const
const CASES = VECTORS.flatMap((vector) =>
  HASHES.map((algorithm) => ({ algorithm, seconds: vector.seconds, code: vector[algorithm] })),
)

const key = KEYS.sha1
const now = 1_234_567_890_000
const step = stepAt(now)
const judge = (code: string, lastStep = -1) => judgeCode({ key, code, lastStep, now })

describe('codes of RFC 6238', () => {
  test.each(CASES)('$algorithm at $seconds s is $code', ({ algorithm, seconds, code }) => {
    const rules = { algorithm, digits: 8 }
    expect(codeOfStep(KEYS[algorithm], stepAt(seconds * 1000), rules)).toBe(code)
    expect(judgeCode({ key: KEYS[algorithm], code, lastStep: -1, now: seconds * 1000, rules }).verdict).toBe(
      'accepted',
    )
  })

  test.each(CASES)('$algorithm at $seconds s is not $code changed in one digit', (vector) => {
    const { algorithm, seconds, code } = vector
    const changed = String((Number(code[0]) + 1) % 10) + code.slice(1)
    const attempt = { key: KEYS[algorithm], code: changed, lastStep: -1, now: seconds * 1000 }
    expect(judgeCode({ ...attempt, rules: { algorithm, digits: 8 } }).verdict).toBe('incorrect')
  })
})

describe('judging a code', () => {
  test.each([-WINDOW, -1, 0, 1, WINDOW])('a code %i steps away is accepted and says its step', (away) => {
    expect(judge(codeOfStep(key, step + away))).toEqual({ verdict: 'accepted', step: step + away })
  })

  test.each([-WINDOW - 1, WINDOW + 1])('a code %i steps away is incorrect', (away) => {
    expect(judge(codeOfStep(key, step + away))).toEqual({ verdict: 'incorrect', step: -1 })
  })

  test('the step accepted last is a duplicate', () => {
    expect(judge(codeOfStep(key, step), step)).toEqual({ verdict: 'duplicate', step })
  })

  test('a step before the one accepted last is old, though it was never used itself', () => {
    expect(judge(codeOfStep(key, step - 1), step).verdict).toBe('old')
  })

  test('the step after the one accepted last is accepted', () => {
    expect(judge(codeOfStep(key, step + 1), step).verdict).toBe('accepted')
  })

  test.each([
    ['nothing', ''],
    ['five digits', codeOfStep(key, step).slice(1)],
    ['seven digits', `${codeOfStep(key, step)}0`],
    ['a space before', ` ${codeOfStep(key, step)}`],
    ['a grouped code', `${codeOfStep(key, step).slice(0, 3)} ${codeOfStep(key, step).slice(3)}`],
    ['letters', 'abcdef'],
    [
      'Arabic digits of the same value',
      codeOfStep(key, step).replace(/\d/g, (d) => '٠١٢٣٤٥٦٧٨٩'[Number(d)]!),
    ],
    ['a user name', 'alice@contoso.example'],
  ])('%s is incorrect', (_, code) => {
    expect(judge(code).verdict).toBe('incorrect')
  })

  test('a code of another key is incorrect', () => {
    expect(judge(codeOfStep(KEYS.sha256, step)).verdict).toBe('incorrect')
  })

  test('steps before 1970 are not asked for', () => {
    expect(judgeCode({ key, code: codeOfStep(key, 0), lastStep: -1, now: 1000 }).verdict).toBe('accepted')
  })
})
