import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import * as journey from '../harness/journey.mjs'
import { Kode } from '../harness/kode.mjs'
import { asBytes, asText, searchProfile } from '../harness/profile-search.mjs'
import { setStage, type Stage } from '../e2e/stage'

const LABEL = 'marguerite.quillfeather@contoso.example'
const SECRET = 'kvkfkrcpnzqujyt2mfrggzdfmztwq2lk'
const NAME = 'Quillfeather Observatory'

/** Enters an account by hand, renames it, shows its code: whatever a day with Kode brings to the disk. */
async function useKode({ kode, t }: Stage): Promise<string> {
  const popup = await kode.openPage()
  await journey.openEntry(popup, t)
  await popup.getByRole('textbox', { name: t('fieldUser') }).fill(LABEL)
  await popup.getByRole('textbox', { name: t('fieldKey') }).fill(SECRET)
  await journey.add(popup, t)
  await popup.getByText(LABEL).waitFor()
  const row = popup.getByRole('listitem').first()
  await row.getByRole('button').first().focus()
  await popup.keyboard.press('F2')
  await popup.getByRole('textbox').fill(NAME)
  await popup.keyboard.press('Enter')
  await popup.getByText(NAME).first().waitFor()
  const { session } = (await kode.storage(popup, 'session')) as { session: { key: string } }
  return session.key
}

test('nothing secret is in the profile: running, closed, after the browser was killed', async () => {
  const profile = mkdtempSync(path.join(tmpdir(), 'kode-disk-'))
  onTestFinished(() => rmSync(profile, { recursive: true, force: true, maxRetries: 5 }))
  const stage = await setStage({ profile })
  const first = await stage.kode.openPage()
  await journey.choosePassphrase(first, stage.t)
  await first.close()
  const key = Buffer.from(await useKode(stage), 'base64')
  const secret = execFileSync('base32', ['-d'], { input: SECRET.toUpperCase() })
  const needles = {
    ...asText('secret (base32)', SECRET.toUpperCase()),
    ...asText('secret (as typed)', SECRET),
    ...asBytes('secret', secret),
    ...asBytes('vault key', key),
    ...asText('passphrase', journey.PASSPHRASE),
    ...asText('user', LABEL),
    ...asText('name', NAME),
  }
  // The search finds what *is* there: our own id, and the vault's sealed record.
  const control = asText('control', stage.kode.id)
  expect((await searchProfile(profile, control)).found.length).toBeGreaterThan(0)
  expect((await searchProfile(profile, asText('record', 'kode-vault'))).found.length).toBeGreaterThan(0)

  expect((await searchProfile(profile, needles)).found).toEqual([])
  await stage.kode.context.close()
  expect((await searchProfile(profile, needles)).found).toEqual([])

  const again = await Kode.launch({ profile })
  onTestFinished(() => again.close())
  const popup = await again.openPage()
  await journey.unlock(popup, stage.t)
  await popup.getByText(NAME).first().waitFor()
  killBrowser(profile)
  expect((await searchProfile(profile, needles)).found).toEqual([])
})

/** Ends the browser that runs on this profile as a power cut would. */
function killBrowser(profile: string): void {
  const processes = execFileSync('pgrep', ['-f', `user-data-dir=${profile}`], { encoding: 'utf8' })
  for (const id of processes.trim().split('\n')) process.kill(Number(id), 'SIGKILL')
}
