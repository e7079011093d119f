import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { makePasskey, plugInKey } from '../harness/passkey.mjs'
import { awaitOffer, pressInOffer, readInOffer, readOffer } from '../harness/offer.mjs'
import { PASSPHRASE } from '../harness/journey.mjs'
import { say } from '../harness/vault.mjs'
import { standIn } from '../site/pages.mjs'
import { setStageWithVault, type Stage } from './stage'

const USER = 'alice@contoso.example'
const SECRET = 'GEZDGNBVGY3TQOJQ'
const PIN = '271828'
/** Seconds: so that nobody waits half a minute for the next code. */
const PERIOD = 8

/** Alice, whom the practice site knows, with a PIN; Kode is told in its own page to lock after each code. */
async function prepare({ kode, site, t }: Stage): Promise<Page> {
  site.state.enrol(USER, SECRET, PERIOD)
  const office = await kode.openPage('src/manage/index.html#security')
  const entry = {
    ...{ name: 'Work', issuer: 'Microsoft', user: USER, secret: SECRET },
    ...{ type: 'totp', algorithm: 'SHA1', digits: 6, period: PERIOD, counter: 0 },
  }
  await say(office, 'accounts.enter', { entry, despiteConflict: false })
  await say(office, 'vault.setPin', { pin: PIN })
  await office.getByLabel(t('lockingAfterCode'), { exact: true }).check()
  await office.getByText(t('lockingSaved')).waitFor()
  return office
}

const field = (page: Page) => page.locator('input[name=otc]:visible').first()
const isFilled = (page: Page) => expect.poll(() => field(page).inputValue()).toMatch(/^\d{6}$/)

test('Kode locks after a code was filled in, everywhere, and the PIN opens it for the next', async () => {
  const stage = await setStageWithVault()
  const { kode, page, site, t } = stage
  const office = await prepare(stage)
  const verdicts = () => site.state.events.flatMap((one) => (one.kind === 'code' ? [one.verdict] : []))

  await page.goto(standIn('entra-otp').url)
  await page.bringToFront()
  await awaitOffer(page)
  await pressInOffer(page, 'Work')
  await isFilled(page)
  const first = await field(page).inputValue()
  await page.locator('#idSubmit_SAOTCC_Continue').click()
  await expect.poll(verdicts).toEqual(['accepted'])
  await office.getByText(t('unlockTitle')).waitFor()
  expect(await say(office, 'vault.ways')).toEqual({ status: 'locked' })

  await page.goto(standIn('entra-otp').url)
  await readInOffer(page, t('offerLocked'))
  expect(await readOffer(page)).not.toContain('Work')
  const opened = kode.popupOpens()
  await pressInOffer(page, t('offerOpenKode'))
  const popup = await opened
  await popup.getByLabel(t('pinLabel'), { exact: true }).fill(PIN)
  await popup.getByRole('button', { name: t('unlockAction'), exact: true }).click()
  await popup.getByRole('button', { name: t('pageFillFor', '\u2068Work\u2069') }).click()
  await isFilled(page)
  expect(await field(page).inputValue()).not.toBe(first)
  await page.locator('#idSubmit_SAOTCC_Continue').click()
  await expect.poll(verdicts).toEqual(['accepted', 'accepted'])
  expect(await say(office, 'vault.ways')).toEqual({ status: 'locked' })
})

test('a passkey opens Kode for one code, and again for the next', async () => {
  const stage = await setStageWithVault()
  const { page, t } = stage
  const office = await prepare(stage)
  await plugInKey(office)
  const passkey = { passphrase: PASSPHRASE, name: 'Key', ...(await makePasskey(office)) }
  expect(await say(office, 'vault.addPasskey', passkey)).toEqual({ status: 'added' })

  const codes = []
  for (const isLocked of [false, true]) {
    await page.goto(standIn('entra-otp').url)
    await page.bringToFront()
    await awaitOffer(page)
    if (isLocked) {
      await readInOffer(page, t('offerLocked'))
      await office.bringToFront()
      await office.getByRole('button', { name: t('choosePasskey') }).click()
      await office.getByText(t('unlockTitle')).waitFor({ state: 'detached' })
      await page.reload()
      await page.bringToFront()
      await readInOffer(page, 'Work')
    }
    await pressInOffer(page, 'Work')
    await isFilled(page)
    codes.push(await field(page).inputValue())
    await office.getByText(t('unlockTitle')).waitFor()
    expect(await say(office, 'vault.ways')).toEqual({ status: 'locked' })
  }
  expect(new Set(codes).size).toBe(2)
})
