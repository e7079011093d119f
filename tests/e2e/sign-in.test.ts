import { randomBytes } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test, type TestContext } from 'vitest'
import { STANDARD_SETTINGS } from '../../src/domain/settings'
import type { Page } from 'playwright-core'
import * as journey from '../harness/journey.mjs'
import { Kode } from '../harness/kode.mjs'
import { awaitOffer, hasOffer, pressInOffer, readOffer } from '../harness/offer.mjs'
import { textsIn } from '../harness/texts.mjs'
import { encodeBase32 } from '../site/base32.mjs'
import { HOSTS } from '../site/hosts.mjs'
import { PAGES, standIn } from '../site/pages.mjs'
import { startSite, type Site } from '../site/server.mjs'

const t = textsIn('en')
let site: Site
let kode: Kode
/** One of Kode's own pages, to say verbs from. */
let office: Page

// One browser for all: each test has a person, an account and a tab of its own.
beforeAll(async () => {
  site = await startSite()
  kode = await Kode.launch({ arguments: site.browserArguments() })
  office = await kode.openPage()
  await journey.choosePassphrase(office, t)
})
afterAll(async () => {
  await kode.close()
  await site.close()
})

const ask = (verb: string, request: object): Promise<unknown> =>
  office.evaluate((message) => chrome.runtime.sendMessage(message), { verb, request })

/** A minute has six codes at most; between two tests a minute passes. */
const forgetTheMinute = () => office.evaluate(() => chrome.storage.session.remove('given'))

let people = 0

/** What a person may be: `strange` to the site, which has another secret; with codes of `period` seconds. */
interface Kind {
  readonly strange?: boolean
  readonly period?: number
}

/** Somebody whom the site and Kode know, with the same secret, and the tab they sign in with. */
class Person {
  readonly user: string
  readonly name: string
  page: Page
  /** Of the test, which may be one of several at a time. */
  readonly #expect: TestContext['expect']

  private constructor(number: number, page: Page, context: TestContext) {
    this.#expect = context.expect
    this.user = `person${number}@contoso.example`
    this.name = `Account ${number}`
    this.page = page
  }

  static async arrive(context: TestContext, { strange = false, period = 30 }: Kind = {}): Promise<Person> {
    const person = new Person((people += 1), await kode.context.newPage(), context)
    const { user, name } = person
    const secret = encodeBase32(randomBytes(10))
    site.state.enrol(user, strange ? encodeBase32(randomBytes(10)) : secret, period)
    const entry = {
      ...{ name, issuer: 'Microsoft', user, secret },
      ...{ type: 'totp', algorithm: 'SHA1', digits: 6, period, counter: 0 },
    }
    const added = (await ask('accounts.enter', { entry, despiteConflict: false })) as { id: string }
    context.onTestFinished(async () => {
      await person.page.close()
      await ask('accounts.remove', { id: added.id })
      await forgetTheMinute()
    })
    return person
  }

  async open(id: string, more: Record<string, string> = {}): Promise<void> {
    await this.page.goto(standIn(id, { user: this.user, ...more }).url)
  }

  async pressFill(): Promise<void> {
    await awaitOffer(this.page)
    await pressInOffer(this.page, this.name)
  }

  field() {
    return this.page.locator('input[name=otc]:visible').first()
  }

  /** The code in the field, another than `before`. */
  async filled(before = ''): Promise<string> {
    const other = async () => (await this.field().inputValue()).replace(before || '-', '')
    await this.#expect.poll(other, { timeout: 40_000 }).toMatch(/^\d{6}$/)
    return this.field().inputValue()
  }

  /** Presses the page's own button. */
  async submit(): Promise<void> {
    await this.page.locator(SUBMIT).first().click()
  }

  /** Goes on to the end, past the question whether to stay signed in. */
  async finish(): Promise<void> {
    const stay = this.page.locator('#KmsiCheckboxField')
    if (this.page.url().includes('/common/')) await stay.waitFor({ timeout: 15_000 })
    if (await stay.count()) await this.page.locator('#idSIButton9').click()
    await this.signedIn()
  }

  async signedIn(): Promise<void> {
    await this.#expect.poll(() => this.#events('signed-in')).toHaveLength(1)
  }

  get verdicts() {
    return this.#events('code').map(({ verdict }) => verdict)
  }

  #events(wanted: string) {
    const isOurs = (user: string) => user.toLowerCase() === this.user
    return site.state.events.filter(({ kind, user }) => kind === wanted && isOurs(user))
  }
}

const SUBMIT = '#idSubmit_SAOTCC_Continue, #oneTimeCodePrimaryButton, [data-testid=primaryButton]'

/** The site answers at once, where a test is not about its slowness. Milliseconds. */
const AT_ONCE = { latency: '50', linger: '100' }

/** The page has put a fresh field in place of the first. */
async function redrawn(person: Person): Promise<void> {
  const first = await person.field().elementHandle()
  await person.page.waitForFunction((element) => !element.isConnected, first)
}

describe('a whole sign-in takes one click of ours', () => {
  const states = ['app-code', 'unclear-code', 'rejected']
  const work = PAGES.filter(
    ({ id, url, state }) =>
      states.includes(state) && url.includes('/common/login') && id !== 'entra-otp-other-account',
  )
  const posted = PAGES.filter(({ url, state }) => states.includes(state) && !url.includes('/common/login'))

  // Side by side: a sign-in is mostly waiting.
  test.concurrent.for(work)('$id, from the password on', async ({ url, id }, context) => {
    const person = await Person.arrive(context)
    const { page, user } = person
    const address = new URL(url)
    address.pathname = '/common/oauth2/v2.0/authorize'
    const { searchParams: query } = address
    query.set('user', query.has('user') ? user.toUpperCase() : user)
    if (!query.has('latency')) for (const [name, value] of Object.entries(AT_ONCE)) query.set(name, value)
    await page.goto(address.href)
    await page.locator('#idSIButton9').click()
    await page.locator('#i0118').fill('any password')
    await page.locator('#idSIButton9').click()
    // A press in the very moment of the redrawing is one for nothing, and says so.
    if (id === 'entra-otp-redrawn') await redrawn(person)
    await person.pressFill()
    await person.filled()
    await person.submit()
    await person.finish()
    context.expect(person.verdicts).toEqual(['accepted'])
  })

  test.concurrent.for(posted)('$id', async ({ id }, context) => {
    const person = await Person.arrive(context)
    await person.open(id)
    await person.pressFill()
    await person.filled()
    await person.submit()
    await person.signedIn()
    context.expect(person.verdicts).toEqual(['accepted'])
  })
})

describe('"use a code instead"', () => {
  test.concurrent.for(['entra-push', 'entra-push-expired', 'entra-picker'])(
    '%s: one press leads to the field, the next fills it',
    async (id, context) => {
      const person = await Person.arrive(context)
      await person.open(id, AT_ONCE)
      await awaitOffer(person.page)
      await pressInOffer(person.page, t('offerUseCode'))
      await person.page.locator('#idTxtBx_SAOTCC_OTC').waitFor({ timeout: 10_000 })
      await person.pressFill()
      await person.filled()
      await person.submit()
      await person.finish()
    },
  )
})

describe('freshness', () => {
  test('a second fill within a step waits for the next code, and fills it by itself', async (context) => {
    const period = 8
    const person = await Person.arrive(context, { period })
    await person.open('entra-otp', AT_ONCE)
    await awaitOffer(person.page)
    // Early in a step, so that the code about to be filled is this step's, and time is left to ask again.
    const left = 1000 * period - (Date.now() % (1000 * period))
    if (left < 5000) await person.page.waitForTimeout(left + 300)
    await person.pressFill()
    const first = await person.filled()
    await person.page.reload()
    await person.pressFill()
    await expect.poll(() => readOffer(person.page)).toContain(t('offerFillsItself'))
    expect(await person.field().inputValue()).toBe('')
    const second = await person.filled()
    expect(second).not.toBe(first)
    await person.submit()
    await person.finish()
  })
})

describe('a refused code is explained', () => {
  /** Somebody whose codes the site never takes. */
  const stranger = (context: TestContext, period = 30) => Person.arrive(context, { strange: true, period })

  /** Fills, sends, and waits for the explanation. */
  async function fillAndSend(person: Person, before?: string): Promise<string> {
    await person.pressFill()
    const code = await person.filled(before)
    await person.submit()
    return code
  }
  const says = ({ page }: Person, text: string) => expect.poll(() => readOffer(page)).toContain(text)

  test('with the clock right, and the next code is offered, once', async (context) => {
    const person = await stranger(context, 8)
    await person.open('entra-otp')
    const first = await fillAndSend(person)
    await says(person, t('rejectedUnknown'))
    expect(await readOffer(person.page)).toContain(person.name)
    await fillAndSend(person, first)
    await says(person, t('rejectedUnknown'))
    expect(await readOffer(person.page)).not.toContain(person.name)
  })

  test.for([
    ['-300', 'rejectedClockAhead', '5'],
    ['300', 'rejectedClockBehind', '5'],
  ] as const)('with the page’s clock off by %s s', async ([clock, key, minutes], context) => {
    const person = await stranger(context)
    await person.open('entra-otp', { clock })
    await fillAndSend(person)
    await says(person, t(key, minutes))
  })

  test('where the page does not tell the time', async (context) => {
    const person = await stranger(context)
    await person.open('entra-otp-no-clock')
    await fillAndSend(person)
    await says(person, t('rejectedUnknownClock'))
  })

  test('where the page names another user', async (context) => {
    const person = await stranger(context)
    await person.open('entra-otp-other-account', { user: 'bob@contoso.example' })
    await fillAndSend(person)
    await says(person, t('rejectedDifferentUser', 'bob@contoso.example'))
  })

  test('where a text message may be meant', async (context) => {
    const person = await stranger(context)
    await person.open('entra-otp-unclear')
    await fillAndSend(person)
    await says(person, t('rejectedPerhapsSent'))
  })

  test('an error that stands there since before the code proves nothing', async (context) => {
    const person = await Person.arrive(context)
    await person.open('entra-otp-error')
    await fillAndSend(person)
    const seen: string[] = []
    while (!(await person.page.locator('#KmsiCheckboxField').count()))
      seen.push(await readOffer(person.page).catch(() => ''))
    expect(seen.join()).not.toMatch(/not accepted/)
  })

  test('where the whole page comes back with the error', async (context) => {
    const person = await stranger(context)
    await person.open('msa-otp')
    await fillAndSend(person)
    await says(person, t('rejectedUnknownClock'))
  })

  test('not where the person typed a code', async (context) => {
    const person = await Person.arrive(context)
    await person.open('entra-otp')
    await person.field().pressSequentially('123456')
    await person.submit()
    await person.page.locator('#idSpan_SAOTCC_Error_OTC').waitFor()
    await person.page.waitForTimeout(1000)
    expect(await hasOffer(person.page)).toBe(false)
  })
})

describe('comings and goings', () => {
  test('the offer is there again after the back button', async (context) => {
    const person = await Person.arrive(context)
    await person.open('entra-otp')
    await awaitOffer(person.page)
    await person.page.goto(`https://${HOSTS.entra}/kmsi`)
    await person.page.goBack()
    await person.pressFill()
    await person.filled()
  })

  test('a pop-up window is served like a tab', async (context) => {
    const person = await Person.arrive(context)
    const opener = person.page
    await person.open('signed-in')
    const opened = opener.waitForEvent('popup')
    await opener.evaluate(
      (url) => void open(url, '', 'popup,width=480,height=600'),
      standIn('entra-otp', { user: person.user }).url,
    )
    person.page = await opened
    await person.pressFill()
    await person.filled()
    await opener.close()
  })

  test('Escape sends the offer away for this document, not for the next', async (context) => {
    const person = await Person.arrive(context)
    await person.open('entra-otp')
    await awaitOffer(person.page)
    await person.page.keyboard.press('Escape')
    await person.page.waitForTimeout(800)
    expect(await hasOffer(person.page)).toBe(false)
    await person.page.reload()
    await awaitOffer(person.page)
  })
})

describe('settings', () => {
  afterEach(() => ask('settings.change', { ...STANDARD_SETTINGS }))

  test('with "submit" the page’s button is pressed, once, and only where an app’s code is asked for', async (context) => {
    const person = await Person.arrive(context)
    expect(await ask('settings.change', { ...STANDARD_SETTINGS, submit: true })).toBe('done')
    expect(await ask('settings.read', {})).toEqual({ ...STANDARD_SETTINGS, submit: true })
    await person.open('entra-otp')
    await person.pressFill()
    await expect.poll(() => person.verdicts).toEqual(['accepted'])

    const unsure = await Person.arrive(context)
    await unsure.open('entra-otp-unclear')
    await unsure.pressFill()
    await unsure.filled()
    await unsure.page.waitForTimeout(1500)
    expect(unsure.verdicts).toEqual([])
  })

  test('with "toolbar only" nothing is put into the page, and the toolbar still fills', async (context) => {
    const person = await Person.arrive(context)
    await ask('settings.change', { ...STANDARD_SETTINGS, offer: 'toolbar-only' })
    await person.open('entra-otp')
    await person.page.waitForTimeout(1200)
    expect(await hasOffer(person.page)).toBe(false)
    const popup = await kode.clickToolbar(person.page)
    await popup.getByRole('button', { name: t('pageFillFor', `\u2068${person.name}\u2069`) }).click()
    await person.filled()
  })
})

test('no page’s policy was broken by us', () => {
  expect(site.state.violations).toEqual([])
})
