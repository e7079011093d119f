import path from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { ROOT } from '../harness/kode.mjs'
import { say } from '../harness/vault.mjs'
import { HOSTS } from '../site/hosts.mjs'
import { findings } from './axe'
import { setStageWithVault } from './stage'

const NAMES = [
  'Microsoft 365 (KU)',
  'Microsoft 365 (Institut for Naturfagenes Didaktik og Videnskabshistorie)',
  ...['GitHub', 'Søborg Bibliotek', 'Bank', 'Forum', 'Games', 'Cloud', 'ﻣﺪﻭﻧﺔ'],
]

async function enter(page: Page, name: string, index: number): Promise<void> {
  const entry = {
    ...{
      name,
      issuer: '',
      user: `abc${index}@ku.dk`,
      type: 'totp',
      algorithm: 'SHA1',
      digits: 6,
      period: 30,
    },
    ...{ secret: `GEZDGNBVGY3TQOJ${'ABCDEFGHI'.charAt(index)}`, counter: 0 },
  }
  const { status } = (await say(page, 'accounts.enter', { entry, despiteConflict: false })) as {
    status: string
  }
  expect(status).toBe('added')
}

test.each([
  { language: 'en', theme: 'light' },
  { language: 'da', theme: 'dark' },
] as const)('an account is found and copied by typing alone ($language, $theme)', async (setting) => {
  const { kode, page, t } = await setStageWithVault(setting)
  const quiet = await kode.openPage()
  for (const [index, name] of NAMES.entries()) await enter(quiet, name, index)
  await quiet.close()

  await page.goto(`https://${HOSTS.practice}/signed-in`)
  const popup = await kode.clickToolbar(page)
  const look = (name: string) =>
    popup.screenshot({ path: path.join(ROOT, 'out', 'looks', `${setting.language}-search-${name}.png`) })
  await popup.getByRole('searchbox').waitFor()
  await look('list')

  await popup.keyboard.type('soborg')
  await expect.poll(() => popup.getByRole('listitem').count()).toBe(1)
  await popup.getByText('Søborg Bibliotek').waitFor()
  await look('found')
  expect(await findings(popup)).toEqual([])
  await popup.keyboard.press('Enter')
  await popup.getByRole('listitem').getByText(t('copied')).waitFor()

  await popup.getByRole('searchbox').fill('no such account')
  await popup.getByRole('button', { name: t('searchClear') }).waitFor()
  await look('nothing')
  expect(await findings(popup)).toEqual([])
  await popup.keyboard.press('Escape')
  await popup.getByText('GitHub', { exact: true }).waitFor()
})
