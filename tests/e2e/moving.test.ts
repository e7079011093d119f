import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { expect, onTestFinished, test, vi } from 'vitest'
import vectors from '../fixtures/vectors/transfer/expected.json'
import { cameraArguments, videoOf } from '../harness/fake-camera.mjs'
import * as journey from '../harness/journey.mjs'
import { QUIET_PAGE, say } from '../harness/vault.mjs'
import { setStageWithVault, type Stage } from './stage'

vi.setConfig({ testTimeout: 120_000 })

const VECTORS = path.resolve(import.meta.dirname, '../fixtures/vectors/transfer')

/** Pictures of every QR code on the page, the last first: what another computer's screen shows. */
async function photograph(page: Page, { t }: Stage, folder: string): Promise<string[]> {
  const shown = page.locator('svg[role=img]')
  await shown.waitFor({ timeout: 60_000 })
  await page.getByRole('button', { name: t('movePause') }).click()
  const files: string[] = []
  for (;;) {
    const name = (await shown.getAttribute('aria-label')) ?? ''
    const file = path.join(folder, `${name}.png`)
    if (files.includes(file)) return files.toReversed()
    writeFileSync(file, await shown.screenshot())
    files.push(file)
    await page.getByRole('button', { name: t('exportNext') }).click()
  }
}

test('accounts go from screen to screen, and only with the words', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'kode-moving-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
  const screen = path.join(folder, 'screen.y4m')
  const stage = await setStageWithVault({ arguments: cameraArguments(screen) })
  const { kode, t } = stage

  const page = await kode.context.newPage()
  const choose = async (files: string | string[]) => page.setInputFiles('input[type=file]', files)
  await page.goto(kode.urlOf('src/manage/index.html#backup'))
  await choose(path.join(VECTORS, 'otpauth.txt'))
  await page.getByRole('button', { name: t('importAdd', String(vectors.accounts.length)) }).click()
  await page.getByRole('button', { name: t('undo') }).waitFor()

  await page.goto(kode.urlOf('src/manage/index.html#move'))
  await page.getByRole('button', { name: t('moveShow') }).click()
  await page.getByLabel(t('backupOwn'), { exact: true }).fill(journey.PASSPHRASE)
  await page.getByRole('button', { name: t('moveShow') }).click()
  const [last = '', ...others] = await photograph(page, stage, folder)
  expect(others.length).toBeGreaterThan(0)
  expect(await page.locator('.words').count()).toBe(0)
  await page.getByRole('button', { name: t('moveFramesRead') }).click()
  const words = await page.locator('.words').innerText()
  expect(words.split(' ')).toHaveLength(6)
  expect(await page.locator('svg[role=img]').count()).toBe(0)

  const quiet = await kode.openPage(QUIET_PAGE)
  expect(await say(quiet, 'vault.reset', { confirmed: true })).toHaveProperty('status', 'reset')
  expect(await say(quiet, 'vault.create', { passphrase: 'på den nye computer' })).toHaveProperty(
    'status',
    'created',
  )
  await page.reload()
  await choose(last)
  const missing = others.map((_, at) => at + 1).join(', ')
  await page.getByText(t('moveMissing', missing, String(others.length + 1))).waitFor()
  writeFileSync(screen, videoOf(...others.map((file) => readFileSync(file))))
  await page.getByRole('button', { name: t('cameraStart') }).click()
  await page.getByLabel(t('importPassword'), { exact: true }).fill('six words but not those')
  await page.getByRole('button', { name: t('importOpen') }).click()
  await page.getByText(t('importWrong')).first().waitFor({ timeout: 30_000 })
  await page.getByLabel(t('importPassword'), { exact: true }).fill(words)
  await page.getByRole('button', { name: t('importOpen') }).click()
  await page.getByRole('button', { name: t('importAdd', String(vectors.accounts.length)) }).click({
    timeout: 30_000,
  })
  await page.getByRole('button', { name: t('undo') }).waitFor()
  expect(await say(quiet, 'codes.list', { first: 0, count: 0 })).toHaveProperty(
    'kept',
    vectors.accounts.length,
  )
})
