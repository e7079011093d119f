import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import * as journey from '../harness/journey.mjs'
import { pageOfAllKinds, show } from './code-pages'
import { setStage, setStageWithVault, type Stage } from './stage'

/*
 * Whatever is on a page, and whatever happens to the popup: only a press on "Add" or "Add all" brings an account into the vault.
 * What is on disk is compared, not what is shown.
 */

/** Kode's stored bytes, asked for from one of its pages. */
const storedBy = ({ kode }: Stage, page: Page) => kode.storage(page, 'local')

/** The same before there is a popup: another page of Kode's would close it. */
async function stored(stage: Stage): Promise<Record<string, unknown>> {
  const page = await stage.kode.openPage()
  const bytes = await storedBy(stage, page)
  await page.close()
  return bytes
}

async function scanAllKinds(stage: Stage): Promise<Page> {
  await show(stage.page, await pageOfAllKinds('light'))
  const popup = await stage.kode.clickToolbar(stage.page)
  await journey.scan(popup, stage.t)
  await showsAll(stage, popup)
  return popup
}

/** Until the eight accounts of the page stand there, none of them added. */
const showsAll = ({ t }: Stage, popup: Page) =>
  popup.getByRole('button', { name: t('addAll', '8') }).waitFor()

/** Opens one account's row and presses its "Add". */
async function addOne({ t }: Stage, popup: Page): Promise<void> {
  await popup.getByRole('listitem').filter({ hasText: 'user-0' }).getByRole('button').click()
  await popup.getByRole('button', { name: t('addAction'), exact: true }).click()
}

const accountsIn = (popup: Page) =>
  popup.evaluate(() => {
    const request = { first: 0, count: 10 }
    return chrome.runtime.sendMessage<unknown, unknown>({ verb: 'codes.list', request })
  })

test('a scan leaves the vault as it was: shown, closed, opened again, locked and unlocked', async () => {
  const stage = await setStageWithVault()
  const before = await stored(stage)
  const popup = await scanAllKinds(stage)
  await popup.close()

  const again = await stage.kode.clickToolbar(stage.page)
  await showsAll(stage, again)
  // Locking forgets the find; the next scan finds it again, and waits for the passphrase.
  for (const verb of ['vault.lock', 'scan.tab'])
    await again.evaluate((word) => chrome.runtime.sendMessage({ verb: word, request: {} }), verb)
  await again.close()

  const locked = await stage.kode.clickToolbar(stage.page)
  await journey.unlock(locked, stage.t)
  await showsAll(stage, locked)
  expect(await accountsIn(locked)).toMatchObject({ status: 'open', total: 0 })
  expect(await storedBy(stage, locked)).toEqual(before)

  await addOne(stage, locked)
  await locked.getByRole('button', { name: stage.t('addAll', '7') }).waitFor()
  expect(await accountsIn(locked)).toMatchObject({ total: 1 })
  expect(await storedBy(stage, locked)).not.toEqual(before)
})

test('nothing is added by answering "Done", or by scanning again', async () => {
  const stage = await setStageWithVault()
  const before = await stored(stage)
  const popup = await scanAllKinds(stage)
  await popup.evaluate(() => chrome.runtime.sendMessage({ verb: 'scan.tab', request: {} }))
  await popup.getByRole('button', { name: stage.t('done'), exact: true }).click()
  await popup.getByRole('button', { name: stage.t('scanAction') }).waitFor()
  expect(await accountsIn(popup)).toMatchObject({ status: 'open', total: 0 })
  expect(await storedBy(stage, popup)).toEqual(before)
})

test('nothing is added by what the page does, or by keys pressed in it', async () => {
  const stage = await setStageWithVault()
  const before = await stored(stage)
  const popup = await scanAllKinds(stage)
  await stage.page.evaluate(() => {
    for (const kind of ['keydown', 'keypress', 'keyup', 'click', 'submit'])
      document.dispatchEvent(new Event(kind, { bubbles: true }))
    postMessage({ verb: 'accounts.add', request: {} }, '*')
  })
  for (const key of ['Enter', 'Space', 'Tab', 'Enter']) await stage.page.keyboard.press(key)
  await showsAll(stage, popup)
  expect(await accountsIn(popup)).toMatchObject({ status: 'open', total: 0 })
  expect(await storedBy(stage, popup)).toEqual(before)
})

test('nothing is added by choosing the first passphrase while a find waits', async () => {
  const stage = await setStage()
  await show(stage.page, await pageOfAllKinds('dark'))
  const popup = await stage.kode.clickToolbar(stage.page)
  // There is no button to scan with before there is a vault; the menu's way says the same verb.
  await popup.evaluate(() => chrome.runtime.sendMessage({ verb: 'scan.tab', request: {} }))
  await popup.close()
  const opened = await stage.kode.openPage()
  await journey.choosePassphrase(opened, stage.t)
  await showsAll(stage, opened)
  expect(await accountsIn(opened)).toMatchObject({ status: 'open', total: 0 })
})
