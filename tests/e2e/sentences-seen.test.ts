import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import * as journey from '../harness/journey.mjs'
import { Kode, ROOT } from '../harness/kode.mjs'
import { awaitOffer, pressInOffer, readOffer } from '../harness/offer.mjs'
import { textsIn } from '../harness/texts.mjs'
import { ourWorld } from '../attacks/isolated-world'
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
    await forget()
    await addAccount(name, USER, 'GEZDGNBVGY3TQOJQ')
  })

  const ask = (verb: string, request: object): Promise<unknown> =>
    office.evaluate((message) => chrome.runtime.sendMessage(message), { verb, request })

  interface Listed {
    readonly status: string
    readonly rows?: readonly { readonly id: string }[]
  }

  /** Opens the vault where a test before closed it: each opening costs a key derivation. */
  async function listed(): Promise<Listed> {
    const request = { first: 0, count: 50 }
    const now = (await ask('codes.list', request)) as Listed
    if (now.status !== 'locked') return now
    await ask('vault.unlock', { passphrase: journey.PASSPHRASE })
    return (await ask('codes.list', request)) as Listed
  }

  async function forget(): Promise<void> {
    const { rows = [] } = await listed()
    for (const { id } of rows) await ask('accounts.remove', { id })
  }

  async function addAccount(called: string, user: string, secret: string, digits = 6): Promise<void> {
    const entry = {
      ...{ name: called, issuer: 'Microsoft', user, secret },
      ...{ type: 'totp', algorithm: 'SHA1', digits, period: 30, counter: 0 },
    }
    await ask('accounts.enter', { entry, despiteConflict: true })
  }

  const open = (id: string, more: Record<string, string> = {}) =>
    page.goto(standIn(id, { lang: language, user: USER, ...more }).url)

  const field = () => page.locator('input[name=otc]:visible').first()

  const picture = (what: string, of: Page = page) =>
    of.screenshot({ path: path.join(PICTURES, `${what}-${language}.png`) })

  async function seesOffer(what: string, ...sentences: readonly string[]): Promise<void> {
    for (const sentence of sentences) await expect.poll(() => readOffer(page)).toContain(sentence)
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
      const one = { at: Date.now(), account: 'x', until: Date.now(), refused: false }
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
    // All but transparent, so that the picture shows what the person reads.
    await page.evaluate(() => {
      const cover = document.createElement('div')
      cover.popover = 'manual'
      cover.style.cssText =
        'inset: 0; width: 100vw; height: 100vh; border: 0; background: #fff; opacity: .02; pointer-events: none'
      document.body.append(cover)
      cover.showPopover()
    })
    await page.waitForTimeout(300)
    await pressInOffer(page, name)
    await expect.poll(() => readOffer(page)).toContain(t('offerCovered'))
    await picture('covered')
  })

  test('pressed too soon', async () => {
    await open('entra-otp')
    await expect.poll(() => readOffer(page), { interval: 10 }).toContain(name)
    await pressInOffer(page, name)
    await seesOffer('too-soon', t('offerTooSoon'))
  })

  test('the page’s own way leads nowhere', async () => {
    await open('entra-push')
    await awaitOffer(page)
    await page.evaluate(() => {
      const stop = (event: Event) => event.stopImmediatePropagation()
      document.querySelector('#signInAnotherWay')?.addEventListener('click', stop)
    })
    await pressInOffer(page, t('offerUseCode'))
    await seesOffer('no-way', t('offerNoWay'))
  })

  test('a field that is put away while its code is awaited', async () => {
    await open('entra-otp')
    await awaitOffer(page)
    await pressInOffer(page, name)
    await expect.poll(() => field().inputValue()).toMatch(/^\d{6}$/)
    await page.reload()
    await awaitOffer(page)
    await pressInOffer(page, name)
    await seesOffer('waiting', t('offerFillsItself'))
    await page.locator('#signInAnotherWay').click()
    await seesOffer('field-gone', t('offerFieldGone'))
  })

  describe('after the press', () => {
    async function press(called = name): Promise<void> {
      await open('entra-otp')
      await awaitOffer(page)
      await pressInOffer(page, called)
    }

    test('the code is longer than the field', async () => {
      await addAccount('Long', USER, 'GEZDGNBVGY3TQOJR', 8)
      await press('Long')
      await seesOffer('too-long', t('offerTooLong'))
    })

    test('the vault cannot be written', async () => {
      const worker = await kode.worker()
      await worker.evaluate(() => {
        const { local } = chrome.storage
        const set = local.set.bind(local)
        Object.assign(local, { set: () => Promise.reject(new Error('QUOTA_BYTES')), mended: set })
      })
      await press()
      await seesOffer('unavailable', t('offerUnavailable'))
      await worker.evaluate(() => {
        const { local } = chrome.storage
        Object.assign(local, { set: Reflect.get(local, 'mended') as unknown })
      })
    })

    test('the account is gone', async () => {
      await open('entra-otp')
      await awaitOffer(page)
      await forget()
      await pressInOffer(page, name)
      await seesOffer('refused-account', t('offerRefusedAccount'))
    })

    // Our script does not run, or does not ask, where these can be: the answer is given in the background's place.
    test.each([
      ['refused-origin', 'origin', 'offerRefusedOrigin'],
      ['refused-frame', 'frame', 'offerRefusedFrame'],
      ['refused-device-code', 'device-code', 'offerRefusedDeviceCode'],
    ] as const)('%s', async (what, reason, key) => {
      await open('entra-otp')
      await awaitOffer(page)
      const world = await ourWorld(kode, page)
      const reply = JSON.stringify({ status: 'refused', reason })
      await world.evaluate(`chrome.runtime.sendMessage = () => Promise.resolve(${reply}); 0`)
      await pressInOffer(page, name)
      await seesOffer(what, t(key))
    })
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
        const { given } = await chrome.storage.session.get<{ given: { until: number }[] }>('given')
        await chrome.storage.session.set({
          given: given.map((one) => ({ ...one, until: one.until - 150_000 })),
        })
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
      ['push-only', 'entra-push-only', 'quietOtherMethod'],
      ['not-chosen', 'entra-push', 'quietNotChosen'],
      ['picker', 'entra-picker', 'quietNotChosen'],
      ['nothing-asked', 'entra-kmsi', 'quietNothingAsked'],
      ['sign-in', 'sign-in', 'quietNothingAsked'],
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

    test('a page of Microsoft’s where our script is not', async () => {
      await open('entra-otp')
      const worker = await kode.worker()
      await worker.evaluate(() => {
        const { tabs } = chrome
        const deaf = () => Promise.reject(new Error('Receiving end does not exist.'))
        Object.assign(tabs, { sendMessage: deaf, mended: tabs.sendMessage.bind(tabs) })
      })
      await seesInPopup('unreachable', t('quietUnreachable'))
      await worker.evaluate(() => {
        Object.assign(chrome.tabs, { sendMessage: Reflect.get(chrome.tabs, 'mended') as unknown })
      })
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
