import { describe, expect, onTestFinished, test } from 'vitest'
import type { Page } from 'playwright-core'
import { openDisplay } from '../harness/display.mjs'
import * as journey from '../harness/journey.mjs'
import { HOSTS } from '../site/hosts.mjs'
import { setStageWithVault, type Stage } from './stage'

const URI = 'otpauth://totp/GitHub:alice?secret=gezdgnbvgy3tqojq&issuer=GitHub'
const PAGE = `https://${HOSTS.practice}/qr?${new URLSearchParams({ payload: URI }).toString()}`

type Display = Awaited<ReturnType<typeof openDisplay>>

/** A browser in a real window on a screen of its own, and a hand on that screen's mouse and keyboard. */
async function setStageOnDisplay(): Promise<Stage & { hand: Display['hand'] }> {
  const display = await openDisplay()
  onTestFinished(() => void display.close())
  const stage = await setStageWithVault({
    headless: false,
    environment: display.environment,
    arguments: display.browserArguments,
  })
  await stage.page.goto(PAGE)
  await stage.page.bringToFront()
  return { ...stage, hand: display.hand }
}

/** Where a point of the page is on the screen. */
async function onScreen(page: Page, x: number, y: number): Promise<[number, number]> {
  const bar = await page.evaluate(() => ({ x: screenX, y: screenY + outerHeight - innerHeight }))
  return [bar.x + x, bar.y + y]
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

describe('with a real mouse and keyboard', () => {
  test('a right-click on the page and our menu item find the account', async () => {
    const { kode, page, t, hand } = await setStageOnDisplay()
    const popup = kode.popupOpens()
    hand('mousemove', ...(await onScreen(page, 20, 300)), 'click', 3)
    await pause(800)
    // Ours is the only item of an extension: third from the bottom, over "View page source" and "Inspect".
    for (const key of ['Up', 'Up', 'Up', 'Return']) {
      hand('key', key)
      await pause(120)
    }
    await journey.add(await popup, t)
    await (await popup).getByText('alice').first().waitFor()
  })

  test('so do a click on the toolbar icon and the popup’s own button', async () => {
    const { kode, t, hand } = await setStageOnDisplay()
    const opened = kode.popupOpens()
    // Pinned icons sit left of the puzzle piece and the menu, in a window as wide as the screen.
    hand('mousemove', 1130, 63, 'click', 1)
    const popup = await opened
    await journey.scan(popup, t)
    await journey.add(popup, t)
    await popup.getByText('alice').first().waitFor()
  })

  test('so does the key for scanning', async () => {
    const { kode, page, t, hand } = await setStageOnDisplay()
    const opened = kode.popupOpens()
    hand('mousemove', ...(await onScreen(page, 20, 300)), 'click', 1)
    hand('key', 'alt+shift+q')
    const popup = await opened
    await popup.getByRole('button', { name: t('addAction'), exact: true }).waitFor()
  })

  test('and the key for opening', async () => {
    const { kode, page, t, hand } = await setStageOnDisplay()
    const opened = kode.popupOpens()
    hand('mousemove', ...(await onScreen(page, 20, 300)), 'click', 1)
    hand('key', 'alt+shift+k')
    const popup = await opened
    await journey.scan(popup, t)
    await popup.getByRole('button', { name: t('addAction'), exact: true }).waitFor()
  })

  test('in a pop-up window, as sign-in pages often are: that window is scanned, and Kode gets a window too', async () => {
    const { kode, page, t, hand } = await setStageOnDisplay()
    await page.goto(`https://${HOSTS.practice}/signed-in`)
    const opened = page.waitForEvent('popup')
    await page.evaluate((url) => void open(url, '', 'popup,width=700,height=600,left=40,top=40'), PAGE)
    const window = await opened
    await window.waitForLoadState()
    await window.bringToFront()
    await pause(500)
    const popup = kode.popupOpens()
    hand('mousemove', ...(await onScreen(window, 20, 300)), 'click', 1)
    hand('key', 'alt+shift+q')
    await (await popup).getByRole('button', { name: t('addAction'), exact: true }).waitFor()
  })

  test('without any of these the browser refuses the picture', async () => {
    const { kode } = await setStageOnDisplay()
    const worker = await kode.worker()
    const refusal = await worker.evaluate(() =>
      chrome.tabs.captureVisibleTab().then(
        () => 'a picture',
        (cause: unknown) => String(cause),
      ),
    )
    expect(refusal).toContain('activeTab')
  })
})
