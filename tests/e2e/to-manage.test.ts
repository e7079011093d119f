import { describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { HOSTS } from '../site/hosts.mjs'
import { scanAt, setStageWithVault, type Stage } from './stage'

const MANAGE = 'src/manage/index.html'
const NOTHING = `https://${HOSTS.practice}/signed-in`

const managePages = ({ kode }: Stage): Page[] =>
  kode.context.pages().filter((page) => page.url().startsWith(kode.urlOf(MANAGE)))

/** Presses a way on in the popup, which closes, and gives the page that it leads to. */
async function lead(stage: Stage, popup: Page, key: string): Promise<Page> {
  const closed = popup.waitForEvent('close')
  await popup.getByRole('button', { name: stage.t(key) }).click()
  await closed
  await expect.poll(() => managePages(stage).length).toBe(1)
  return managePages(stage)[0]!
}

describe('from the popup to the manage page', () => {
  test('to a region of what was captured, and again in the same tab with what was captured then', async () => {
    const stage = await setStageWithVault()
    const page = await lead(stage, await scanAt(stage, NOTHING), 'regionAction')
    expect(page.url()).toBe(stage.kode.urlOf(`${MANAGE}#region`))
    await page.locator('img').first().waitFor()
    const shown = () => page.locator('img').first().getAttribute('src')
    const before = await shown()
    expect(await lead(stage, await scanAt(stage, `https://${HOSTS.practice}/qr/none`), 'regionAction')).toBe(
      page,
    )
    await expect.poll(shown).not.toBe(before)
  })

  test('to pictures, in the tab that is open at another place', async () => {
    const stage = await setStageWithVault()
    const page = await lead(stage, await scanAt(stage, NOTHING), 'regionAction')
    expect(await lead(stage, await scanAt(stage, NOTHING), 'pictureAction')).toBe(page)
    await expect.poll(() => page.url()).toBe(stage.kode.urlOf(`${MANAGE}#scan`))
    expect(await page.evaluate(() => document.visibilityState)).toBe('visible')
  })
})
