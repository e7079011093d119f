import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import * as journey from '../harness/journey.mjs'
import { offerHasFocus, pressByKey, tabTo, typeInto } from '../harness/keyboard.mjs'
import { awaitOffer } from '../harness/offer.mjs'
import type { Texts } from '../harness/texts.mjs'
import { ALICE, setStage } from './stage'

const KEY = 'gezdgnbvgy3tqojq'

test('from first use to a filled code without the pointer', async () => {
  const { kode, site, page, t } = await setStage()
  site.state.enrol(ALICE.user, KEY)
  const tab = await kode.openPage()
  await makeVault(tab, t)
  await addAccount(tab, t)
  await tab.close()

  await signIn(page)
  await awaitOffer(page)
  expect(await offerHasFocus(page)).toBe(false)
  await page.keyboard.press('ArrowDown')
  expect(await offerHasFocus(page)).toBe(true)
  await page.keyboard.press('Enter')
  const field = page.locator('#idTxtBx_SAOTCC_OTC')
  await expect.poll(() => field.inputValue(), { timeout: 40_000 }).toMatch(/^\d{6}$/)
  await page.keyboard.press('Enter')
  await page.locator('#KmsiCheckboxField').waitFor()

  expect(site.state.events).toContainEqual(
    expect.objectContaining({ kind: 'code', where: 'sign-in', user: ALICE.user, verdict: 'accepted' }),
  )
})

async function makeVault(tab: Page, t: Texts): Promise<void> {
  await tab.getByText(t('firstUseTitle')).waitFor()
  await typeInto(tab, t('passphraseLabel'), journey.PASSPHRASE)
  await typeInto(tab, t('passphraseRepeat'), journey.PASSPHRASE)
  await tab.keyboard.press('Enter')
  await tab.getByText(t('recoveryTitle')).waitFor()
  const code = (await tab.locator('.code span[aria-hidden]').allTextContents()).join('-')
  await pressByKey(tab, t('recoveryDone'))
  await typeInto(tab, t('recoveryLabel'), code)
  await tab.keyboard.press('Enter')
  await tab.getByText(t('emptyTitle')).waitFor()
}

async function addAccount(tab: Page, t: Texts): Promise<void> {
  await pressByKey(tab, t('moreLabel'))
  await tab.getByRole('menu').waitFor()
  for (let steps = 0; steps < 9 && !(await isFocused(tab, t('enterAction'))); steps += 1)
    await tab.keyboard.press('ArrowDown')
  await tab.keyboard.press('Enter')
  await typeInto(tab, t('fieldKey'), KEY)
  await typeInto(tab, t('fieldIssuer'), 'Microsoft')
  await typeInto(tab, t('optional', t('fieldUser')), ALICE.user)
  await tabTo(tab, t('addAction'))
  await tab.keyboard.press('Enter')
  await tab.getByRole('listitem').getByText(ALICE.user).waitFor()
}

const isFocused = (tab: Page, text: string) =>
  tab.evaluate((wanted) => document.activeElement?.textContent.trim() === wanted, text)

/** Microsoft's pages put the focus into their one field; the practice site does so only for the password. */
async function signIn(page: Page): Promise<void> {
  await page.goto(journey.signInUrl(ALICE))
  await page.locator('#i0116').focus()
  await page.keyboard.press('Enter')
  await page.locator('#i0118').waitFor()
  await page.locator('#i0118:focus').waitFor()
  await page.keyboard.type('any password')
  await page.keyboard.press('Enter')
  await page.locator('#idTxtBx_SAOTCC_OTC').waitFor()
  await page.locator('#idTxtBx_SAOTCC_OTC').focus()
}
