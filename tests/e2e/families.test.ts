import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { Reply } from '../../src/protocol/messages'
import vectors from '../fixtures/vectors/transfer/expected.json'
import * as journey from '../harness/journey.mjs'
import { QUIET_PAGE, say } from '../harness/vault.mjs'
import { decodeBase32 } from '../site/base32.mjs'
import { codeOfStep, stepAt } from '../site/totp.mjs'
import { setStageWithVault, type Stage } from './stage'

// Half of the families derive a key, slowly on purpose.
vi.setConfig({ testTimeout: 240_000 })

const MANAGE = 'src/manage/index.html#backup'
const FOLDER = path.resolve(import.meta.dirname, '../fixtures/vectors/transfer')
const FOR_FILE = 'syv røde både i havnen'

/** One file of each family, and what the page calls it. */
const FAMILIES: readonly (readonly [file: string, name: string])[] = [
  ['otpauth-m365.txt', 'otpauth'],
  ['google-migration-2-batches.txt', 'Google Authenticator'],
  ['aegis-encrypted.json', 'Aegis'],
  ['2fas-encrypted.2fas', '2FAS'],
  ['ente-encrypted-tag-final.json', 'Ente Auth'],
  ['authenticator-extension-encrypted-v3.json', 'Authenticator'],
  ['bitwarden-encrypted-argon2id.json', 'Bitwarden'],
  ['bitwarden.csv', 'Bitwarden (CSV)'],
  ['proton-encrypted.json', 'Proton Authenticator'],
  ['raivo-otp-export.json', 'Raivo OTP'],
  ['andotp-encrypted.json.aes', 'andOTP'],
  ['freeotp-plus.json', 'FreeOTP+'],
  ['stratum-encrypted.bin', 'Stratum'],
  ['lastpass.json', 'LastPass Authenticator'],
  ['cxf-1.0.json', 'CXF'],
  ['kode-backup.age', 'Kode'],
]

/** authenticator.sh has no file among the vectors: its form, with an account that no other file has. */
const AUTHENTICATOR_SH = JSON.stringify({
  version: '2.0',
  exportDate: '2026-01-01',
  accounts: [
    {
      ...{ name: 'bob', issuer: 'Acme', secret: 'MFRGGZDFMZTWQ2LKNNWG23TP', algorithm: 'SHA256' },
      ...{ digits: 8, period: 60, group: '' },
    },
  ],
})

/** What an account's codes are made of, as the files' own list has it. */
interface Made {
  readonly user: string
  readonly key: Uint8Array
  readonly rules: { algorithm: 'sha1' | 'sha256' | 'sha512'; digits: number; period: number }
  readonly counter: number | null
}

function made(user: string, secret: string, algorithm = 'SHA1', digits = 6, period = 30): Made {
  const rules = { algorithm: algorithm.toLowerCase() as Made['rules']['algorithm'], digits, period }
  return { user, key: decodeBase32(secret), rules, counter: null }
}

const MADE: readonly Made[] = [
  ...vectors.accounts.map(({ name, secretBase32, algorithm, digits, period, counter }) => ({
    ...made(name.split(':').at(-1) ?? '', secretBase32, algorithm, digits, period ?? 30),
    counter,
  })),
  made('steam', 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'),
  made('neg', '6337R6P27P6P37X7AAAQEAYEAUDAOCAJ'),
  made('bob', 'MFRGGZDFMZTWQ2LKNNWG23TP', 'SHA256', 8, 60),
]

const STEAM = '23456789BCDFGHJKMNPQRTVWXY'

/** Worked out here, apart from Kode. */
function codeOf({ user, key, rules, counter }: Made, step: number): string {
  if (user !== 'steam') return codeOfStep(key, counter ?? step, rules)
  let number = Number(codeOfStep(key, step, { digits: 10 }))
  return Array.from({ length: 5 }, () => {
    const letter = STEAM[number % STEAM.length]
    number = Math.floor(number / STEAM.length)
    return letter
  }).join('')
}

/** Every account kept with the code it gives, and the one it should: the background's row tells for which step. */
async function codesNow(quiet: Page): Promise<{ user: string; given: string; right: string }[]> {
  const listed = (await say(quiet, 'codes.list', { first: 0, count: 100 })) as Reply<'codes.list'>
  if (listed.status !== 'open') throw new Error(listed.status)
  const rows = listed.rows.map(async ({ id, label: { user }, code }) => {
    const one = MADE.find((made) => made.user === user)
    if (!one) throw new Error(`nobody knows ${user}`)
    if (code.type === 'totp')
      return { user, given: code.digits, right: codeOf(one, stepAt(code.expiresAt, code.period) - 1) }
    const next = (await say(quiet, 'codes.next', { id })) as Reply<'codes.next'>
    return { user, given: next.status === 'code' ? next.digits : '', right: codeOf(one, 0) }
  })
  return Promise.all(rows)
}

async function choose(page: Page, { t }: Stage, file: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: t('importChoose') }).click()
  await (await chooser).setFiles(file)
}

/** Brings a file in, as far as the page with its rows. */
async function bring(page: Page, stage: Stage, file: string, name: string, password: string): Promise<void> {
  const { t } = stage
  await choose(page, stage, file)
  const asked = page.getByLabel(t('importPassword'), { exact: true })
  const read = page.getByText(t('importFrom', name), { exact: true })
  await asked.or(read).first().waitFor()
  if (await asked.isVisible()) {
    await asked.fill(password)
    await page.getByRole('button', { name: t('importOpen') }).click()
  }
  await read.waitFor({ timeout: 60_000 })
}

/** Adds what is new, and nothing where all of it is in Kode already. */
async function addNew(page: Page, { t }: Stage): Promise<void> {
  const add = page.getByRole('button', { name: new RegExp(`^${t('importAdd', '')}\\d+$`) })
  await add
    .or(page.getByText(t('importNone')))
    .first()
    .waitFor()
  if (await add.isVisible()) {
    await add.click()
    await page.getByRole('button', { name: t('undo') }).waitFor()
  } else await page.getByRole('button', { name: t('cancel') }).click()
}

/** Saves a backup and gives its file. */
async function backUp(page: Page, { t }: Stage, file: string): Promise<void> {
  const action = page.getByRole('button', { name: t('backupAction'), exact: true })
  await action.click()
  await page.getByLabel(t('backupOwn'), { exact: true }).first().fill(journey.PASSPHRASE)
  await page.getByLabel(t('backupFor'), { exact: true }).first().fill(FOR_FILE)
  await page.getByLabel(t('passphraseRepeat'), { exact: true }).first().fill(FOR_FILE)
  const saved = page.waitForEvent('download', { timeout: 60_000 })
  await action.click()
  await (await saved).saveAs(file)
}

test('a file of every family comes in, is backed up, and gives the same codes after starting over', async () => {
  const stage = await setStageWithVault()
  const { kode, t } = stage
  const folder = mkdtempSync(path.join(tmpdir(), 'kode-families-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
  const [backup, sh] = [path.join(folder, 'backup.age'), path.join(folder, 'sh.json')]
  writeFileSync(sh, AUTHENTICATOR_SH)

  const page = await kode.context.newPage()
  await page.goto(kode.urlOf(MANAGE))
  const files = FAMILIES.map(([file, name]) => [path.join(FOLDER, file), name] as const)
  for (const [file, name] of [...files, [sh, 'authenticator.sh'] as const]) {
    await bring(page, stage, file, name, vectors.password)
    await addNew(page, stage)
  }
  await backUp(page, stage, backup)
  await page.getByText(t('backupProven', String(MADE.length))).waitFor()

  const quiet = await kode.openPage(QUIET_PAGE)
  expect(await say(quiet, 'vault.reset', { confirmed: true })).toHaveProperty('status', 'reset')
  const passphrase = 'en helt anden adgangssætning'
  expect(await say(quiet, 'vault.create', { passphrase })).toHaveProperty('status', 'created')
  expect(await codesNow(quiet)).toEqual([])

  await page.reload()
  await bring(page, stage, backup, 'Kode', FOR_FILE)
  await addNew(page, stage)
  const codes = await codesNow(quiet)
  expect(codes.map(({ user }) => user).toSorted()).toEqual(MADE.map(({ user }) => user).toSorted())
  expect(codes.map(({ given }) => given)).toEqual(codes.map(({ right }) => right))
})
