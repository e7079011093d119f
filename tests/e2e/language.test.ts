import { expect, onTestFinished, test } from 'vitest'
import { Kode } from '../harness/kode.mjs'
import { readInOffer } from '../harness/offer.mjs'
import { textsIn } from '../harness/texts.mjs'
import { standIn } from '../site/pages.mjs'
import { setStageWithVault } from './stage'

const MANAGE = 'src/manage/index.html'
const danish = textsIn('da')

/** No browser tells what its menus say: notes what it is told from here on. */
async function noteMenus(kode: Kode): Promise<() => Promise<unknown>> {
  const worker = await kode.worker()
  await worker.evaluate(() => {
    const { update } = chrome.contextMenus
    const noted: Record<string, unknown> = {}
    Object.assign(globalThis, { noted })
    Object.assign(chrome.contextMenus, {
      update: (id: string, { title }: { title: string }, done: () => void) => {
        noted[id] = title
        update(id, { title }, done)
      },
    })
  })
  return () => worker.evaluate(() => (globalThis as { noted?: unknown }).noted)
}

/** What our icon is called over each tab. */
async function iconTitles(kode: Kode): Promise<string[]> {
  const worker = await kode.worker()
  return worker.evaluate(async () => {
    const tabs = await chrome.tabs.query({})
    return Promise.all(
      tabs.flatMap(({ id }) => (id === undefined ? [] : chrome.action.getTitle({ tabId: id }))),
    )
  })
}

/** The popup is locked, and so is the offer of a page that asks for a code. */
async function speaksDanish(kode: Kode): Promise<void> {
  const popup = await kode.openPage()
  await popup.getByText(danish('unlockTitle')).waitFor()
  expect(await popup.locator('html').getAttribute('lang')).toBe('da')
  const page = await kode.context.newPage()
  await page.goto(standIn('entra-otp').url)
  await readInOffer(page, danish('offerLocked'))
  expect(await iconTitles(kode)).toContain(danish('badgeWaits'))
}

test('chosen by hand in an English browser, Danish is spoken everywhere, after a restart too, until it is not', async () => {
  const { kode, site, t } = await setStageWithVault()
  const menus = await noteMenus(kode)
  const manage = await kode.openPage(`${MANAGE}#language`)
  await manage.getByRole('button', { name: 'Dansk' }).click()
  await manage.getByRole('heading', { name: danish('languageTitle'), level: 1 }).waitFor()
  expect(await manage.locator('html').getAttribute('lang')).toBe('da')
  expect(await menus()).toEqual({ 'scan-tab': danish('menuScan'), 'fill-code': danish('menuFill') })
  await manage.getByRole('button', { name: danish('lockAction') }).click()
  await speaksDanish(kode)

  await kode.context.close()
  const again = await Kode.launch({ profile: kode.profile, arguments: site.browserArguments() })
  onTestFinished(() => again.close())
  await speaksDanish(again)
  const page = await again.openPage()
  await page.evaluate(() =>
    chrome.runtime.sendMessage({ verb: 'language.choose', request: { chosen: null } }),
  )
  await page.reload()
  await page.getByText(t('unlockTitle')).waitFor()
})
