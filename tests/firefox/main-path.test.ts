import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { pressInOffer } from '../harness/firefox-offer.mjs'
import type { FirefoxPopup } from '../harness/firefox-popup.mjs'
import type { FirefoxTab } from '../harness/firefox-tab.mjs'
import { Firefox } from '../harness/firefox.mjs'
import { PASSPHRASE, registerUrl, signInUrl } from '../harness/journey.mjs'
import { textsIn } from '../harness/texts.mjs'
import { startSite } from '../site/server.mjs'

/** Two codes are given, and the second has to wait for a fresh step. */
const LONG = { timeout: 120_000 }
const t = textsIn('en')
const ALICE = { user: 'alice@contoso.example', lang: 'en' }

async function setStage() {
  const site = await startSite()
  onTestFinished(() => site.close())
  const profile = await mkdtemp(path.join(tmpdir(), 'kode-firefox-'))
  onTestFinished(() => rm(profile, { recursive: true, force: true, maxRetries: 5 }))
  return { site, profile }
}

async function launch(stage: Parameters<typeof Firefox.launch>[0]) {
  const firefox = await Firefox.launch(stage)
  onTestFinished(() => firefox.close())
  return firefox
}

test(
  'a person registers Kode with Microsoft, signs in with it, and finds it again after a restart',
  LONG,
  async () => {
    const stage = await setStage()
    const firefox = await launch(stage)
    const tab = await firefox.openTab()

    await goToQrCode(tab)
    let popup = await firefox.clickToolbar(tab)
    expect(await popup.size()).toEqual({ width: 360, height: 560 })
    await makeVault(popup)
    const code = (await popup.texts('.code span[aria-hidden]')).join('-')
    await popup.press(t('recoveryDone'))
    await popup.fill(t('recoveryLabel'), code)
    await popup.press(t('recoveryConfirm'))
    await popup.press(t('scanAction'))
    await popup.press(t('addAction'))
    await popup.has(t('lockAction'))
    await popup.shows(ALICE.user)
    await popup.close()

    await tab.click(NEXT)
    await pressInOffer(tab, t('offerFill'))
    await tab.until(hasCode)
    await tab.click(NEXT)
    await expect.poll(() => kinds()).toContain('registered')

    await firefox.stopBackground()
    await goToCodePage(tab)
    await pressInOffer(tab, t('offerFill'))
    await tab.until(hasCode)
    await tab.click('#idSubmit_SAOTCC_Continue')
    await tab.click('#idSIButton9')
    await expect.poll(() => kinds()).toContain('signed-in')

    popup = await firefox.clickToolbar(tab)
    await popup.press(t('lockAction'))
    await popup.shows(t('unlockAction'))
    await firefox.close()

    const restarted = await launch(stage)
    popup = await restarted.clickToolbar(await restarted.openTab())
    await popup.fill(t('passphraseLabel'), PASSPHRASE)
    await popup.press(t('unlockAction'))
    await popup.shows(ALICE.user)
    await popup.press(t('moreLabel'))
    await popup.press(t('openAtSideAction'))
    await expect.poll(() => restarted.sidebar()).toMatch(/\/popup\/index\.html\?in=panel$/)

    const codes = stage.site.state.events.filter(({ kind }) => kind === 'code')
    expect(codes).toMatchObject([
      { where: 'registration', user: ALICE.user, verdict: 'accepted' },
      { where: 'sign-in', user: ALICE.user, verdict: 'accepted' },
    ])
    expect(stage.site.state.violations).toEqual([])

    function kinds() {
      return stage.site.state.events.map(({ kind }) => kind)
    }
  },
)

test('a right-click scans, and a popup that no person has opened does not', async () => {
  const firefox = await launch(await setStage())
  const tab = await firefox.openTab()
  await goToQrCode(tab)

  let popup = await firefox.openPopupUnasked()
  await makeVault(popup)
  await popup.press(t('recoveryLater'))
  await popup.press(t('scanAction'))
  await popup.shows(t('scanNotAllowed'))
  await popup.close()

  await firefox.chooseFromMenu(tab, t('menuScan'))
  popup = await firefox.popup()
  await popup.has(t('addAction'))
  await popup.shows(ALICE.user)
})

/** The first use up to the recovery code. */
async function makeVault(popup: FirefoxPopup) {
  await popup.fill(t('passphraseLabel'), PASSPHRASE)
  await popup.fill(t('passphraseRepeat'), PASSPHRASE)
  await popup.press(t('firstUseStart'))
  await popup.has(t('recoveryDone'))
}

const NEXT = '[data-testid="reskin-step-next-button"]'

async function goToQrCode(tab: FirefoxTab) {
  await tab.goto(registerUrl(ALICE, '&step=install'))
  await tab.click('[data-act="other-app"]')
  await tab.until(() => document.querySelector('[data-testid="setup-instructions"]') !== null)
  await tab.click(NEXT)
  await tab.until(() => document.querySelector<HTMLImageElement>('img[alt]')?.complete === true)
}

async function goToCodePage(tab: FirefoxTab) {
  await tab.goto(signInUrl(ALICE))
  await tab.click('#idSIButton9')
  await tab.fill('#i0118', 'any password')
  await tab.click('#idSIButton9')
  await tab.until(() => document.querySelector('#idTxtBx_SAOTCC_OTC') !== null)
}

const hasCode = () =>
  [...document.querySelectorAll('input')].some(
    (input) => input.checkVisibility() && /^\d{6}$/.test(input.value),
  )
