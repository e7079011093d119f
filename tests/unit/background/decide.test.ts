import { describe, expect, test } from 'vitest'
import { decide, type Asking } from '../../../src/background/decide'
import { accountNamed, counterDraft } from '../accounts'

const account = accountNamed('alice@contoso.example')
const SIGN_IN = 'https://login.microsoftonline.com/common/login'

/** Ten seconds into step 100 of a 30-second account, at Microsoft's sign-in, in the top document of tab 7. */
const asking: Asking = {
  url: SIGN_IN,
  origin: 'https://login.microsoftonline.com',
  tabUrl: SIGN_IN,
  isTopDocument: true,
  tab: 7,
  account,
  given: [],
  now: 3_010_000,
}

test('the right document gets the step that is on', () => {
  expect(decide(asking)).toEqual({ kind: 'give', step: 100 })
  expect(decide({ ...asking, tabUrl: undefined })).toEqual({ kind: 'give', step: 100 })
})

describe('refused', () => {
  test.each<[string, Partial<Asking>, string]>([
    ['a frame', { isTopDocument: false }, 'frame'],
    ['a look-alike', at('https://login.microsoftonline.com.evil.example/'), 'origin'],
    ['http', at('http://login.microsoftonline.com/'), 'origin'],
    ['another port', at('https://login.microsoftonline.com:444/'), 'origin'],
    ['another site', at('https://evil.example/'), 'origin'],
    ['no address', { url: '', origin: '' }, 'origin'],
    ['an opaque origin at Microsoft’s address', { origin: 'null' }, 'origin'],
    ['an origin that is not the address’s', { origin: 'https://login.live.com' }, 'origin'],
    ['a tab that shows another site', { tabUrl: 'https://evil.example/' }, 'origin'],
    ['a tab that shows another of Microsoft’s', { tabUrl: 'https://login.live.com/' }, 'origin'],
    ['a device-code page', at(`https://login.microsoftonline.com/common/oauth2/deviceauth`), 'device-code'],
    ['an unknown account', { account: undefined }, 'account'],
    ['an account of another site', { account: { ...account, offeredAt: 'nowhere' } }, 'account'],
    ['a counter account', { account: { ...account, ...counterDraft(0) } }, 'account'],
    [
      'a seventh code within a minute',
      { given: [1, 2, 3, 4, 5, 6].map((tab) => ({ tab, at: asking.now - 59_000 })) },
      'rate',
    ],
  ])('%s', (_what, change, reason) => {
    expect(decide({ ...asking, ...change })).toEqual({ kind: 'refuse', reason })
  })

  test.each<[string, Partial<Asking>]>([
    ['after 3 s', { given: [{ tab: 7, at: asking.now - 3000 }] }],
    ['in another tab', { given: [{ tab: 8, at: asking.now - 100 }] }],
    ['after a minute', { given: [1, 2, 3, 4, 5, 6].map((tab) => ({ tab, at: asking.now - 60_000 })) }],
    ['when the clock was set back', { given: [{ tab: 7, at: asking.now + 100_000 }] }],
  ])('no longer: %s', (_what, change) => {
    expect(decide({ ...asking, ...change })).toEqual({ kind: 'give', step: 100 })
  })

  function at(url: string): Partial<Asking> {
    return { url, origin: new URL(url).origin, tabUrl: url }
  }
})

describe('one code a tab in three seconds', () => {
  test.each([
    ['it waits out the rest', 3_010_000, 3_008_000, { kind: 'wait', at: 3_011_000 }],
    [
      'and into the next step where this one would be too old by then',
      3_026_000,
      3_024_500,
      { kind: 'wait', at: 3_030_000 },
    ],
  ])('%s', (_what, now, at, decision) => {
    expect(decide({ ...asking, now, given: [{ tab: 7, at }] })).toEqual(decision)
  })
})

describe('freshness', () => {
  const used = (lastUsedStep: number) => ({ ...asking, account: { ...account, lastUsedStep } })

  test.each([
    [99, { kind: 'give', step: 100 }],
    [100, { kind: 'wait', at: 3_030_000 }],
    [101, { kind: 'wait', at: 3_060_000 }],
    // Nobody used a code of the far future: the clock was set back since.
    [200, { kind: 'give', step: 100 }],
  ])('step %i was used', (step, decision) => {
    expect(decide(used(step))).toEqual(decision)
  })

  test.each([
    [3_027_000, { kind: 'give', step: 100 }],
    [3_027_001, { kind: 'wait', at: 3_030_000 }],
    [3_029_999, { kind: 'wait', at: 3_030_000 }],
    [3_030_000, { kind: 'give', step: 101 }],
  ])('asked at %i ms', (now, decision) => {
    expect(decide({ ...asking, now })).toEqual(decision)
  })

  test('a period no longer than the margin still gets its codes', () => {
    const hasty = accountNamed('hasty@contoso.example', { period: 2 })
    expect(decide({ ...asking, account: hasty, now: 3_011_900 })).toEqual({ kind: 'give', step: 1505 })
  })
})
