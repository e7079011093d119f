import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { Firefox } from '../harness/firefox.mjs'
import { startSite } from '../site/server.mjs'

const FIXTURE = path.resolve(import.meta.dirname, '../fixtures/vaults/v3-deflate.json')
/** Keys are derived, which is slow on purpose. */
const LONG = { timeout: 120_000 }

interface VaultFixture {
  readonly passphrase: string
  readonly stored: object
  readonly contents: { readonly accounts: readonly { readonly id: string }[] }
}

test('Firefox opens a vault that is large enough to be deflated, and saves it', LONG, async () => {
  const site = await startSite()
  onTestFinished(() => site.close())
  const profile = await mkdtemp(path.join(tmpdir(), 'kode-firefox-large-'))
  onTestFinished(() => rm(profile, { recursive: true, force: true, maxRetries: 5 }))
  const firefox = await Firefox.launch({ site, profile })
  onTestFinished(() => firefox.close())
  const page = await firefox.openPage('src/manage/index.html#about')
  const say = (verb: string, request: object = {}): Promise<unknown> =>
    page.evaluate(
      (message) => chrome.runtime.sendMessage<unknown, unknown>(JSON.parse(message)),
      JSON.stringify({ verb, request }),
    )

  const { passphrase, stored, contents } = JSON.parse(await readFile(FIXTURE, 'utf8')) as VaultFixture
  await page.evaluate(async (text) => {
    const { a, b } = JSON.parse(text) as { a: unknown; b: unknown }
    await chrome.storage.local.set({ 'vault.a': a, 'vault.b': b })
  }, JSON.stringify(stored))
  const id = contents.accounts[0]?.id
  for (const name of ['First', 'Second', 'Third']) {
    expect(await say('vault.unlock', { passphrase })).toMatchObject({ status: 'unlocked' })
    const listed = { status: 'open', kept: contents.accounts.length }
    expect(await say('codes.list', { first: 0, count: 1 })).toMatchObject(listed)
    expect(await say('accounts.rename', { id, name })).toMatchObject({ status: 'changed' })
    expect(await say('accounts.read', { id })).toMatchObject({ form: { name } })
    await say('vault.lock')
  }
})
