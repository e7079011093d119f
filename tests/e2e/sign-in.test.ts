import { randomBytes } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
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
let page: Page

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

beforeEach(async () => {
  page = await kode.context.newPage()
})
afterEach(async () => {
  await page.close()
  await forgetTheMinute()
})

const ask = (verb: string, request: object): Promise<unknown> =>
  office.evaluate((message) => chrome.runtime.sendMessage(message), { verb, request })

/** A minute has six codes at most; between two tests a minute passes. */
const forgetTheMinute = () => office.evaluate(() => chrome.storage.session.remove('given'))

interface Person {
  readonly user: string
  readonly name: string
}

let people = 0

/** Somebody whom the site and Kode know, with the same secret; or, `strange` to the site, with another. */
async function newPerson({ strange = false } = {}): Promise<Person> {
  people += 1
  const person = { user: `person${people}@contoso.example`, name: `Account ${people}` }
  const secret = encodeBase32(randomBytes(10))
  site.state.enrol(person.user, strange ? encodeBase32(randomBytes(10)) : secret)
  const entry = {
    ...{ name: person.name, issuer: 'Microsoft', user: person.user, secret },
    ...{ type: 'totp', algorithm: 'SHA1', digits: 6, period: 30, counter: 0 },
  }
  expect(await ask('accounts.enter', { entry, despiteConflict: false })).toMatchObject({ status: 'added' })
  return person
}

async function forget(): Promise<void> {
  const listed = (await ask('codes.list', { first: 0, count: 50 })) as { rows: { id: string }[] }
  for (const { id } of listed.rows) await ask('accounts.remove', { id })
}

/** Early in a step, so that the code about to be filled is this step's. */
async function freshStep(): Promise<void> {
  const left = 30_000 - (Date.now() % 30_000)
  if (left < 12_000) await page.waitForTimeout(left + 300)
}

async function pressFill({ name }: Person): Promise<void> {
  await awaitOffer(page)
  await pressInOffer(page, name)
}

const field = () => page.locator('input[name=otc]:visible').first()
/** The code in the field, another than `before`. */
async function filled(before = ''): Promise<string> {
  const other = async () => (await field().inputValue()).replace(before || '-', '')
  await expect.poll(other, { timeout: 40_000 }).toMatch(/^\d{6}$/)
  return field().inputValue()
}
const submit = () =>
  page
    .locator('#idSubmit_SAOTCC_Continue, #oneTimeCodePrimaryButton, [data-testid=primaryButton]')
    .first()
    .click()

const verdicts = ({ user }: Person) =>
  site.state.events
    .filter((event) => event.kind === 'code' && event.user === user)
    .map(({ verdict }) => verdict)
const isSignedIn = ({ user }: Person) =>
  site.state.events.some((event) => event.kind === 'signed-in' && event.user === user)

/** The page has put a fresh field in place of the first. */
async function redrawn(): Promise<void> {
  const first = await field().elementHandle()
  await page.waitForFunction((element) => !element.isConnected, first)
}

async function finish(): Promise<void> {
  if (page.url().includes('/common/')) await page.locator('#KmsiCheckboxField').waitFor({ timeout: 15_000 })
  if (await page.locator('#KmsiCheckboxField').count()) await page.locator('#idSIButton9').click()
}

describe('a whole sign-in takes one click of ours', () => {
  afterEach(forget)
  const states = ['app-code', 'unclear-code', 'rejected']
  const work = PAGES.filter(
    ({ id, url, state }) =>
      states.includes(state) && url.includes('/common/login') && id !== 'entra-otp-other-account',
  )
  const posted = PAGES.filter(({ url, state }) => states.includes(state) && !url.includes('/common/login'))

  test.each(work)('$id, from the password on', async ({ url, id }) => {
    const person = await newPerson()
    const address = new URL(url)
    address.pathname = '/common/oauth2/v2.0/authorize'
    if (!address.searchParams.has('user')) address.searchParams.set('user', person.user)
    else address.searchParams.set('user', person.user.toUpperCase())
    await page.goto(address.href)
    await page.locator('#idSIButton9').click()
    await page.locator('#i0118').fill('any password')
    await page.locator('#idSIButton9').click()
    // A press in the very moment of the redrawing is one for nothing, and says so.
    if (id === 'entra-otp-redrawn') await redrawn()
    await pressFill(person)
    await filled()
    await submit()
    await finish()
    await expect.poll(() => site.state.events.some(({ kind }) => kind === 'signed-in')).toBe(true)
    expect(verdicts(person).concat(verdicts({ ...person, user: person.user.toUpperCase() }))).toEqual([
      'accepted',
    ])
  })

  test.each(posted)('$id', async ({ id }) => {
    const person = await newPerson()
    await page.goto(standIn(id, { user: person.user }).url)
    await pressFill(person)
    await filled()
    await submit()
    await expect.poll(() => isSignedIn(person), { timeout: 10_000 }).toBe(true)
    expect(verdicts(person)).toEqual(['accepted'])
  })
})

describe('"use a code instead"', () => {
  afterEach(forget)

  test.each(['entra-push', 'entra-push-expired', 'entra-picker'])(
    '%s: one press leads to the field, the next fills it',
    async (id) => {
      const person = await newPerson()
      await page.goto(standIn(id, { user: person.user }).url)
      await awaitOffer(page)
      await pressInOffer(page, t('offerUseCode'))
      await page.locator('#idTxtBx_SAOTCC_OTC').waitFor({ timeout: 10_000 })
      await pressFill(person)
      await filled()
      await submit()
      await finish()
      await expect.poll(() => isSignedIn(person)).toBe(true)
    },
  )
})

describe('freshness', () => {
  afterEach(forget)

  test('a second fill within a step waits for the next code, and fills it by itself', async () => {
    const person = await newPerson()
    await page.goto(standIn('entra-otp', { user: person.user }).url)
    await freshStep()
    await pressFill(person)
    const first = await filled()
    await page.reload()
    await pressFill(person)
    await expect.poll(() => readOffer(page), { timeout: 8000 }).toContain(t('offerFillsItself'))
    expect(await field().inputValue()).toBe('')
    const second = await filled()
    expect(second).not.toBe(first)
    await submit()
    await finish()
    await expect.poll(() => isSignedIn(person)).toBe(true)
  })
})

describe('a refused code is explained', () => {
  afterEach(forget)

  /** Fills, sends, and waits for the explanation. */
  async function fillAndSend(person: Person, before?: string): Promise<string> {
    await pressFill(person)
    const code = await filled(before)
    await submit()
    return code
  }
  const says = (text: string) => expect.poll(() => readOffer(page), { timeout: 10_000 }).toContain(text)

  test('with the clock right, and the next code is offered, once', async () => {
    const person = await newPerson({ strange: true })
    await page.goto(standIn('entra-otp', { user: person.user }).url)
    const first = await fillAndSend(person)
    await says(t('rejectedUnknown'))
    expect(await readOffer(page)).toContain(person.name)
    await fillAndSend(person, first)
    await says(t('rejectedUnknown'))
    expect(await readOffer(page)).not.toContain(person.name)
  })

  test.each([
    ['-300', 'rejectedClockAhead', '5'],
    ['300', 'rejectedClockBehind', '5'],
  ] as const)('with the page’s clock off by %s s', async (clock, key, minutes) => {
    const person = await newPerson({ strange: true })
    await page.goto(standIn('entra-otp', { user: person.user, clock }).url)
    await fillAndSend(person)
    await says(t(key, minutes))
  })

  test('where the page does not tell the time', async () => {
    const person = await newPerson({ strange: true })
    await page.goto(standIn('entra-otp-no-clock', { user: person.user }).url)
    await fillAndSend(person)
    await says(t('rejectedUnknownClock'))
  })

  test('where the page names another user', async () => {
    const person = await newPerson({ strange: true })
    await page.goto(standIn('entra-otp-other-account', { user: 'bob@contoso.example' }).url)
    await fillAndSend(person)
    await says(t('rejectedDifferentUser', 'bob@contoso.example'))
  })

  test('where a text message may be meant', async () => {
    const person = await newPerson({ strange: true })
    await page.goto(standIn('entra-otp-unclear', { user: person.user }).url)
    await fillAndSend(person)
    await says(t('rejectedPerhapsSent'))
  })

  test('an error that stands there since before the code proves nothing', async () => {
    const person = await newPerson()
    await page.goto(standIn('entra-otp-error', { user: person.user }).url)
    await fillAndSend(person)
    const seen: string[] = []
    while (!(await page.locator('#KmsiCheckboxField').count()))
      seen.push(await readOffer(page).catch(() => ''))
    expect(seen.join()).not.toMatch(/not accepted/)
  })

  test('where the whole page comes back with the error', async () => {
    const person = await newPerson({ strange: true })
    await page.goto(standIn('msa-otp', { user: person.user }).url)
    await fillAndSend(person)
    await says(t('rejectedUnknownClock'))
  })

  test('not where the person typed a code', async () => {
    const person = await newPerson()
    await page.goto(standIn('entra-otp', { user: person.user }).url)
    await field().pressSequentially('123456')
    await submit()
    await page.locator('#idSpan_SAOTCC_Error_OTC').waitFor()
    await page.waitForTimeout(1000)
    expect(await hasOffer(page)).toBe(false)
  })
})

describe('comings and goings', () => {
  afterEach(forget)

  test('the offer is there again after the back button', async () => {
    const person = await newPerson()
    await page.goto(standIn('entra-otp', { user: person.user }).url)
    await awaitOffer(page)
    await page.goto(`https://${HOSTS.entra}/kmsi`)
    await page.goBack()
    await pressFill(person)
    await filled()
  })

  test('a pop-up window is served like a tab', async () => {
    const person = await newPerson()
    await page.goto(standIn('signed-in').url)
    const opened = page.waitForEvent('popup')
    await page.evaluate(
      (url) => void open(url, '', 'popup,width=480,height=600'),
      standIn('entra-otp', { user: person.user }).url,
    )
    const opener = page
    page = await opened
    await pressFill(person)
    await filled()
    await opener.close()
  })

  test('Escape sends the offer away for this document, not for the next', async () => {
    const person = await newPerson()
    await page.goto(standIn('entra-otp', { user: person.user }).url)
    await awaitOffer(page)
    await page.keyboard.press('Escape')
    await page.waitForTimeout(800)
    expect(await hasOffer(page)).toBe(false)
    await page.reload()
    await awaitOffer(page)
  })
})

describe('settings', () => {
  afterEach(async () => {
    await forget()
    await ask('settings.change', { offer: 'at-field', submit: false })
  })

  test('with "submit" the page’s button is pressed, once, and only where an app’s code is asked for', async () => {
    const person = await newPerson()
    expect(await ask('settings.change', { offer: 'at-field', submit: true })).toBe('done')
    expect(await ask('settings.read', {})).toEqual({ offer: 'at-field', submit: true })
    await page.goto(standIn('entra-otp', { user: person.user }).url)
    await pressFill(person)
    await expect.poll(() => verdicts(person), { timeout: 10_000 }).toEqual(['accepted'])

    const unsure = await newPerson()
    await page.goto(standIn('entra-otp-unclear', { user: unsure.user }).url)
    await pressFill(unsure)
    await filled()
    await page.waitForTimeout(1500)
    expect(verdicts(unsure)).toEqual([])
  })

  test('with "toolbar only" nothing is put into the page, and the toolbar still fills', async () => {
    const person = await newPerson()
    await ask('settings.change', { offer: 'toolbar-only', submit: false })
    await page.goto(standIn('entra-otp', { user: person.user }).url)
    await page.waitForTimeout(1200)
    expect(await hasOffer(page)).toBe(false)
    const popup = await kode.clickToolbar(page)
    await popup.getByRole('button', { name: t('pageFillFor', `\u2068${person.name}\u2069`) }).click()
    await filled()
  })
})

test('no page’s policy was broken by us', () => {
  expect(site.state.violations).toEqual([])
})
