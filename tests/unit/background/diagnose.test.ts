import { expect, test } from 'vitest'
import { diagnose, type RefusedCode } from '../../../src/background/diagnose'
import { REJECTION_CAUSES, type Rejected } from '../../../src/protocol/messages'
import { accountNamed } from '../accounts'

const NOW = 3_010_000
const clock = (ahead: number) => ({ server: NOW - ahead, here: NOW })

/** Alice's code of step 100, sent once in that step, to a page that shows her and tells the right time. */
const refused = (seen: Partial<Rejected> = {}, more: Partial<RefusedCode> = {}): RefusedCode => ({
  account: accountNamed('alice@contoso.example'),
  until: 3_030_000,
  now: NOW,
  seen: { user: 'alice@contoso.example', state: 'app-code', submits: 1, clock: clock(0), ...seen },
  ...more,
})

test.each<[string, RefusedCode, string, number]>([
  ['nothing to be found', refused(), 'unknown', 0],
  ['a page without a time', refused({ clock: null }), 'unknown-clock', 0],
  ['a clock five minutes ahead', refused({ clock: clock(300_000) }), 'clock-ahead', 5],
  ['a clock an hour behind', refused({ clock: clock(-3_600_000) }), 'clock-behind', 60],
  ['a clock a minute off, which Microsoft forgives', refused({ clock: clock(60_000) }), 'unknown', 0],
  ['a code sent twice', refused({ submits: 2 }), 'used', 0],
  ['a code sent two minutes later', refused({}, { now: NOW + 120_000 }), 'expired', 0],
  ['a code sent in the next step', refused({}, { now: NOW + 40_000 }), 'unknown', 0],
  ['another user', refused({ user: 'bob@contoso.example' }), 'different-user', 0],
  ['no user', refused({ user: '' }), 'unknown', 0],
  ['a page that may want a text message', refused({ state: 'unclear-code' }), 'perhaps-sent', 0],
  ['an account that is gone', refused({}, { account: undefined }), 'unknown', 0],
  [
    'the clock before all else',
    refused({ clock: clock(300_000), submits: 2, user: 'b@c.example' }),
    'clock-ahead',
    5,
  ],
])('%s', (_what, code, cause, minutes) => {
  expect(diagnose(code)).toEqual({ cause, minutes })
  expect(REJECTION_CAUSES).toContain(cause)
})
