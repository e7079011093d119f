import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { PNG } from 'pngjs'
import { expect, test } from 'vitest'
import * as journey from '../harness/journey.mjs'
import { HOSTS } from '../site/hosts.mjs'
import { drawQr } from '../site/qr.mjs'
import { ALICE, setStage, setStageWithVault } from './stage'

/** What axe finds wrong, by rule and place. */
async function findings(page: Page): Promise<string[]> {
  // Otherwise axe opens a tab of its own, and a popup closes when it loses the focus.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
}

test.each([
  { language: 'en', theme: 'light' },
  { language: 'da', theme: 'dark' },
] as const)('axe finds nothing in any view ($language, $theme)', async ({ language, theme }) => {
  const { kode, page, t } = await setStage({ language, theme })
  const seen: Record<string, string[]> = {}
  const look = async (view: string, on: Page) => (seen[view] = await findings(on))

  const tab = await kode.openPage()
  await look('first use', tab)
  await journey.choosePassphrase(tab, t)
  await look('empty list', tab)
  await journey.openEntry(tab, t)
  await tab.getByText(t('enterAdvanced')).click()
  await look('type the key', tab)
  await tab.close()

  await journey.goToQrCode(page, ALICE)
  const popup = await kode.clickToolbar(page)
  await journey.scan(popup, t)
  await popup.getByRole('button', { name: t('addAction'), exact: true }).waitFor()
  await look('an account found', popup)
  await journey.add(popup, t)
  await look('the list', popup)
  await popup.close()

  await page.goto(`https://${HOSTS.practice}/signed-in`)
  const again = await kode.clickToolbar(page)
  await journey.scan(again, t)
  await again.getByText(t('scanNothing')).waitFor()
  await look('nothing found', again)
  await again.close()

  const last = await kode.openPage()
  await last.getByRole('button', { name: t('lockAction') }).click()
  await last.getByText(t('unlockTitle')).waitFor()
  await look('locked', last)

  expect(Object.keys(seen)).toHaveLength(7)
  expect(Object.values(seen).flat()).toEqual([])
})

test.each([
  { language: 'en', theme: 'light' },
  { language: 'da', theme: 'dark' },
] as const)('axe finds nothing in any part of the page in a tab ($language, $theme)', async (setting) => {
  const { kode, page, t } = await setStageWithVault({
    ...setting,
    arguments: ['--use-fake-device-for-media-stream=device-count=2', '--use-fake-ui-for-media-stream'],
  })
  const seen: Record<string, string[]> = {}
  const look = async (view: string) => (seen[view] = await findings(page))
  const go = (hash: string) => page.goto(kode.urlOf(`src/manage/index.html#${hash}`))
  const code = (name: string) => ({
    name: `${name}.png`,
    mimeType: 'image/png',
    buffer: drawQr(`otpauth://totp/${name}?secret=gezdgnbvgy3tqojq`),
  })
  const text = { name: 'notes.png', mimeType: 'image/png', buffer: Buffer.from('no picture') }

  await go('scan')
  await page.getByText(t('picturesDrop')).waitFor()
  await look('pictures')
  await page.locator('input[type=file]').setInputFiles(code('One'))
  await page.getByRole('button', { name: t('addAction'), exact: true }).waitFor()
  await look('one picture')
  await page.getByRole('button', { name: t('close') }).click()
  await page.locator('input[type=file]').setInputFiles([code('Two'), text])
  await page.getByRole('button', { name: 'notes.png' }).click()
  await look('several pictures')
  await go('region')
  await page.getByText(t('captureGone')).waitFor()
  await look('no capture')
  await go('camera')
  await page.getByRole('button', { name: t('cameraStart') }).click()
  await page.getByText(t('cameraLooking')).waitFor()
  await look('camera')
  await go('scan')
  await page.locator('input[type=file]').setInputFiles({ ...code('far'), buffer: WALL })
  await page.getByRole('button', { name: t('regionTitle') }).click()
  await page.getByRole('application').locator('img').waitFor()
  await look('region')
  await page.getByRole('button', { name: t('lockAction') }).click()
  await page.getByText(t('unlockTitle')).waitFor()
  await look('locked')

  expect(Object.keys(seen)).toHaveLength(7)
  expect(Object.values(seen).flat()).toEqual([])
})

/** A picture of nothing. */
const WALL = PNG.sync.write(
  Object.assign(new PNG({ width: 300, height: 200 }), { data: Buffer.alloc(240_000, 200) }),
)

test('axe sees what is wrong when something is', async () => {
  const { kode } = await setStage()
  const tab = await kode.openPage()
  await tab.evaluate(() => {
    document.querySelector('#app')?.append(document.createElement('button'))
  })
  expect(await findings(tab)).toEqual([expect.stringMatching(/^button-name/)])
})
