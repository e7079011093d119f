import { PNG } from 'pngjs'
import { expect, test } from 'vitest'
import { say } from '../harness/vault.mjs'
import { drawQr } from '../site/qr.mjs'
import { findings } from './axe'
import { setStageWithVault } from './stage'

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
  for (const [hash, title] of Object.entries(SECTIONS)) {
    await go(hash)
    await page.getByRole('heading', { level: 1, name: t(title) }).waitFor()
    expect(await page.locator('nav [aria-current=page]').textContent()).toBe(t(title))
    await look(hash)
  }
  await say(page, 'accounts.enter', { entry: NEXTCLOUD, despiteConflict: false })
  await go('accounts')
  await page.getByRole('button', { name: /Nextcloud/, expanded: false }).click()
  await page.getByRole('menuitem', { name: t('menuEdit'), exact: true }).click()
  await page.getByRole('heading', { level: 1, name: t('editTitle') }).waitFor()
  await look('an account edited')
  await go('security')
  await page.getByRole('button', { name: t('passphraseChange') }).click()
  await page.getByLabel(t('newPassphraseLabel')).waitFor()
  await look('another passphrase')
  await page.getByRole('button', { name: t('lockAction') }).click()
  await page.getByText(t('unlockTitle')).waitFor()
  await look('locked')

  expect(Object.keys(seen)).toHaveLength(9 + Object.keys(SECTIONS).length)
  expect(Object.values(seen).flat()).toEqual([])
})

/** The sections with a view of their own, and their titles. */
const SECTIONS = {
  security: 'securityTitle',
  move: 'moveTitle',
  'sign-in': 'signInTitle',
  language: 'languageTitle',
  help: 'helpTitle',
  about: 'aboutTitle',
}

const NEXTCLOUD = {
  ...{ name: 'Nextcloud', issuer: 'Nextcloud', user: 'alice@contoso.example', secret: 'nbswy3dpeb3w64tm' },
  ...{ type: 'totp', algorithm: 'SHA1', digits: 6, period: 30, counter: 0 },
}

/** A picture of nothing. */
const WALL = PNG.sync.write(
  Object.assign(new PNG({ width: 300, height: 200 }), { data: Buffer.alloc(240_000, 200) }),
)
