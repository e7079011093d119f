import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import * as journey from '../harness/journey.mjs'
import { Kode, ROOT } from '../harness/kode.mjs'
import { awaitOffer, pressInOffer, readOffer } from '../harness/offer.mjs'
import { textsIn } from '../harness/texts.mjs'
import { HOSTS } from '../site/hosts.mjs'
import { standIn } from '../site/pages.mjs'
import { startSite, type Site } from '../site/server.mjs'

// What Kode says when it holds back, seen by a person in both languages. The pictures are for looking at: out/sign-in.

const PICTURES = path.join(ROOT, 'out', 'sign-in')
const LOOK_ALIKE = 'login.microsoftonline.com.evil.example'
const NAME = { en: 'Work', da: 'Arbejde' }
const USER = 'alice@contoso.example'

describe.each([
  { language: 'en', theme: 'light' },
  { language: 'da', theme: 'dark' },
] as const)('in $language', ({ language, theme }) => {
  const t = textsIn(language)
  const name = NAME[language]
  let site: Site
  let kode: Kode
  let office: Page
  let page: Page

  beforeAll(async () => {
    mkdirSync(PICTURES, { recursive: true })
    site = await startSite({ lookAlikes: { [LOOK_ALIKE]: HOSTS.entra } })
    kode = await Kode.launch({ arguments: site.browserArguments(), language, theme })
    office = await kode.openPage()
    await journey.choosePassphrase(office, t)
    page = await kode.context.newPage()
  })
  afterAll(async () => {
    await kode.close()
    await site.close()
  })
  beforeEach(async () => {
    await office.evaluate(() => chrome.storage.session.remove('given'))
    await unlock()
    await forget()
    await addAccount(name, USER, 'GEZDGNBVGY3TQOJQ')
  })

  const ask = (verb: string, request: object): Promise<unknown> =>
    office.evaluate((message) => chrome.runtime.sendMessage(message), { verb, request })
  const unlock = () => ask('vault.unlock', { passphrase: journey.PASSPHRASE })

  async function forget(): Promise<void> {
    const listed = (await ask('codes.list', { first: 0, count: 50 })) as { rows: { id: string }[] }
    for (const { id } of listed.rows) await ask('accounts.remove', { id })
  }

  async function addAccount(called: string, user: string, secret: string): Promise<void> {
    const entry = {
      ...{ name: called, issuer: 'Microsoft', user, secret },
      ...{ type: 'totp', algorithm: 'SHA1', digits: 6, period: 30, counter: 0 },
    }
    await ask('accounts.enter', { entry, despiteConflict: true })
  }

  const open = (id: string, more: Record<string, string> = {}) =>
    page.goto(standIn(id, { lang: language, user: USER, ...more }).url)

  const picture = (what: string, of: Page = page) =>
    of.screenshot({ path: path.join(PICTURES, `${what}-${language}.png`) })

  async function seesOffer(what: string, ...sentences: readonly string[]): Promise<void> {
    for (const sentence of sentences)
      await expect.poll(() => readOffer(page), { timeout: 10_000 }).toContain(sentence)
    await awaitOffer(page)
    await picture(what)
  }

  test.each([
    ['way-push', 'entra-push', 'offerWay'],
    ['way-picker', 'entra-picker', 'offerWay'],
    ['danger-device-code', 'device-code', 'dangerDeviceCode'],
  ] as const)('%s', async (what, id, key) => {
    await open(id)
    await seesOffer(what, t(key))
  })

  test('another user, perhaps', async () => {
    await open('entra-otp', { shown: 'a.andersen@contoso.example' })
    await seesOffer('user-different', t('offerDifferentUser', 'a.andersen@contoso.example'))
  })

  test('another user, surely', async () => {
    await addAccount('Bob', 'bob@contoso.example', 'GEZDGNBVGY3TQOJR')
    await open('entra-otp', { user: 'bob@contoso.example' })
    await awaitOffer(page)
    await pressInOffer(page, t('offerOthers'))
    await seesOffer('user-other', t('offerOtherUser'))
  })

  test('locked', async () => {
    await ask('vault.lock', {})
    await open('entra-otp')
    await seesOffer('locked', t('offerLocked'))
  })

  test('too many codes', async () => {
    await office.evaluate(async () => {
      const one = { at: Date.now(), account: 'x', step: 1, refused: false }
      await chrome.storage.session.set({ given: [90, 91, 92, 93, 94, 95].map((tab) => ({ tab, ...one })) })
    })
    await open('entra-otp')
    await awaitOffer(page)
    await pressInOffer(page, name)
    await seesOffer('refused-rate', t('offerRefusedRate'))
  })

  test('something covers the offer', async () => {
    await open('entra-otp')
    await awaitOffer(page)
    await page.evaluate(() => {
      const cover = document.createElement('dialog')
      cover.textContent = '…'
      document.body.append(cover)
      cover.showModal()
    })
    await page.waitForTimeout(800)
    await expect.poll(() => readOffer(page)).toContain(name)
    await picture('covered')
  })

  describe('refused codes', () => {
    async function fillAndSend(): Promise<void> {
      await awaitOffer(page)
      await pressInOffer(page, name)
      await page.waitForFunction(
        () => [...document.querySelectorAll('input')].some(({ value }) => /^\d{6}$/.test(value)),
        undefined,
        { timeout: 40_000 },
      )
    }
    const send = () => page.locator('#idSubmit_SAOTCC_Continue').click()

    test.each([
      ['rejectedUnknown', {}, ''],
      ['rejectedClockAhead', { clock: '-300' }, '5'],
      ['rejectedClockBehind', { clock: '300' }, '5'],
      ['rejectedUnknownClock', { clock: 'none' }, ''],
      ['rejectedDifferentUser', { shown: 'bob@contoso.example' }, 'bob@contoso.example'],
      ['rejectedPerhapsSent', { hints: 'none', picture: 'none' }, ''],
    ] as const)('%s', async (key, more, value) => {
      await open('entra-otp', more)
      await fillAndSend()
      await send()
      await seesOffer(key, t(key, value))
    })

    test('rejectedUsed', async () => {
      await open('entra-otp')
      await fillAndSend()
      await send()
      await seesOffer('rejectedUsed-before', t('rejectedUnknown'))
      await send()
      await seesOffer('rejectedUsed', t('rejectedUsed'))
    })

    test('rejectedExpired', async () => {
      await open('entra-otp')
      await fillAndSend()
      // The code was filled some minutes ago.
      await office.evaluate(async () => {
        const { given } = await chrome.storage.session.get<{ given: { step: number }[] }>('given')
        await chrome.storage.session.set({ given: given.map((one) => ({ ...one, step: one.step - 5 })) })
      })
      await send()
      await seesOffer('rejectedExpired', t('rejectedExpired'))
    })
  })

  describe('in the popup', () => {
    async function seesInPopup(what: string, ...sentences: readonly string[]): Promise<void> {
      const popup = await kode.clickToolbar(page)
      const summary = popup.getByText(t('whyNoCode'))
      const card = popup.getByText(sentences[0] ?? '').first()
      await summary.or(card).first().waitFor()
      if (await summary.count()) await summary.click()
      for (const sentence of sentences) await popup.getByText(sentence).first().waitFor()
      await picture(`popup-${what}`, popup)
      await popup.close()
    }

    test.each([
      ['other-code', 'entra-sms', 'quietOtherCode'],
      ['other-method', 'entra-push-passwordless', 'quietOtherMethod'],
      ['not-chosen', 'entra-push', 'quietNotChosen'],
      ['nothing-asked', 'entra-kmsi', 'quietNothingAsked'],
      ['device-code', 'device-code', 'dangerDeviceCode'],
      ['waits', 'entra-otp', 'pageAsks'],
    ] as const)('%s', async (what, id, key) => {
      await open(id)
      await seesInPopup(what, t(key))
    })

    test('another user', async () => {
      await open('entra-otp', { shown: 'a.andersen@contoso.example' })
      await seesInPopup('different', t('offerDifferentUser', '\u2068a.andersen@contoso.example\u2069'))
    })

    test('a look-alike', async () => {
      await page.goto(standIn('entra-otp', { lang: language }).url.replace(HOSTS.entra, LOOK_ALIKE))
      await seesInPopup('elsewhere', t('quietElsewhere', `\u2068${LOOK_ALIKE}\u2069`))
    })

    test('a page of the browser’s', async () => {
      await page.goto('chrome://version')
      await seesInPopup('browser-page', t('quietBrowserPage'))
    })

    test('no account', async () => {
      await forget()
      await open('entra-otp')
      await seesInPopup('no-account', t('quietNoAccount'))
    })

    test('locked', async () => {
      await open('entra-otp')
      await ask('vault.lock', {})
      await seesInPopup('locked', t('pageLocked'))
    })
  })
})
