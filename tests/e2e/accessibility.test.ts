import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import * as journey from '../harness/journey.mjs'
import { HOSTS } from '../site/hosts.mjs'
import { findings } from './axe'
import { ALICE, setStage, setStageWithVault } from './stage'

test.each([
  { language: 'en', theme: 'light' },
  { language: 'da', theme: 'dark' },
] as const)('axe finds nothing in any view ($language, $theme)', async ({ language, theme }) => {
  const { kode, page, t } = await setStage({ language, theme })
  const seen: Record<string, string[]> = {}
  const look = async (view: string, on: Page) => (seen[view] = await findings(on))

  const tab = await kode.openPage()
  await look('first use', tab)
  const code = await journey.makeVault(tab, t)
  await look('recovery code', tab)
  await tab.getByRole('button', { name: t('recoveryDone') }).click()
  await look('recovery code typed back', tab)
  await tab.getByRole('button', { name: t('recoveryLater') }).click()
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
  await last.getByText(t('otherWaysIn')).click()
  await look('locked', last)
  await last.getByRole('button', { name: t('copiesAction') }).click()
  await last.getByRole('button', { name: t('chooseRecovery') }).click()
  await last.getByLabel(t('recoveryLabel')).fill(code)
  await last.getByRole('button', { name: t('copiesLook') }).click()
  await last.getByRole('radio').first().waitFor()
  await look('copies', last)
  await last.getByRole('button', { name: t('back'), exact: true }).click()
  await last.getByText(t('otherWaysIn')).click()
  await last.getByRole('button', { name: t('chooseRecovery') }).click()
  await last.getByLabel(t('recoveryLabel')).fill(code)
  await last.getByRole('button', { name: t('unlockAction'), exact: true }).click()
  await last.getByText(t('newPassphraseTitle')).waitFor()
  await last.getByRole('button', { name: t('suggestAction') }).click()
  await last.getByText(t('suggestedAdvice')).waitFor()
  await look('another passphrase', last)
  await last.getByRole('button', { name: t('newPassphraseLater') }).click()
  await last.getByRole('button', { name: t('lockAction') }).click()
  await last.getByText(t('otherWaysIn')).click()
  await last.getByRole('button', { name: t('startOverLink') }).click()
  await look('starting over', last)
  await last.getByLabel(t('startOverUnderstood')).check()
  await last.getByRole('button', { name: t('startOverAction') }).click()
  await last.getByText(t('startedOverTitle')).waitFor()
  await look('started over', last)

  expect(Object.keys(seen)).toHaveLength(13)
  expect(Object.values(seen).flat()).toEqual([])
})

test.each([
  { language: 'en', theme: 'dark' },
  { language: 'da', theme: 'light' },
] as const)(
  'nor in what a scan of several codes or of none comes to ($language, $theme)',
  async (setting) => {
    const { kode, page, t } = await setStageWithVault(setting)
    const seen: Record<string, string[]> = {}
    const look = async (view: string, on: Page) => (seen[view] = await findings(on))

    await page.goto(`https://${HOSTS.practice}/qr/several`)
    const several = await kode.clickToolbar(page)
    await journey.scan(several, t)
    await several.getByText(t('codesFound_other', '3')).waitFor()
    await several.getByRole('listitem').last().getByRole('button').click()
    await look('several found', several)
    await several.getByRole('listitem').first().getByRole('button').first().click()
    await look('one of several', several)
    await several.getByRole('button', { name: t('close') }).click()
    await several.getByRole('button', { name: t('moreLabel') }).click()
    await look('further ways', several)
    await several.close()

    await page.goto(journey.registerUrl(ALICE, '&step=push&push=work'))
    const push = await kode.clickToolbar(page)
    await journey.scan(push, t)
    await push.getByText(t('findMicrosoft')).waitFor()
    await look('Microsoft’s own code', push)
    await push.close()

    expect(Object.keys(seen)).toHaveLength(4)
    expect(Object.values(seen).flat()).toEqual([])
  },
)

test('axe sees what is wrong when something is', async () => {
  const { kode, t } = await setStage()
  const tab = await kode.openPage()
  await tab.getByText(t('firstUseTitle')).waitFor()
  await tab.evaluate(() => {
    document.querySelector('#app')?.append(document.createElement('button'))
  })
  expect(await findings(tab)).toEqual([expect.stringMatching(/^button-name/)])
})
