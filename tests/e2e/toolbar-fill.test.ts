import { describe, expect, onTestFinished, test } from 'vitest'
import type { Page } from 'playwright-core'
import { openDisplay } from '../harness/display.mjs'
import * as journey from '../harness/journey.mjs'
import { awaitOffer, pressInOffer, readOffer } from '../harness/offer.mjs'
import { standIn } from '../site/pages.mjs'
import { setStageWithVault, type Stage } from './stage'

const SECRET = 'GEZDGNBVGY3TQOJQ'

/** Adds an account as typing it in does. */
async function addAccount(
  { kode, t: _t }: Stage,
  user: string,
  name = 'Work',
  secret = SECRET,
): Promise<void> {
  const office = await kode.openPage()
  await office.evaluate(
    async ({ user, name, secret }) => {
      const entry = {
        ...{ name, issuer: 'Microsoft', user, secret },
        ...{ type: 'totp', algorithm: 'SHA1', digits: 6, period: 30, counter: 0 },
      }
      await chrome.runtime.sendMessage({ verb: 'accounts.enter', request: { entry, despiteConflict: true } })
    },
    { user, name, secret },
  )
  await office.close()
}

async function setStage(): Promise<Stage> {
  const stage = await setStageWithVault()
  await addAccount(stage, 'alice@contoso.example')
  return stage
}

const field = (page: Page) => page.locator('input[name=otc]:visible').first()
const isFilled = (page: Page) =>
  expect.poll(() => field(page).inputValue(), { timeout: 40_000 }).toMatch(/^\d{6}$/)

const badgeOf = async ({ kode }: Stage, page: Page) => {
  const worker = await kode.worker()
  return worker.evaluate(async (url) => {
    const tabs = await chrome.tabs.query({})
    const texts = await Promise.all(tabs.map(async ({ id }) => chrome.action.getBadgeText({ tabId: id! })))
    return { url, texts: texts.filter(Boolean) }
  }, page.url())
}

// What it says where it holds back: see sentences-seen.
describe('the popup', () => {
  test('shows what the tab asks for and fills it with one press, then goes', async () => {
    const stage = await setStage()
    const { kode, page, t } = stage
    await page.goto(standIn('entra-otp').url)
    await page.bringToFront()
    const popup = await kode.clickToolbar(page)
    const fill = popup.getByRole('button', { name: t('pageFillFor', '\u2068Work\u2069') })
    await fill.waitFor()
    const closed = popup.waitForEvent('close')
    await fill.click()
    await isFilled(page)
    await closed
  })

  test('fills where the offer was sent away', async () => {
    const { kode, page, t } = await setStage()
    await page.goto(standIn('entra-otp').url)
    await awaitOffer(page)
    await page.keyboard.press('Escape')
    const popup = await kode.clickToolbar(page)
    await popup.getByRole('button', { name: t('pageFillFor', '\u2068Work\u2069') }).click()
    await isFilled(page)
  })

  test('says that another user is shown, and leaves out accounts that surely are another’s', async () => {
    const stage = await setStage()
    const { kode, page, t } = stage
    await addAccount(stage, 'bob@contoso.example', 'Bob', 'GEZDGNBVGY3TQOJR')
    await page.goto(standIn('entra-otp', { user: 'bob@contoso.example' }).url)
    const popup = await kode.clickToolbar(page)
    const card = popup.getByRole('region', { name: t('pageAsks') })
    await card.getByText('Bob').first().waitFor()
    expect(await card.getByText('Work').count()).toBe(0)
    await popup.close()
    await page.goto(standIn('entra-otp', { user: 'carol@contoso.example' }).url)
    const again = await kode.clickToolbar(page)
    await again.getByText('carol@contoso.example').first().waitFor()
    expect(
      await again
        .getByRole('region', { name: t('pageAsks') })
        .getByRole('button')
        .count(),
    ).toBe(2)
  })
})

test('the badge marks the tab that waits, until it has a code or asks no more', async () => {
  const stage = await setStage()
  const { page, t } = stage
  const badge = async () => (await badgeOf(stage, page)).texts
  await page.goto(standIn('entra-otp').url)
  // The browser has just started, and is a while in saying whether a policy forbids it.
  await expect.poll(badge).toEqual(['1'])
  await page.goto(standIn('entra-sms').url)
  await expect.poll(badge).toEqual([])
  await page.goto(standIn('entra-otp').url)
  await expect.poll(badge).toEqual(['1'])
  await page.locator('#signInAnotherWay').click()
  await expect.poll(badge).toEqual([])
  await page.locator('[data-value="PhoneAppOTP"]').click()
  await expect.poll(badge).toEqual(['1'])
  await awaitOffer(page)
  await pressInOffer(page, t('offerFill'))
  await isFilled(page)
  await expect.poll(badge).toEqual([])
})

describe('with a real mouse and keyboard', () => {
  async function setStageOnDisplay(): Promise<
    Stage & { hand: Awaited<ReturnType<typeof openDisplay>>['hand'] }
  > {
    const display = await openDisplay()
    onTestFinished(() => void display.close())
    const stage = await setStageWithVault({
      headless: false,
      environment: display.environment,
      arguments: display.browserArguments,
    })
    await addAccount(stage, 'alice@contoso.example')
    await stage.page.goto(standIn('entra-otp').url)
    await stage.page.bringToFront()
    return { ...stage, hand: display.hand }
  }

  async function middleOf(page: Page): Promise<[number, number]> {
    const bar = await page.evaluate(() => ({ x: screenX, y: screenY + outerHeight - innerHeight }))
    const box = await field(page).boundingBox()
    if (!box) throw new Error('the field is not shown')
    return [Math.round(bar.x + box.x + box.width / 2), Math.round(bar.y + box.y + box.height / 2)]
  }
  const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

  test('the key fills', async () => {
    const { page, hand } = await setStageOnDisplay()
    await awaitOffer(page)
    hand('mousemove', ...(await middleOf(page)), 'click', 1)
    hand('key', 'alt+shift+f')
    await isFilled(page)
  })

  test('so does our item in the field’s menu', async () => {
    const { page, hand } = await setStageOnDisplay()
    await awaitOffer(page)
    hand('mousemove', ...(await middleOf(page)), 'click', 3)
    await pause(800)
    // Both our items are in a menu of their own, second from the bottom, over "Inspect".
    for (const key of ['Up', 'Up', 'Right', 'Down', 'Return']) {
      hand('key', key)
      await pause(150)
    }
    await isFilled(page)
  })

  test('the key opens Kode where the account cannot be told', async () => {
    const stage = await setStageOnDisplay()
    const { kode, page, hand, t } = stage
    await page.goto(standIn('entra-otp', { user: 'carol@contoso.example' }).url)
    await awaitOffer(page)
    const opened = kode.popupOpens()
    hand('mousemove', ...(await middleOf(page)), 'click', 1)
    hand('key', 'alt+shift+f')
    const popup = await opened
    await popup.getByRole('button', { name: t('pageFillFor', '\u2068Work\u2069') }).waitFor()
    expect(await field(page).inputValue()).toBe('')
  })

  test('while Kode is locked: open it from the offer, unlock, and Enter fills', async () => {
    const { kode, page, hand, t } = await setStageOnDisplay()
    const office = await kode.openPage()
    await office.evaluate(() => chrome.runtime.sendMessage({ verb: 'vault.lock', request: {} }))
    await office.close()
    await page.reload()
    await page.bringToFront()
    await awaitOffer(page)
    expect(await readOffer(page)).toContain(t('offerLocked'))
    const opened = kode.popupOpens()
    await pressInOffer(page, t('offerOpenKode'))
    const popup = await opened
    await popup.getByText(t('pageLocked')).waitFor()
    hand('type', '--delay', 20, 'fire gr')
    await popup.getByLabel(t('passphraseLabel'), { exact: true }).fill(journey.PASSPHRASE)
    hand('key', 'Return')
    await popup.getByRole('button', { name: t('pageFillFor', '\u2068Work\u2069') }).waitFor()
    await pause(200)
    hand('key', 'Return')
    await isFilled(page)
  })

  test('and after unlocking alone, the offer in the page has the accounts', async () => {
    const { kode, page, hand, t } = await setStageOnDisplay()
    const office = await kode.openPage()
    await office.evaluate(() => chrome.runtime.sendMessage({ verb: 'vault.lock', request: {} }))
    await office.close()
    await page.reload()
    await page.bringToFront()
    await awaitOffer(page)
    const opened = kode.popupOpens()
    await pressInOffer(page, t('offerOpenKode'))
    const popup = await opened
    await journey.unlock(popup, t)
    await popup.getByRole('button', { name: t('pageFillFor', '\u2068Work\u2069') }).waitFor()
    const closed = popup.waitForEvent('close')
    hand('key', 'Escape')
    await closed
    await expect.poll(() => readOffer(page)).toContain('Work')
  })
})
