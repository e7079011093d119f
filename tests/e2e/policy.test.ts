import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { DIST, Kode } from '../harness/kode.mjs'
import { copyBuilt, setChromiumPolicy } from '../harness/policy.mjs'
import { QUIET_PAGE, say } from '../harness/vault.mjs'
import { expectKept, POLICY } from './policy-held'
import { setStage, type Stage } from './stage'

const MANAGE = 'src/manage/index.html'

/** Kode under an id of its own, so that its policy is nobody else's. */
async function copyOfKode() {
  const folder = await mkdtemp(path.join(tmpdir(), 'kode-managed-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const dist = path.join(folder, 'dist')
  await copyBuilt(DIST, dist, (manifest: object) => ({ ...manifest, key: Kode.newKey() }))
  return { dist, id: await Kode.idOf(dist) }
}

async function setManagedStage(policy: object): Promise<Stage> {
  const { dist, id } = await copyOfKode()
  onTestFinished(await setChromiumPolicy(id, policy))
  return setStage({ dist })
}

test('an organisation’s policy holds, and is said where it fixes something', async () => {
  const { kode, t } = await setManagedStage(POLICY)
  const quiet = await kode.openPage(QUIET_PAGE)
  const lockAlarm = () => quiet.evaluate(async () => (await chrome.alarms.get('lock'))?.scheduledTime ?? 0)
  await expectKept((verb, request) => say(quiet, verb, request), lockAlarm)

  const page = await kode.openPage(`${MANAGE}#security`)
  await page.getByText(t('policyMost', '7 minutes')).waitFor()
  await page.getByText(t('policyMost', '3 hours')).waitFor()
  await page.goto(kode.urlOf(`${MANAGE}#sign-in`))
  expect(await page.getByLabel(t('settingOffer')).isDisabled()).toBe(true)
  expect(await page.getByLabel(t('settingSubmit')).isDisabled()).toBe(false)
  await page.goto(kode.urlOf(`${MANAGE}#backup`))
  await page.getByRole('button', { name: t('exportAction') }).click()
  await page.getByText(t('policyExportNote')).waitFor()
  expect(await page.getByLabel(t('exportKind')).locator('option').allTextContents()).toEqual([
    t('exportAegis'),
  ])
  await page.goto(kode.urlOf(`${MANAGE}#about`))
  await page.getByRole('heading', { name: t('policyTitle') }).waitFor()
  await page.getByText(t('policyLength', '24')).waitFor()
})
