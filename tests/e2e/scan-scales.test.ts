import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import * as journey from '../harness/journey.mjs'
import { pageOfAllKinds, pageOfMany, pageOfOther, show, type CodePage, type Theme } from './code-pages'
import { setStageWithVault, type Stage } from './stage'

/** Shows a page, clicks Kode's icon there and scans; gives the popup. */
async function scanOn({ kode, page, t }: Stage, shown: CodePage): Promise<Page> {
  await show(page, shown)
  const popup = await kode.clickToolbar(page)
  await journey.scan(popup, t)
  return popup
}

/** The users whose accounts the popup shows, in its order. */
async function usersIn(popup: Page, count: number): Promise<string[]> {
  const details = popup.getByText(/user-\d+$/)
  await expect.poll(() => details.count()).toBe(count)
  return (await details.allInnerTexts()).map((detail) => /user-\d+$/.exec(detail)?.[0] ?? '')
}

/** Leaves all that was found, so that the next scan may begin. */
async function leave({ t }: Stage, popup: Page): Promise<void> {
  await popup.getByRole('button', { name: t('done'), exact: true }).click()
  await popup.getByRole('button', { name: t('scanAction') }).waitFor()
  await popup.close()
}

const THEMES: readonly Theme[] = ['light', 'dark']

test.each([1, 1.25, 1.5, 2, 3])('every code of a page on a screen of scale %f', async (scale) => {
  const stage = await setStageWithVault({ arguments: [`--force-device-scale-factor=${scale}`] })
  for (const theme of THEMES) {
    const page = await pageOfAllKinds(theme)
    const popup = await scanOn(stage, page)
    expect(await stage.page.evaluate(() => devicePixelRatio)).toBe(scale)
    expect((await usersIn(popup, page.users.length)).sort()).toEqual(page.users)
    await leave(stage, popup)
  }
})

test('every code of a page that is zoomed', async () => {
  const stage = await setStageWithVault()
  const page = await pageOfAllKinds('light')
  await show(stage.page, page)
  for (const zoom of [0.75, 1.1, 1.75]) {
    await zoomTo(stage, zoom)
    const popup = await scanOn(stage, page)
    expect((await usersIn(popup, page.users.length)).sort()).toEqual(page.users)
    await leave(stage, popup)
  }
})

test('of thirty codes twenty, in the order in which they stand, and that there may be more', async () => {
  const stage = await setStageWithVault()
  const popup = await scanOn(stage, pageOfMany(30))
  await popup.getByText(stage.t('scanMore')).waitFor()
  const found = (await usersIn(popup, 20)).map((user) => Number(user.slice('user-'.length)))
  expect(found).toEqual(found.toSorted((a, b) => a - b))
})

test.each([
  ['DataMatrix', 'scanDataMatrix'],
  ['MicroQRCode', 'scanMicroQr'],
] as const)('a %s code is named', async (format, title) => {
  const stage = await setStageWithVault()
  const popup = await scanOn(stage, await pageOfOther(format))
  await popup.getByText(stage.t(title)).waitFor()
  await popup.getByText(stage.t('scanOtherDo')).waitFor()
})

/** Zooms the tab as the browser's own menu does. */
async function zoomTo({ kode, page }: Stage, zoom: number): Promise<void> {
  const worker = await kode.worker()
  await page.bringToFront()
  await worker.evaluate(async (factor) => {
    const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true })
    await chrome.tabs.setZoom(tab?.id ?? -1, factor)
  }, zoom)
  await expect.poll(() => page.evaluate(() => devicePixelRatio)).toBeCloseTo(zoom, 2)
}
