import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import * as OTPAuth from 'otpauth'
import * as journey from '../harness/journey.mjs'
import { QUIET_PAGE, say } from '../harness/vault.mjs'
import { setStageWithVault } from './stage'

vi.setConfig({ testTimeout: 180_000 })

/** As many as Kode keeps. */
const COUNT = 10_000
/** Bytes that Chromium keeps for an extension. */
const QUOTA = 10 * 1024 * 1024

/** Different for each, and as hard to deflate as real ones are. */
const secrets = Array.from({ length: COUNT }, () => new OTPAuth.Secret({ size: 20 }).base32)
const userOf = (at: number) => `person-${at}@contoso.example`

function exportedFile(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'kode-thousands-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const file = path.join(folder, 'accounts.txt')
  const lines = secrets.map(
    (secret, at) => `otpauth://totp/Example:${userOf(at)}?secret=${secret}&issuer=Example`,
  )
  writeFileSync(file, lines.join('\n'))
  return file
}

test('as many accounts as Kode keeps come in, are found, and are there when the background wakes', async () => {
  const { kode, t } = await setStageWithVault()
  const page = await kode.context.newPage()
  await page.goto(kode.urlOf('src/manage/index.html#backup'))
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: t('importChoose') }).click()
  await (await chooser).setFiles(exportedFile())
  await page.getByRole('button', { name: /10.?000/ }).click()
  await page.getByText(/^10.?000 /).waitFor()
  await page.close()

  const quiet = await kode.openPage(QUIET_PAGE)
  await kode.stopWorker(quiet)
  const popup = await kode.openPage()
  await popup.getByRole('searchbox').fill('person-4711@')
  await popup.getByText(userOf(4711)).waitFor()
  expect(await popup.getByRole('listitem').count()).toBe(1)
  const listed = (await say(quiet, 'codes.list', { first: 0, count: 1, search: 'person-4711@' })) as {
    kept: number
    rows: { code: { digits: string; expiresAt: number } }[]
  }
  expect(listed.kept).toBe(COUNT)
  const { digits, expiresAt } = listed.rows[0]!.code
  const theirs = new OTPAuth.TOTP({ secret: secrets[4711] ?? '' }).generate({ timestamp: expiresAt - 1 })
  expect(digits).toBe(theirs)

  // Both copies and what else is there are well within what the browser keeps.
  expect(await quiet.evaluate(() => chrome.storage.local.getBytesInUse())).toBeLessThan(QUOTA / 4)
  const stored = await kode.storage(quiet, 'local')
  const headers = ['vault.a', 'vault.b'].map((name) => (stored[name] as { header: string }).header)
  expect(headers.some((header) => header.includes('"packing":"deflate"'))).toBe(true)

  await say(quiet, 'vault.lock')
  await popup.getByText(t('unlockTitle')).waitFor()
  await journey.unlock(popup, t)
  await popup.getByText(userOf(0), { exact: false }).first().waitFor()

  const entry = { name: 'One more', issuer: '', user: '', secret: new OTPAuth.Secret().base32, type: 'totp' }
  const bounds = { algorithm: 'SHA1', digits: 6, period: 30, counter: 0 }
  expect(
    await say(quiet, 'accounts.enter', { entry: { ...entry, ...bounds }, despiteConflict: true }),
  ).toMatchObject({
    status: 'full',
  })
})
