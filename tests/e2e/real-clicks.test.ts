import { describe, expect, test } from 'vitest'
import * as journey from '../harness/journey.mjs'
import { HOSTS } from '../site/hosts.mjs'
import { onScreen, pause, scanByRightClick, setStageOnDisplay } from './display-stage'

const URI = 'otpauth://totp/GitHub:alice?secret=gezdgnbvgy3tqojq&issuer=GitHub'
const PAGE = `https://${HOSTS.practice}/qr?${new URLSearchParams({ payload: URI }).toString()}`

/** Under ours in the menu of a page: "View page source" and "Inspect". */
const BELOW_ON_PAGE = 2

describe('with a real mouse and keyboard', () => {
  test('a right-click on the page and our menu item find the account', async () => {
    const stage = await setStageOnDisplay(PAGE)
    const popup = await scanByRightClick(stage, { x: 20, y: 300 }, BELOW_ON_PAGE)
    await journey.add(popup, stage.t)
    await popup.getByText('alice').first().waitFor()
  })

  test('so do a click on the toolbar icon and the popup’s own button', async () => {
    const { kode, t, hand } = await setStageOnDisplay(PAGE)
    const opened = kode.popupOpens()
    // Pinned icons sit left of the puzzle piece and the menu, in a window as wide as the screen.
    hand('mousemove', 1130, 63, 'click', 1)
    const popup = await opened
    await journey.scan(popup, t)
    await journey.add(popup, t)
    await popup.getByText('alice').first().waitFor()
  })

  test('so does the key for scanning', async () => {
    const { kode, page, t, hand } = await setStageOnDisplay(PAGE)
    const opened = kode.popupOpens()
    hand('mousemove', ...(await onScreen(page, 20, 300)), 'click', 1)
    hand('key', 'alt+shift+q')
    const popup = await opened
    await popup.getByRole('button', { name: t('addAction'), exact: true }).waitFor()
  })

  test('also while Kode is open: what was found is shown there, and no second Kode opens', async () => {
    const { kode, page, t, hand } = await setStageOnDisplay(PAGE)
    const opened = kode.popupOpens()
    hand('mousemove', ...(await onScreen(page, 20, 300)), 'click', 1)
    hand('key', 'alt+shift+k')
    const popup = await opened
    await popup.getByRole('button', { name: t('scanAction') }).waitFor()
    await pause(300)
    hand('key', 'alt+shift+q')
    await popup.getByRole('button', { name: t('addAction'), exact: true }).waitFor()
    await pause(500)
    expect(kode.context.pages().filter((one) => one.url().startsWith(kode.urlOf('')))).toHaveLength(1)
  })

  test('and the key for opening', async () => {
    const { kode, page, t, hand } = await setStageOnDisplay(PAGE)
    const opened = kode.popupOpens()
    hand('mousemove', ...(await onScreen(page, 20, 300)), 'click', 1)
    hand('key', 'alt+shift+k')
    const popup = await opened
    await journey.scan(popup, t)
    await popup.getByRole('button', { name: t('addAction'), exact: true }).waitFor()
  })

  test('in a pop-up window, as sign-in pages often are: that window is scanned, and Kode gets a window too', async () => {
    const { kode, page, t, hand } = await setStageOnDisplay(PAGE)
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
    const { kode } = await setStageOnDisplay(PAGE)
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
