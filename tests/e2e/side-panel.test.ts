import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import * as journey from '../harness/journey.mjs'
import { say } from '../harness/vault.mjs'
import { ALICE, setStageWithVault } from './stage'

const PANEL = 'src/popup/index.html?in=panel'
const NAME = 'Københavns Universitet (alice@contoso.example)'

const addAccount = (page: Page, name: string) =>
  say(page, 'accounts.enter', {
    entry: {
      ...{ name, issuer: 'Microsoft', user: 'alice@contoso.example', secret: 'GEZDGNBVGY3TQOJQ' },
      ...{ type: 'totp', algorithm: 'SHA1', digits: 6, period: 30, counter: 0 },
    },
    despiteConflict: true,
  })

/** What reaches out of the window to the side, by name: nothing should. */
const cutOff = (panel: Page) =>
  panel.evaluate(() =>
    [...document.querySelectorAll('button, input, [data-index], h1, header, footer')]
      .filter((element) => {
        const { left, right, width } = element.getBoundingClientRect()
        return width > 1 && (left < -0.5 || right > innerWidth + 0.5)
      })
      .map((element) => element.outerHTML.slice(0, 80)),
  )

async function fits(panel: Page): Promise<void> {
  for (const width of [200, 800]) {
    await panel.setViewportSize({ width, height: 700 })
    expect(await cutOff(panel), `at ${width}`).toEqual([])
  }
}

test('the list at the side: opened from the popup’s menu, it follows, goes blank, and opens in place', async () => {
  const { kode, page, t } = await setStageWithVault()
  await page.goto(journey.signInUrl(ALICE))
  const popup = await kode.clickToolbar(page)
  await popup.getByRole('button', { name: t('moreLabel') }).click()
  const popupGone = popup.waitForEvent('close')
  await popup.getByRole('menuitem', { name: t('openAtSideAction') }).click()
  await popupGone
  const worker = await kode.worker()
  const sides = () =>
    worker.evaluate(async () =>
      (await chrome.runtime.getContexts({})).flatMap(({ contextType, documentUrl }) =>
        contextType === 'SIDE_PANEL' ? [documentUrl] : [],
      ),
    )
  await expect.poll(sides).toEqual([kode.urlOf(PANEL)])

  // The same page in a tab, where it can be looked at and made as narrow as a panel.
  const panel = await kode.openPage(PANEL)
  const office = await kode.openPage('icons/kode-16.png')
  const rows = panel.getByRole('listitem')
  await addAccount(office, NAME)
  await panel.reload()
  await rows.first().waitFor()
  await fits(panel)
  await say(office, 'vault.lock')
  await expect.poll(() => rows.count()).toBe(0)
  expect(await panel.locator('body').innerText()).not.toContain(NAME)
  await fits(panel)
  await journey.unlock(panel, t)
  await rows.first().waitFor()
})
