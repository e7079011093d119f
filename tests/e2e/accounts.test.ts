import { expect, test } from 'vitest'
import { PASSPHRASE, QUIET_PAGE, say } from '../harness/vault.mjs'
import { setStage, setStageWithVault } from './stage'

const entry = (name: string) => ({
  entry: {
    ...{ name, issuer: name, user: '', secret: `GEZDGNBVGY3TQOJ${name}`, type: 'totp' },
    ...{ algorithm: 'SHA1', digits: 6, period: 30, counter: 0 },
  },
  despiteConflict: false,
})

test('an order made by the keyboard, a pin and another period outlast the browser', async () => {
  const stage = await setStageWithVault()
  const { kode, page, t } = stage
  await page.goto(kode.urlOf('src/manage/index.html'))
  for (const name of ['A', 'B', 'C']) await say(page, 'accounts.enter', entry(name))
  await page.reload()
  const rows = page.getByRole('list', { name: t('listLabel') }).getByRole('listitem')
  const names = () => rows.locator('.name').allTextContents()
  await expect.poll(names).toEqual(['A', 'B', 'C'])

  await rows.nth(0).getByRole('button').first().focus()
  await page.keyboard.press('Alt+ArrowDown')
  await expect.poll(names).toEqual(['B', 'A', 'C'])
  await page.keyboard.press('Alt+ArrowDown')
  await expect.poll(names).toEqual(['B', 'C', 'A'])

  const choose = async (row: number, name: string) => {
    await rows.nth(row).getByRole('button').last().click()
    await page.getByRole('menuitem', { name }).click()
  }
  await choose(1, t('menuPin'))
  await expect.poll(names).toEqual(['C', 'B', 'A'])

  await choose(0, t('menuEdit'))
  const preview = page.getByRole('group', { name: t('editPreview') }).locator('.digits:not(.unknown)')
  const before = await preview.textContent()
  await page.getByLabel(t('fieldPeriod')).fill('77')
  // Of a million codes another period's is the same once.
  await expect.poll(() => preview.textContent()).not.toBe(before)
  await page.getByRole('button', { name: t('editSave') }).click()
  await expect.poll(names).toEqual(['C', 'B', 'A'])

  await kode.close()
  const later = await setStage({ profile: kode.profile })
  const quiet = await later.kode.openPage(QUIET_PAGE)
  await say(quiet, 'vault.unlock', { passphrase: PASSPHRASE })
  expect(await say(quiet, 'codes.list', { first: 0, count: 9 })).toMatchObject({
    byHand: true,
    rows: [{ name: 'C', pinned: true, code: { period: 77 } }, { name: 'B' }, { name: 'A' }],
  })
})
