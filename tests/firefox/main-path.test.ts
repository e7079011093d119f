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

test('a person registers Kode with Microsoft, signs in with it, and finds it again after a restart', async () => {
  const stage = await setStage()
  const firefox = await launch(stage)
  const tab = await firefox.openTab()

  await goToQrCode(tab)
  const popup = await firefox.clickToolbar(tab)
  await popup.fill(t('passphraseLabel'), PASSPHRASE)
  await popup.fill(t('passphraseRepeat'), PASSPHRASE)
  await popup.press(t('firstUseStart'))
  await popup.press(t('scanAction'))
  await popup.press(t('addAction'))
  await popup.shows(ALICE.user)
  await popup.close()
})

async function goToQrCode(tab: FirefoxTab) {
  await tab.goto(registerUrl(ALICE, '&step=install'))
  await tab.click('[data-act="other-app"]')
  await tab.until(() => document.querySelector('[data-testid="setup-instructions"]') !== null)
  await tab.click('[data-testid="reskin-step-next-button"]')
  await tab.until(() => document.querySelector<HTMLImageElement>('img[alt]')?.complete === true)
}
