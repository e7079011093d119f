import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import * as journey from '../harness/journey.mjs'
import { makePasskey, plugInKey } from '../harness/passkey.mjs'
import { PASSPHRASE, say } from '../harness/vault.mjs'
import { HOSTS } from '../site/hosts.mjs'
import { setStage, type Stage } from './stage'

const MANAGE = 'src/manage/index.html'

const ENTRY = {
  entry: {
    ...{ name: 'Mail', issuer: '', user: '', secret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', type: 'totp' },
    ...{ algorithm: 'SHA1', digits: 6, period: 30, counter: 0 },
  },
  despiteConflict: false,
}

/** Kode open in a tab, with one account, and its recovery code. */
async function openWithAccount(stage: Stage): Promise<{ page: Page; code: string }> {
  const page = await stage.kode.openPage()
  const code = await journey.makeVault(page, stage.t)
  await button(stage, page, 'recoveryLater').click()
  await say(page, 'accounts.enter', ENTRY)
  await page.getByText('Mail').waitFor()
  return { page, code }
}

const button = ({ t }: Stage, page: Page, key: string) =>
  page.getByRole('button', { name: t(key), exact: true })
const field = ({ t }: Stage, page: Page, key: string) => page.getByLabel(t(key), { exact: true })

async function chooseOther(stage: Stage, page: Page, key: string): Promise<void> {
  await page.getByText(stage.t('otherWaysIn')).click()
  await button(stage, page, key).click()
}

async function tryPassphrase(stage: Stage, page: Page, passphrase: string): Promise<void> {
  await field(stage, page, 'passphraseLabel').fill(passphrase)
  await button(stage, page, 'unlockAction').click()
}

/** As the browser tells after the idle time: nobody can lie still for a test's half hour. */
async function lieIdle({ kode }: Stage): Promise<void> {
  const worker = await kode.worker()
  await worker.evaluate(() => {
    const event = chrome.idle.onStateChanged as unknown as { dispatch(state: string): void }
    event.dispatch('idle')
  })
}

test('the recovery code is shown once, typed back, and opens what the passphrase opened', async () => {
  const stage = await setStage()
  const { kode, t } = stage
  const page = await kode.openPage()
  const code = await journey.makeVault(page, t)
  expect(code).toMatch(/^[0-9A-Z]{4}(?:-[0-9A-Z]{4}){6}$/)

  await button(stage, page, 'recoveryDone').click()
  await field(stage, page, 'recoveryLabel').fill(code.replace(/.$/, (last) => (last === '0' ? '1' : '0')))
  await button(stage, page, 'recoveryConfirm').click()
  await page.locator('.problem', { hasText: t('recoveryMistyped') }).waitFor()
  await button(stage, page, 'recoveryShowAgain').click()
  await journey.confirmCode(page, t, code.toLowerCase().replaceAll('-', ' '))
  await page.getByText(t('emptyTitle')).waitFor()
  expect(await say(page, 'vault.recovery')).toEqual({ status: 'recovery', confirmed: true })
  expect(await page.getByText(t('recoveryReminder')).count()).toBe(0)

  await button(stage, page, 'lockAction').click()
  await chooseOther(stage, page, 'chooseRecovery')
  await field(stage, page, 'recoveryLabel').fill(code)
  await button(stage, page, 'unlockAction').click()
  await page.getByText(t('newPassphraseTitle')).waitFor()
  await field(stage, page, 'newPassphraseLabel').fill('seks helt andre ord her')
  await field(stage, page, 'passphraseRepeat').fill('seks helt andre ord her')
  await button(stage, page, 'newPassphraseSave').click()
  await page.getByText(t('emptyTitle')).waitFor()

  await button(stage, page, 'lockAction').click()
  await tryPassphrase(stage, page, PASSPHRASE)
  await page.locator('.problem', { hasText: t('unlockCannotOpen') }).waitFor()
  await tryPassphrase(stage, page, 'seks helt andre ord her')
  await page.getByText(t('emptyTitle')).waitFor()
})

test('a code put off is asked for until it is typed; who lost it makes another', async () => {
  const stage = await setStage()
  const { page, code } = await openWithAccount(stage)
  await page.reload()
  await button(stage, page, 'recoveryReminderAction').click()
  await button(stage, page, 'recoveryRenew').click()
  await field(stage, page, 'passphraseLabel').fill(PASSPHRASE)
  await button(stage, page, 'recoveryRenewAction').click()
  await page.getByText(stage.t('recoveryTitle')).waitFor()
  const another = (await page.locator('.code span[aria-hidden]').allTextContents()).join('-')
  expect(another).not.toBe(code)
  await button(stage, page, 'recoveryDone').click()
  await field(stage, page, 'recoveryLabel').fill(code)
  await button(stage, page, 'recoveryConfirm').click()
  await page.locator('.problem', { hasText: stage.t('recoveryAnother') }).waitFor()
  await field(stage, page, 'recoveryLabel').fill(another)
  await button(stage, page, 'recoveryConfirm').click()
  await page.getByText('Mail').waitFor()
  expect(await page.getByText(stage.t('recoveryReminder')).count()).toBe(0)
})

test('a recovery code on the screen is gone at once when Kode locks', async () => {
  const stage = await setStage()
  const page = await stage.kode.openPage()
  const code = await journey.makeVault(page, stage.t)
  await lieIdle(stage)
  await page.getByText(stage.t('unlockTitle')).waitFor()
  expect(await page.content()).not.toContain(code.slice(0, 4))
})

test('six words are suggested, shown, and read only then', async () => {
  const stage = await setStage({ language: 'da' })
  const page = await stage.kode.openPage()
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  await button(stage, page, 'suggestAction').waitFor()
  await page.reload()
  await button(stage, page, 'suggestAction').waitFor()
  expect(asked).toContain('/page.js')
  expect(asked).not.toContain('/passphrase-advice.js')
  await button(stage, page, 'suggestAction').click()
  await page.getByText(stage.t('suggestedAdvice')).waitFor()
  expect(asked).toContain('/passphrase-advice.js')
  const words = await field(stage, page, 'passphraseLabel').inputValue()
  expect(words).toMatch(/^[a-z]+(?: [a-z]+){5}$/)
  expect(await page.getByText(words, { exact: true }).isVisible()).toBe(true)
  expect(await field(stage, page, 'passphraseRepeat').inputValue()).toBe('')
})

test('after five wrong tries the wait is told, and told again in a window opened anew', async () => {
  const stage = await setStage()
  const { page, code } = await openWithAccount(stage)
  await button(stage, page, 'lockAction').click()
  for (let tries = 1; tries <= 4; tries++) {
    await tryPassphrase(stage, page, `wrong try number ${tries}`)
    await page.locator('.problem', { hasText: stage.t('unlockCannotOpen') }).waitFor()
    await field(stage, page, 'passphraseLabel').fill('')
  }
  await tryPassphrase(stage, page, 'wrong try number 5')
  await page.getByRole('timer').waitFor()
  expect(await field(stage, page, 'passphraseLabel').isDisabled()).toBe(true)
  expect(await field(stage, page, 'passphraseLabel').inputValue()).toBe('')

  await page.close()
  await stage.kode.stopWorker(stage.page)
  const again = await stage.kode.openPage()
  expect(await again.getByRole('timer').textContent()).toMatch(/^0:[0-3]\d$/)
  expect(await field(stage, again, 'passphraseLabel').isDisabled()).toBe(true)
  // Nobody can lock the owner out by guessing.
  await chooseOther(stage, again, 'chooseRecovery')
  await field(stage, again, 'recoveryLabel').fill(code)
  await button(stage, again, 'unlockAction').click()
  await again.getByText(stage.t('newPassphraseTitle')).waitFor()
})

describe('a PIN', () => {
  test('is asked for first after Kode locked by itself, and opens it', async () => {
    const stage = await setStage()
    const { page } = await openWithAccount(stage)
    expect(await say(page, 'vault.setPin', { pin: '271828' })).toEqual({ status: 'set' })
    await lieIdle(stage)
    await field(stage, page, 'pinLabel').fill('314159')
    await button(stage, page, 'unlockAction').click()
    await page.locator('.problem', { hasText: stage.t('pinWrong', '4') }).waitFor()
    await page.reload()
    await field(stage, page, 'pinLabel').fill('271828')
    await button(stage, page, 'unlockAction').click()
    await page.getByText('Mail').waitFor()
  })

  test('that was wrong five times is no way in any more', async () => {
    const stage = await setStage()
    const { page } = await openWithAccount(stage)
    await say(page, 'vault.setPin', { pin: '271828' })
    await lieIdle(stage)
    for (const left of [4, 3, 2, 1]) {
      await field(stage, page, 'pinLabel').fill('314159')
      await button(stage, page, 'unlockAction').click()
      await page.locator('.problem', { hasText: stage.t('pinWrong', String(left)) }).waitFor()
    }
    await button(stage, page, 'unlockAction').click()
    await page.locator('.problem', { hasText: stage.t('pinGone') }).waitFor()
    await tryPassphrase(stage, page, PASSPHRASE)
    await page.getByText('Mail').waitFor()
  })
})

describe('a passkey', () => {
  async function openWithPasskey(stage: Stage) {
    const { page } = await openWithAccount(stage)
    const manage = await stage.kode.openPage(MANAGE)
    const key = await plugInKey(manage)
    const made = await makePasskey(manage)
    expect(await say(manage, 'vault.addPasskey', { passphrase: PASSPHRASE, name: 'Key', ...made })).toEqual({
      status: 'added',
    })
    await say(manage, 'vault.lock')
    await manage.getByText(stage.t('unlockTitle')).waitFor()
    return { page, manage, key }
  }

  test('opens Kode on the page in a tab, where the popup leads', async () => {
    const stage = await setStage()
    const { page, manage } = await openWithPasskey(stage)
    await button(stage, manage, 'choosePasskey').click()
    await manage.getByText(stage.t('unlockTitle')).waitFor({ state: 'detached' })
    await page.getByText('Mail').waitFor()

    await say(manage, 'vault.lock')
    await stage.page.goto(`https://${HOSTS.practice}/signed-in`)
    const popup = await stage.kode.clickToolbar(stage.page)
    const closed = popup.waitForEvent('close')
    await button(stage, popup, 'choosePasskey').click()
    await closed
    expect(await manage.evaluate(() => document.visibilityState)).toBe('visible')
  })

  test('that is not there, or does not know who holds it, opens nothing and says so', async () => {
    const stage = await setStage()
    const { manage, key } = await openWithPasskey(stage)
    await key.verify(false)
    await button(stage, manage, 'choosePasskey').click()
    await manage.locator('.problem', { hasText: stage.t('passkeyDeclined') }).waitFor()
    await key.unplug()
    await plugInKey(manage)
    await button(stage, manage, 'choosePasskey').click()
    await manage.locator('.problem', { hasText: stage.t('passkeyDeclined') }).waitFor()
    await tryPassphrase(stage, manage, PASSPHRASE)
    await manage.getByText(stage.t('unlockTitle')).waitFor({ state: 'detached' })
  })
})

describe('a vault that does not open', () => {
  /** Writes over what is stored, as a disk does that fails. */
  const damage = (page: Page, keep: readonly string[]) =>
    page.evaluate(async (kept) => {
      const stored = await chrome.storage.local.get(null)
      for (const name of Object.keys(stored))
        if (name.startsWith('vault.') && !kept.includes(name))
          await chrome.storage.local.set({ [name]: { header: 'no', iv: 'no', data: 'no' } })
      const mirror = await new Promise<IDBDatabase>((opened) => {
        const request = indexedDB.open('kode', 1)
        request.onsuccess = () => opened(request.result)
      })
      await new Promise<void>((done) => {
        const change = mirror.transaction('records', 'readwrite')
        change.objectStore('records').put({ header: 'no', iv: 'no', data: 'no' }, 'vault.mirror')
        change.oncomplete = () => done()
      })
      mirror.close()
    }, keep)

  test('has a copy left that is brought back with the recovery code', async () => {
    const stage = await setStage()
    const { page, code } = await openWithAccount(stage)
    const stored = await stage.kode.storage(page, 'local')
    await button(stage, page, 'lockAction').click()
    await page.getByText(stage.t('unlockTitle')).waitFor()
    // A record that was put aside once is all that is left.
    await page.evaluate(
      (record) => chrome.storage.local.set({ 'vault.aside.1': { turn: 1, stored: record } }),
      newest(stored),
    )
    await stage.kode.stopWorker(page)
    await damage(page, ['vault.aside.1'])
    await page.reload()
    await page.getByText(stage.t('damagedTitle')).waitFor()
    await page.getByText(stage.t('copiesReadable', '1')).waitFor()
    await button(stage, page, 'copiesAction').click()
    await button(stage, page, 'chooseRecovery').click()
    await field(stage, page, 'recoveryLabel').fill(code)
    await button(stage, page, 'copiesLook').click()
    await page.getByText(stage.t('copyAccounts_one', '1')).waitFor()
    await button(stage, page, 'recoverAction').click()
    await page.getByText('Mail').waitFor()
  })

  test('and has none, can be saved as it is, and begun anew', async () => {
    const stage = await setStage()
    const { page } = await openWithAccount(stage)
    await button(stage, page, 'lockAction').click()
    await page.getByText(stage.t('unlockTitle')).waitFor()
    await stage.kode.stopWorker(page)
    await damage(page, [])
    await page.reload()
    await page.getByText(stage.t('copiesNone')).waitFor()

    const saved = page.waitForEvent('download')
    await button(stage, page, 'bytesSave').click()
    expect((await saved).suggestedFilename()).toBe('kode-encrypted.json')

    await button(stage, page, 'startOverDamaged').click()
    await button(stage, page, 'startOverAction').click()
    await page.locator('.problem', { hasText: stage.t('startOverTick') }).waitFor()
    await page.getByLabel(stage.t('startOverUnderstood')).check()
    await button(stage, page, 'startOverAction').click()
    const link = page.getByRole('link', { name: stage.t('emptyStepOpen') })
    expect(await link.getAttribute('href')).toBe('https://mysignins.microsoft.com/security-info')
    await button(stage, page, 'startedOverAction').click()
    await journey.choosePassphrase(page, stage.t)
    await page.getByText(stage.t('emptyTitle')).waitFor()
  })

  const newest = (stored: Record<string, unknown>) => stored['vault.b'] ?? stored['vault.a']
})
