import { beforeEach, describe, expect, test, vi } from 'vitest'
import { askPage, accountMeant, fillByGesture, fillFront } from '../../../src/background/sign-in'
import type { Keeper } from '../../../src/background/keeper'
import type { AccountId } from '../../../src/domain/account'
import type { UserMatch } from '../../../src/domain/sign-in'
import type { PageMessage } from '../../../src/protocol/page-messages'
import { accountNamed } from '../accounts'

const browser = {
  tab: undefined as { id: number; url: string | undefined } | undefined,
  /** What our content script in that tab answers; undefined for none. */
  answer: ((_message: PageMessage) => undefined) as (message: PageMessage) => unknown,
  told: [] as PageMessage[],
}
vi.mock('../../../src/platform/tabs', () => ({
  tabInFront: () => Promise.resolve(browser.tab),
  tellTab: (_tab: number, message: PageMessage) => {
    browser.told.push(message)
    return Promise.resolve(browser.answer(message))
  },
}))
vi.mock('../../../src/platform/badge', () => ({ markTab: vi.fn(), unmarkTab: vi.fn() }))
vi.mock('../../../src/platform/notify', () => ({ notifyOf: vi.fn(), takeBackNotice: vi.fn() }))
vi.mock('../../../src/platform/i18n', () => ({ t: (key: string) => key }))
vi.mock('../../../src/platform/sender', () => ({ isTopDocument: () => true, originOf: () => '' }))

const alice = accountNamed('alice@contoso.example')
const bob = accountNamed('bob@contoso.example')
const keeperOf = (...accounts: readonly (typeof alice)[]) =>
  ({ read: () => Promise.resolve({ ok: true, value: { accounts } }) }) as unknown as Keeper
const locked = {
  read: () => Promise.resolve({ ok: false, error: { status: 'locked' } }),
} as unknown as Keeper

const ENTRA = 'https://login.microsoftonline.com/common/login'
const sees = (state: string, user = 'alice@contoso.example') => {
  browser.answer = ({ verb }) => (verb === 'page.look' ? { state, user } : { status: 'filled' })
}

beforeEach(() => {
  Object.assign(browser, { tab: { id: 7, url: ENTRA }, answer: () => undefined, told: [] })
})

describe('what the tab in front asks for', () => {
  test.each(['app-code', 'rejected', 'unclear-code', 'registration-code'])('%s: a code', async (state) => {
    sees(state)
    expect(await askPage(keeperOf(alice, bob))).toMatchObject({
      status: 'waits',
      offers: [
        { id: alice.id, match: 'same' },
        { id: bob.id, match: 'other' },
      ],
    })
    expect(await askPage(locked)).toEqual({ status: 'locked' })
    expect(await askPage(keeperOf())).toMatchObject({ status: 'quiet', reason: 'no-account' })
  })

  test.each([
    ['push', 'not-chosen'],
    ['method-picker', 'not-chosen'],
    ['other-code', 'other-code'],
    ['other-method', 'other-method'],
    ['device-code', 'device-code'],
    ['none', 'nothing-asked'],
  ])('%s: nothing, because %s', async (state, reason) => {
    sees(state)
    expect(await askPage(keeperOf(alice))).toEqual({
      status: 'quiet',
      reason,
      host: 'login.microsoftonline.com',
    })
  })

  test.each([
    [ENTRA, 'unreachable', 'login.microsoftonline.com'],
    [
      'https://login.microsoftonline.com.evil.example/',
      'elsewhere',
      'login.microsoftonline.com.evil.example',
    ],
    ['https://login.micros\u043eftonline.com/', 'elsewhere', 'login.xn--microsftonline-9wj.com'],
    ['https://login.microsoftonline.com@evil.example/', 'elsewhere', 'evil.example'],
    ['http://login.microsoftonline.com/', 'elsewhere', 'login.microsoftonline.com'],
    ['https://login.microsoftonline.com:8443/', 'elsewhere', 'login.microsoftonline.com:8443'],
    ['chrome://extensions', 'browser-page', ''],
    ['about:blank', 'browser-page', ''],
    [undefined, 'browser-page', ''],
  ])('at %s nobody of ours answers: %s', async (url, reason, host) => {
    browser.tab = { id: 7, url }
    const asks = await askPage(keeperOf(alice))
    expect(asks).toMatchObject({ status: 'quiet', reason })
    if (!url?.includes('\u043e')) expect(asks).toMatchObject({ host })
    else expect(asks).toMatchObject({ host: expect.stringContaining('xn--') as string })
  })

  test.each([
    null,
    { state: 'app-code' },
    { state: 'code', user: '' },
    { state: 'app-code', user: '', secret: 1 },
  ])('an answer of another shape (%j) is none', async (answer) => {
    browser.answer = () => answer
    expect(await askPage(keeperOf(alice))).toMatchObject({ reason: 'unreachable' })
  })

  test('without a tab there is nothing to say', async () => {
    browser.tab = undefined
    expect(await askPage(keeperOf(alice))).toEqual({ status: 'none' })
    expect(await fillFront(alice.id)).toEqual({ status: 'unreachable' })
  })
})

describe('the key and the menu', () => {
  const openKode = vi.fn(() => Promise.resolve())
  beforeEach(() => openKode.mockClear())

  test('fill the one account that is meant', async () => {
    sees('app-code')
    await fillByGesture(keeperOf(alice, bob), 7, openKode)
    expect(browser.told.at(-1)).toEqual({ verb: 'page.fill', id: alice.id })
    expect(openKode).not.toHaveBeenCalled()
  })

  test.each([
    ['a page that wants a text message', () => sees('other-code'), keeperOf(alice)],
    ['a page for another device’s code', () => sees('device-code'), keeperOf(alice)],
    ['a page without us', () => undefined, keeperOf(alice)],
    ['a locked vault', () => sees('app-code'), locked],
    ['another user’s name', () => sees('app-code', 'carol@contoso.example'), keeperOf(alice)],
    ['two that may be meant', () => sees('app-code', ''), keeperOf(alice, bob)],
    ['no account', () => sees('app-code'), keeperOf()],
  ])('open Kode instead: %s', async (_why, arrange, keeper) => {
    arrange()
    await fillByGesture(keeper, 7, openKode)
    expect(openKode).toHaveBeenCalledOnce()
    expect(browser.told.every(({ verb }) => verb === 'page.look')).toBe(true)
  })

  test('open Kode where the page refuses', async () => {
    browser.answer = ({ verb }) =>
      verb === 'page.look' ? { state: 'app-code', user: '' } : { status: 'refused', reason: 'rate' }
    await fillByGesture(keeperOf(alice), 7, openKode)
    expect(openKode).toHaveBeenCalledOnce()
  })
})

test.each<[UserMatch[], number | undefined]>([
  [['same', 'other'], 0],
  [['same', 'same'], undefined],
  [['unknown'], 0],
  [['unknown', 'different'], 0],
  [['unknown', 'unknown'], undefined],
  [['different'], undefined],
  [[], undefined],
])('of %j the account meant is number %s', (matches, index) => {
  const offers = matches.map((match, at) => ({
    ...{ id: String(at) as AccountId, name: '', user: '', period: 30 },
    match,
  }))
  expect(accountMeant(offers)).toBe(index === undefined ? undefined : offers[index])
})
