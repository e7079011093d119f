import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import * as journey from '../harness/journey.mjs'
import { Kode } from '../harness/kode.mjs'
import { awaitOffer, hasOffer, readOffer } from '../harness/offer.mjs'
import { textsIn } from '../harness/texts.mjs'
import { PAGES } from '../site/pages.mjs'
import { startSite, type Site } from '../site/server.mjs'

/** Where a code of an authenticator app may be the answer. */
const ANSWERED: readonly string[] = ['app-code', 'unclear-code', 'rejected', 'registration-code']
/** Where the page has a way to a code. */
const LEADING: readonly string[] = ['push', 'method-picker']

/** Where Kode goes along through a registration. */
const COACHED: readonly string[] = [
  'registration-install',
  'registration-setup',
  'registration-qr',
  'registration-push-qr',
]

/** Pages that show another name than the account's, which may be an alias of it: said in the offer. */
const OTHER_NAMES: readonly string[] = ['entra-otp-other-account', 'entra-otp-alias']

/** Milliseconds after which a page that will ever have an offer has it, from when it has drawn itself. */
const LONG_ENOUGH = 1000
/** Milliseconds that the stand-ins with a delay take to draw themselves. */
const LATEST = 1500

const t = textsIn('en')
let site: Site
let kode: Kode
let page: Page

// One browser for all pages: they are only looked at.
beforeAll(async () => {
  site = await startSite()
  kode = await Kode.launch({ arguments: site.browserArguments() })
  const popup = await kode.openPage()
  await journey.choosePassphrase(popup, t)
  await popup.evaluate(async () => {
    const entry = {
      ...{ name: 'Work', issuer: 'Microsoft', user: 'alice@contoso.example', secret: 'GEZDGNBVGY3TQOJQ' },
      ...{ type: 'totp', algorithm: 'SHA1', digits: 6, period: 30, counter: 0 },
    }
    await chrome.runtime.sendMessage({ verb: 'accounts.enter', request: { entry, despiteConflict: false } })
  })
  await popup.close()
  page = await kode.context.newPage()
})

afterAll(async () => {
  await kode.close()
  await site.close()
})

const answered = PAGES.filter(({ state }) => ANSWERED.includes(state))
const leading = PAGES.filter(({ state }) => LEADING.includes(state))
const dangerous = PAGES.filter(({ state }) => state === 'device-code')
const coached = PAGES.filter(({ state }) => COACHED.includes(state))
const others = PAGES.filter((page) => ![...answered, ...leading, ...dangerous, ...coached].includes(page))

test('pages that a code does not answer outnumber those that it does', () => {
  expect(others.length).toBeGreaterThan(answered.length)
  expect(answered.length).toBeGreaterThan(15)
})

test.each(answered)('$id ($state) is offered the account', async ({ url, id }) => {
  await page.goto(url)
  await awaitOffer(page)
  const offer = await readOffer(page)
  expect(offer).toContain('Work')
  expect(offer).toContain('alice@contoso.example')
  const shown = new URL(url).searchParams.get('shown') ?? new URL(url).searchParams.get('user') ?? ''
  const differs = t('offerDifferentUser', shown)
  expect(offer.includes(differs)).toBe(OTHER_NAMES.includes(id))
})

test.each(leading)('$id ($state) is offered the way to a code, and no code', async ({ url }) => {
  await page.goto(url)
  await awaitOffer(page)
  const offer = await readOffer(page)
  expect(offer).toContain(t('offerUseCode'))
  expect(offer).not.toContain('Work')
})

test.each(dangerous)('$id ($state) is warned of, and offered nothing', async ({ url }) => {
  await page.goto(url)
  await awaitOffer(page)
  const offer = await readOffer(page)
  expect(offer).toContain(t('dangerDeviceCode'))
  expect(offer).not.toContain('Work')
})

test.each(coached)('$id ($state) is gone along with, and offered no code', async ({ url }) => {
  await page.goto(url)
  await awaitOffer(page)
  expect(await readOffer(page)).not.toContain('Work')
})

test.each(others)('$id ($state) is offered nothing', async ({ url }) => {
  await page.goto(url)
  await page.waitForTimeout(LONG_ENOUGH + (url.includes('delay=') ? LATEST : 0))
  expect(await hasOffer(page)).toBe(false)
})

test('no page’s policy was broken by us, and no code left', () => {
  expect(site.state.violations).toEqual([])
  expect(site.state.events).toEqual([])
})
