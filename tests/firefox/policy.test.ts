import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onTestFinished, test } from 'vitest'
import { expectKept, POLICY } from '../e2e/policy-held'
import { DIST, Firefox } from '../harness/firefox.mjs'
import { copyBuilt, setFirefoxPolicy } from '../harness/policy.mjs'
import { textsIn } from '../harness/texts.mjs'
import { startSite } from '../site/server.mjs'

const ID = 'kode-managed@kode.example'
const t = textsIn('en')
/** Several keys are derived, which is slow on purpose. */
const LONG = { timeout: 120_000 }

interface Gecko {
  readonly browser_specific_settings: { readonly gecko: object }
}

test('an organisation’s policies.json holds in Firefox', LONG, async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'kode-firefox-managed-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }))
  const dist = path.join(folder, 'dist')
  await copyBuilt(DIST, dist, (manifest: Gecko) => ({
    ...manifest,
    browser_specific_settings: { gecko: { ...manifest.browser_specific_settings.gecko, id: ID } },
  }))
  onTestFinished(await setFirefoxPolicy(ID, POLICY))
  const site = await startSite()
  onTestFinished(() => site.close())
  const firefox = await Firefox.launch({ site, profile: folder, dist })
  onTestFinished(() => firefox.close())

  const page = await firefox.openPage('src/manage/index.html#about')
  const say = (verb: string, request: object = {}): Promise<unknown> =>
    page.evaluate(
      (message) => chrome.runtime.sendMessage<unknown, unknown>(JSON.parse(message)),
      JSON.stringify({ verb, request }),
    )
  const lockAlarm = () => page.evaluate(async () => (await chrome.alarms.get('lock'))?.scheduledTime ?? 0)
  await expectKept(say, lockAlarm)
  await page.until((title) => document.body.innerText.includes(title), t('policyTitle'))
})
