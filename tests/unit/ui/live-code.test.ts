import { describe, expect, test } from 'vitest'
import type { TotpCode } from '../../../src/protocol/messages'
import { liveCodeAt } from '../../../src/ui/live-code'

const END = 1_800_000_030_000
const code: TotpCode = { type: 'totp', digits: '111111', next: '222222', period: 30, expiresAt: END }

describe('the code at a moment', () => {
  test.each([
    { at: END - 30_000, digits: '111111', next: '222222', seconds: 30, late: false },
    { at: END - 5001, digits: '111111', next: '222222', seconds: 6, late: false },
    { at: END - 5000, digits: '111111', next: '222222', seconds: 5, late: true },
    { at: END - 1, digits: '111111', next: '222222', seconds: 1, late: true },
    { at: END, digits: '222222', next: undefined, seconds: 30, late: false },
    { at: END + 29_999, digits: '222222', next: undefined, seconds: 1, late: true },
  ])('$at: $digits, $seconds s', ({ at, ...expected }) => {
    expect(liveCodeAt(code, at)).toMatchObject(expected)
  })

  test('the fraction runs from one to just above zero', () => {
    expect(liveCodeAt(code, END - 30_000)?.fraction).toBe(1)
    expect(liveCodeAt(code, END - 15_000)?.fraction).toBe(0.5)
    expect(liveCodeAt(code, END - 1)?.fraction).toBeGreaterThan(0)
  })

  test('a short period is not late all the time', () => {
    const short: TotpCode = { ...code, period: 6 }
    expect(liveCodeAt(short, END - 4000)?.late).toBe(false)
    expect(liveCodeAt(short, END - 3000)?.late).toBe(true)
  })
})

describe('no code is better than a wrong one', () => {
  test.each([
    { why: 'both codes are over', at: END + 30_000 },
    { why: 'a day later', at: END + 86_400_000 },
    { why: 'the clock was put back before this code began', at: END - 30_001 },
  ])('$why', ({ at }) => {
    expect(liveCodeAt(code, at)).toBeUndefined()
  })
})
