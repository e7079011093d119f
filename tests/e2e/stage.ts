import type { Page } from 'playwright-core'
import { expect, inject, onTestFinished } from 'vitest'
import * as journey from '../harness/journey.mjs'
import { Kode, type Options } from '../harness/kode.mjs'
import { textsIn, type Texts } from '../harness/texts.mjs'
import { PASSPHRASE, QUIET_PAGE, say } from '../harness/vault.mjs'
import { startSite, type Site } from '../site/server.mjs'
import { copyProfile } from './vault-profile'

export interface Stage {
  readonly kode: Kode
  readonly site: Site
  /** A tab to walk in. */
  readonly page: Page
  readonly t: Texts
}

interface Setting extends Options {
  readonly language?: 'en' | 'da'
  /** Other host names the practice site answers to, and the host whose pages they show. */
  readonly lookAlikes?: Record<string, string>
  /** Where all other host names lead: nowhere unless told. */
  readonly elsewhere?: 'nowhere' | 'here'
}

export const ALICE = { user: 'alice@contoso.example', lang: 'en' }

/** A browser with Kode and the practice site, both gone when the test is over. */
export async function setStage(setting: Setting = {}): Promise<Stage> {
  const site = await startSite({ lookAlikes: setting.lookAlikes ?? {} })
  onTestFinished(() => site.close())
  const kode = await Kode.launch({
    ...setting,
    arguments: [
      ...site.browserArguments({ elsewhere: setting.elsewhere ?? 'nowhere' }),
      ...(setting.arguments ?? []),
    ],
  })
  onTestFinished(() => kode.close())
  const page = await kode.context.newPage()
  return { kode, site, page, t: textsIn(setting.language ?? 'en') }
}

/** The same with a vault that is open and empty. */
export async function setStageWithVault(setting: Omit<Setting, 'profile'> = {}): Promise<Stage> {
  const profile = await copyProfile(inject('vaultProfile'))
  const stage = await setStage({ ...setting, profile })
  const page = await stage.kode.openPage(QUIET_PAGE)
  expect(await say(page, 'vault.unlock', { passphrase: PASSPHRASE })).toEqual({ status: 'unlocked' })
  await page.close()
  return stage
}

/** The same with Alice's account in it, registered on the practice site and accepted there. */
export async function setStageWithAlice(setting: Setting = {}): Promise<Stage> {
  const stage = await setStageWithVault(setting)
  const { kode, page, t } = stage
  await journey.goToQrCode(page, ALICE)
  const popup = await kode.clickToolbar(page)
  await journey.scan(popup, t)
  await journey.add(popup, t)
  await popup.getByRole('listitem').first().waitFor()
  await popup.close()
  return stage
}

/** Opens `url`, clicks the toolbar icon there and scans; gives the popup. */
export async function scanAt({ kode, page, t }: Stage, url: string): Promise<Page> {
  await page.goto(url)
  const popup = await kode.clickToolbar(page)
  await journey.scan(popup, t)
  return popup
}
