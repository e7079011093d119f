import { describe, expect, test } from 'vitest'
import * as journey from '../harness/journey.mjs'
import { Kode } from '../harness/kode.mjs'
import { awaitOffer, pressInOffer, readOffer } from '../harness/offer.mjs'
import { writeMirror } from '../harness/mirror.mjs'
import { ALICE, setStage, setStageWithAlice, setStageWithVault, type Stage } from './stage'

/** Stops the worker as the browser does after half a minute of quiet, and shows that it was stopped. */
async function stopWorker({ kode }: Stage): Promise<void> {
  const page = await kode.openPage('icons/kode-16.png')
  await kode.stopWorker(page)
  await page.close()
}

test('between any two steps of the main path', async () => {
  const stage = await setStage()
  const { kode, site, page, t } = stage
  await journey.goToQrCode(page, ALICE)
  const popup = await kode.clickToolbar(page)
  await kode.stopWorker(popup)
  await journey.choosePassphrase(popup, t)
  await kode.stopWorker(popup)
  await journey.scan(popup, t)
  await popup.getByRole('button', { name: t('addAction'), exact: true }).waitFor()
  await kode.stopWorker(popup)
  await journey.add(popup, t)
  await kode.stopWorker(popup)
  await popup.close()

  await journey.nextStep(page)
  await awaitOffer(page)
  await stopWorker(stage)
  await page.bringToFront()
  await journey.fillFromOffer(page, t)
  await stopWorker(stage)
  await page.bringToFront()
  await journey.nextStep(page)
  await expect.poll(() => site.state.events.at(-1)?.kind).toBe('registered')
})

describe('locking', () => {
  test('by the button: codes go, memory is emptied, the passphrase brings them back', async () => {
    const stage = await setStageWithAlice()
    const { kode, t } = stage
    const popup = await kode.openPage()
    await popup.getByText(ALICE.user).waitFor()
    expect(await kode.storage(popup, 'session')).toHaveProperty('session')
    await popup.getByRole('button', { name: t('lockAction') }).click()
    await popup.getByText(t('unlockTitle')).waitFor()
    expect(await kode.storage(popup, 'session')).toEqual({})
    expect(await popup.getByText(ALICE.user).count()).toBe(0)

    await journey.unlock(popup, t, 'not the passphrase')
    await popup.getByText(t('unlockCannotOpen')).first().waitFor()
    await journey.unlock(popup, t)
    await popup.getByText(ALICE.user).waitFor()
  })

  test.each(['locked', 'idle'] as const)('when the browser says that the computer is %s', async (state) => {
    const { kode, t } = await setStageWithVault()
    const popup = await kode.openPage()
    await popup.getByText(t('emptyTitle')).waitFor()
    // A screen cannot be locked here; the event that the browser makes of it can be raised on its own object.
    await (
      await kode.worker()
    ).evaluate((said) => {
      const event = chrome.idle.onStateChanged as unknown as { dispatch(state: string): void }
      event.dispatch(said)
    }, state)
    await popup.getByText(t('unlockTitle')).waitFor()
    expect(await kode.storage(popup, 'session')).toEqual({})
  })

  test('by the alarm that is set for the longest session, though the worker sleeps', async () => {
    const { kode, t } = await setStageWithVault()
    const popup = await kode.openPage()
    await popup.getByText(t('emptyTitle')).waitFor()
    const alarm = await popup.evaluate(() => chrome.alarms.get('lock'))
    const hours = ((alarm?.scheduledTime ?? 0) - Date.now()) / 3_600_000
    expect(hours).toBeGreaterThan(11.9)
    expect(hours).toBeLessThanOrEqual(12)
    await kode.stopWorker(popup)
    await popup.evaluate(() => chrome.alarms.create('lock', { when: Date.now() + 100 }))
    await popup.getByText(t('unlockTitle')).waitFor()
    expect(await kode.storage(popup, 'session')).toEqual({})
  })

  test('another surface that is open blanks at once', async () => {
    const { kode, t } = await setStageWithAlice()
    const [one, two] = [await kode.openPage(), await kode.openPage()]
    await two.getByText(ALICE.user).waitFor()
    await one.getByRole('button', { name: t('lockAction') }).click()
    await two.getByText(t('unlockTitle')).waitFor()
  })

  test('while an offer is on a page: a press gives no code but the way to unlock', async () => {
    const { kode, site, page, t } = await setStageWithAlice()
    await journey.nextStep(page)
    await awaitOffer(page)
    const popup = await kode.openPage()
    await popup.getByRole('button', { name: t('lockAction') }).click()
    await popup.close()
    await page.bringToFront()
    await awaitOffer(page)
    if ((await readOffer(page)).includes(t('offerFill'))) await pressInOffer(page, t('offerFill'))
    await expect.poll(() => readOffer(page)).toContain(t('offerLocked'))
    expect(await page.locator('[data-testid="verification-entercode-input"]').inputValue()).toBe('')
    expect(site.state.events).toEqual([])
  })

  test('with the browser: nothing of the session is left, everything of the vault is', async () => {
    const { kode, site, t } = await setStageWithAlice()
    const { profile } = kode
    await kode.context.close()
    const again = await Kode.launch({ profile, arguments: site.browserArguments() })
    try {
      const popup = await again.openPage()
      await popup.getByText(t('unlockTitle')).waitFor()
      expect(await again.storage(popup, 'session')).toEqual({})
      await journey.unlock(popup, t)
      await popup.getByText(ALICE.user).waitFor()
    } finally {
      await again.close()
    }
  })
})

describe('stored bytes that are damaged', () => {
  test('in the newest copy: the mirror has it, and nothing is lost', async () => {
    const { kode, t } = await setStageWithAlice()
    const popup = await kode.openPage()
    await popup.getByText(ALICE.user).waitFor()
    await popup.getByRole('button', { name: t('lockAction') }).click()
    await popup.getByText(t('unlockTitle')).waitFor()
    await popup.evaluate(async () => {
      const stored = await chrome.storage.local.get(['vault.a', 'vault.b'])
      const generation = (record: unknown) =>
        (JSON.parse((record as { header: string }).header) as { generation: number }).generation
      const newest = generation(stored['vault.a']) > generation(stored['vault.b']) ? 'vault.a' : 'vault.b'
      const record = stored[newest] as { data: string }
      await chrome.storage.local.set({ [newest]: { ...record, data: `AAAA${record.data.slice(4)}` } })
    })
    await journey.unlock(popup, t)
    await popup.getByText(ALICE.user).waitFor()
  })

  test('in every copy: said so, and no new vault in their place', async () => {
    const { kode, t } = await setStageWithVault()
    const popup = await kode.openPage()
    await popup.getByRole('button', { name: t('lockAction') }).click()
    await popup.getByText(t('unlockTitle')).waitFor()
    await writeMirror(popup, 'rubbish')
    await popup.evaluate(() => chrome.storage.local.set({ 'vault.a': 'rubbish', 'vault.b': { header: 7 } }))
    await popup.reload()
    await popup.getByText(t('damagedTitle')).waitFor()
    const reply: unknown = await popup.evaluate(() =>
      chrome.runtime.sendMessage({ verb: 'vault.create', request: { passphrase: 'another passphrase' } }),
    )
    expect(reply).toEqual({ status: 'exists' })
    expect(await kode.storage(popup, 'local')).toEqual({ 'vault.a': 'rubbish', 'vault.b': { header: 7 } })
  })
})
