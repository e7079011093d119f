import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Download, Page } from 'playwright-core'
import { expect, onTestFinished, test, vi } from 'vitest'
import { codeAt, codeOfCounter } from '../../src/domain/otp'
import { parseOtpauthUri } from '../../src/domain/otpauth-uri'
import * as journey from '../harness/journey.mjs'
import { asText, searchProfile } from '../harness/profile-search.mjs'
import vectors from '../fixtures/vectors/transfer/expected.json'
import { setStageWithVault, type Stage } from './stage'

// Keys are derived slowly on purpose, on both sides, and some of it is waited out.
vi.setConfig({ testTimeout: 180_000 })

const MANAGE = 'src/manage/index.html#backup'
const FOLDER = path.resolve(import.meta.dirname, '../fixtures/vectors/transfer')
const FOR_FILE = 'syv røde både i havnen'

function folder(name: string): string {
  const made = mkdtempSync(path.join(tmpdir(), `kode-${name}-`))
  onTestFinished(() => rmSync(made, { recursive: true, force: true, maxRetries: 5 }))
  return made
}

/** The page at its section. It must neither break nor try what its policy forbids. */
async function openBackup({ kode }: Stage): Promise<Page> {
  const complaints: string[] = []
  const page = await kode.context.newPage()
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  onTestFinished(() => expect(complaints).toEqual([]))
  await page.goto(kode.urlOf(MANAGE))
  return page
}

async function choose(page: Page, { t }: Stage, file: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: t('importChoose') }).click()
  await (await chooser).setFiles(file)
}

async function openFile(page: Page, { t }: Stage, password: string): Promise<void> {
  await page.getByLabel(t('importPassword'), { exact: true }).fill(password)
  await page.getByRole('button', { name: t('importOpen') }).click()
}

/** How each row of the table is told apart. */
const rows = (page: Page) => page.locator('tbody tr')
const cells = (page: Page, column: number) => page.locator(`tbody td:nth-child(${column})`).allInnerTexts()

async function addChosen(page: Page, { t }: Stage, count: number): Promise<void> {
  await page.getByRole('button', { name: t('importAdd', String(count)), exact: true }).click()
  await page.getByText(t(count === 1 ? 'importDone_one' : 'importDone_other', String(count))).waitFor()
}

/** Gives Kode's passphrase, and the file's where it has one. */
async function fillForm(page: Page, { t }: Stage, forFile?: string): Promise<void> {
  await page.getByLabel(t('backupOwn'), { exact: true }).first().fill(journey.PASSPHRASE)
  if (forFile === undefined) return
  await page.getByLabel(t('backupFor'), { exact: true }).first().fill(forFile)
  await page.getByLabel(t('passphraseRepeat'), { exact: true }).first().fill(forFile)
}

async function backUp(page: Page, stage: Stage): Promise<Download> {
  const { t } = stage
  await page.getByRole('button', { name: t('backupAction'), exact: true }).click()
  await fillForm(page, stage, FOR_FILE)
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: t('backupAction'), exact: true }).click()
  return saved
}

async function beginExport(page: Page, { t }: Stage, kind: string): Promise<void> {
  await page.getByRole('button', { name: t('exportAction'), exact: true }).click()
  await page.getByLabel(t('exportKind')).selectOption(kind)
}

async function exportText(page: Page, stage: Stage): Promise<string> {
  const { t } = stage
  await beginExport(page, stage, 'text')
  await page.getByText(t('exportClear')).waitFor()
  await fillForm(page, stage)
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: t('exportAction'), exact: true }).click()
  return readFileSync(await (await saved).path(), 'utf8')
}

/** The codes that the text export's accounts give now. */
function codesOf(text: string, now: number): string[] {
  return text
    .trim()
    .split('\n')
    .map((line) => {
      const parsed = parseOtpauthUri(line)
      if (!parsed.ok) throw new Error(parsed.error)
      const { otp } = parsed.value
      return otp.type === 'hotp' ? codeOfCounter(otp) : codeAt(otp, now).digits
    })
}

test('files of several apps come in, are backed up, and are the same on an empty Kode', async () => {
  const stage = await setStageWithVault()
  const { profile } = stage.kode
  const { t } = stage
  const page = await openBackup(stage)

  // Encrypted, with a wrong password first.
  await choose(page, stage, path.join(FOLDER, 'aegis-encrypted.json'))
  await openFile(page, stage, 'another')
  await page.getByText(t('importWrong')).first().waitFor()
  await openFile(page, stage, vectors.password)
  await page.getByText(t('importFrom', 'Aegis')).waitFor()
  expect(await rows(page).count()).toBe(vectors.accounts.length)
  await addChosen(page, stage, vectors.accounts.length)

  // Undone in one step, and brought in again.
  await page.getByRole('button', { name: t('undo') }).click()
  await page.getByText(t('importUndone', String(vectors.accounts.length))).waitFor()
  await choose(page, stage, path.join(FOLDER, '2fas-plain.2fas'))
  await page.getByText(t('importFrom', '2FAS')).waitFor()
  await addChosen(page, stage, vectors.accounts.length)

  // What is kept is told, and only the rest is added.
  await choose(page, stage, path.join(FOLDER, 'bitwarden-encrypted-argon2id.json'))
  await openFile(page, stage, vectors.password)
  await page.getByText(t('importFrom', 'Bitwarden')).waitFor()
  // Its bare key is the first account's under another name, and its Steam account is the one that is new.
  expect((await cells(page, 4)).filter((text) => text === t('importNew'))).toHaveLength(1)
  await addChosen(page, stage, 1)

  const file = path.join(folder('file'), 'backup.age')
  const download = await backUp(page, stage)
  expect(download.suggestedFilename()).toMatch(/^kode-\d{4}-\d\d-\d\d\.age$/)
  await download.saveAs(file)
  const count = vectors.accounts.length + 1
  await page.getByText(t('backupProven', String(count))).waitFor()
  expect(readFileSync(file, 'latin1')).toMatch(/^age-encryption\.org\/v1\n-> scrypt /)

  const needles = Object.assign(
    {},
    ...vectors.accounts.map(({ secretBase32 }) => asText('secret', secretBase32)),
    asText('passphrase of the file', FOR_FILE),
  ) as Record<string, Buffer>
  expect((await searchProfile(profile, needles)).found).toEqual([])
  const before = await exportText(page, stage)
  expect(before.trim().split('\n')).toHaveLength(count)
  await stage.kode.context.close()
  expect((await searchProfile(profile, needles)).found).toEqual([])

  const empty = await setStageWithVault()
  const fresh = await openBackup(empty)
  await choose(fresh, empty, file)
  await openFile(fresh, empty, FOR_FILE)
  await fresh.getByText(t('importFrom', 'Kode')).waitFor()
  const told = Date.now()
  const shown = (await cells(fresh, 3)).map((text) => text.replaceAll(/\s/g, '').slice(0, 20))
  const [early, late] = [codesOf(before, told - 3000), codesOf(before, told + 3000)]
  expect(shown).toHaveLength(count)
  shown.forEach((code, at) =>
    expect([early[at], late[at]].some((right) => right !== undefined && code.startsWith(right))).toBe(true),
  )
  await addChosen(fresh, empty, count)
  expect(await exportText(fresh, empty)).toBe(before)

  // Into a full one it brings nothing twice.
  await choose(fresh, empty, file)
  await openFile(fresh, empty, FOR_FILE)
  await fresh.getByText(t('importNone')).waitFor()
})

test('QR codes are read by another reader, and go away by themselves', async () => {
  const stage = await setStageWithVault()
  const { t } = stage
  const page = await openBackup(stage)
  await choose(page, stage, path.join(FOLDER, 'otpauth.txt'))
  const count = Number((await page.getByRole('button', { name: /: \d+$/ }).innerText()).split(': ')[1])
  await addChosen(page, stage, count)
  const lines = (await exportText(page, stage)).trim().split('\n')

  await beginExport(page, stage, 'one')
  await fillForm(page, stage)
  await page.getByRole('button', { name: t('exportShow'), exact: true }).click()
  await page.getByLabel(t('importAccount')).selectOption('1')
  await page.getByRole('button', { name: t('exportShow'), exact: true }).click()
  expect(await readQr(page)).toBe(lines[1])
  await page.getByText(t('exportHidden')).waitFor({ timeout: 45_000 })
  expect(await page.locator('svg[role=img]').count()).toBe(0)

  await beginExport(page, stage, 'google')
  await fillForm(page, stage)
  await page.getByRole('button', { name: t('exportShow'), exact: true }).click()
  expect(await readQr(page)).toMatch(/^otpauth-migration:\/\/offline\?data=/)
  await page.getByRole('button', { name: t('exportHide') }).click()
  expect(await page.locator('svg[role=img]').count()).toBe(0)
})

async function readQr(page: Page): Promise<string> {
  const file = path.join(folder('qr'), 'qr.png')
  writeFileSync(file, await page.locator('svg[role=img]').screenshot())
  return execFileSync('zbarimg', ['--raw', '-q', file], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim()
}
