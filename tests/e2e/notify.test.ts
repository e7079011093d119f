import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { STANDARD_SETTINGS } from '../../src/domain/settings'
import { DIST } from '../harness/kode.mjs'
import { awaitOffer } from '../harness/offer.mjs'
import { QUIET_PAGE, say } from '../harness/vault.mjs'
import { standIn } from '../site/pages.mjs'
import { setStageWithVault, type Stage } from './stage'

/** Kode as it is once a person has allowed it to notify: the browser's own question cannot be answered by a test. */
async function allowedKode(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'kode-notify-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await cp(DIST, folder, { recursive: true })
  const file = path.join(folder, 'manifest.json')
  const manifest = JSON.parse(await readFile(file, 'utf8')) as { permissions: string[] }
  const permissions = [...manifest.permissions, 'notifications']
  await writeFile(file, JSON.stringify({ ...manifest, permissions, optional_permissions: [] }))
  return folder
}

const notices = async ({ kode }: Stage): Promise<readonly string[]> =>
  (await kode.worker()).evaluate(async () => Object.keys(await chrome.notifications.getAll()))

test('a page out of sight that waits for a code is told of, if the person wants that', async () => {
  const stage = await setStageWithVault({ dist: await allowedKode() })
  const { kode, page } = stage
  const office = await kode.openPage(QUIET_PAGE)
  const entry = {
    name: 'Work',
    issuer: 'Microsoft',
    user: 'alice@contoso.example',
    secret: 'GEZDGNBVGY3TQOJQ',
  }
  const kind = { type: 'totp', algorithm: 'SHA1', digits: 6, period: 30, counter: 0 }
  await say(office, 'accounts.enter', { entry: { ...entry, ...kind }, despiteConflict: true })

  // Nobody asked to be told.
  await page.goto(standIn('entra-otp').url)
  const worker = await kode.worker()
  const badges = () =>
    worker.evaluate(async () => {
      const tabs = await chrome.tabs.query({})
      const texts = await Promise.all(tabs.map(({ id = -1 }) => chrome.action.getBadgeText({ tabId: id })))
      return texts.filter(Boolean)
    })
  await expect.poll(badges).toEqual(['1'])
  expect(await notices(stage)).toEqual([])

  await say(office, 'settings.change', { ...STANDARD_SETTINGS, badge: false, notify: true })
  await office.bringToFront()
  await page.reload()
  await expect.poll(() => notices(stage)).toEqual([expect.stringMatching(/^waits-\d+$/)])
  expect(await badges()).toEqual([])

  // Pressed, as the system would tell of it.
  await worker.evaluate(async () => {
    const [name] = Object.keys(await chrome.notifications.getAll())
    const { onClicked } = chrome.notifications as unknown as { onClicked: { dispatch(name: string): void } }
    onClicked.dispatch(name ?? '')
  })
  const inFront = () => page.evaluate(() => document.visibilityState)
  await expect.poll(inFront).toBe('visible')
  await expect.poll(() => notices(stage)).toEqual([])

  // In front of the person the page says it itself.
  await page.reload()
  await awaitOffer(page)
  expect(await notices(stage)).toEqual([])

  // Not for longer than the page asks.
  await office.bringToFront()
  await page.goto(standIn('entra-sms').url)
  await page.goto(standIn('entra-otp').url)
  await expect.poll(() => notices(stage)).toHaveLength(1)
  await page.goto(standIn('entra-sms').url)
  await expect.poll(() => notices(stage)).toEqual([])
})
