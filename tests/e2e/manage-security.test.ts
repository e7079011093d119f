import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { PASSPHRASE, say } from '../harness/vault.mjs'
import { setStageWithVault, type Stage } from './stage'

const NEXT = 'syv blå cykler i en skov'

/** The section `hash` of the page in a tab. */
async function openSection({ kode, page }: Stage, hash: string): Promise<Page> {
  await page.goto(kode.urlOf(`src/manage/index.html#${hash}`))
  await page.getByRole('heading', { level: 1 }).waitFor()
  return page
}

const status = async (page: Page, verb: string, request: object): Promise<string> =>
  ((await say(page, verb, request)) as { status: string }).status

/** Writes other times into the session that is open, as if it had begun or been seen then. */
const changeSession = (page: Page, times: Record<string, number>) =>
  page.evaluate(async (change) => {
    const { session } = await chrome.storage.session.get('session')
    await chrome.storage.session.set({ session: { ...(session as object), ...change } })
  }, times)

/** An authenticator inside the browser, such as Windows Hello is. */
async function addAuthenticator(page: Page, hasPrf: boolean) {
  const session = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable')
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      hasPrf,
    },
  })
  return async () => {
    const { credentials } = await session.send('WebAuthn.getCredentials', { authenticatorId })
    return credentials.map(({ rpId }) => rpId)
  }
}

test('a passphrase is changed: the new one opens, the old one does not', async () => {
  const stage = await setStageWithVault()
  const { t } = stage
  const page = await openSection(stage, 'security')
  await page.getByRole('button', { name: t('passphraseChange') }).click()
  const fill = (label: string, text: string) => page.getByLabel(label, { exact: true }).fill(text)
  await fill(t('passphraseLabel'), 'forkert men lang nok')
  await fill(t('newPassphraseLabel'), NEXT)
  await fill(t('passphraseRepeat'), NEXT)
  await page.getByRole('button', { name: t('passphraseChange') }).click()
  await page.getByText(t('proofWrong')).first().waitFor()
  await fill(t('passphraseLabel'), PASSPHRASE)
  await page.getByRole('button', { name: t('passphraseChange') }).click()
  await page.getByText(t('passphraseChanged')).waitFor()

  await say(page, 'vault.lock')
  expect(await status(page, 'vault.unlock', { passphrase: PASSPHRASE })).toBe('cannot-open')
  expect(await status(page, 'vault.unlock', { passphrase: NEXT })).toBe('unlocked')
})

test('a passkey is added, named, opens the vault, and is removed with the passphrase', async () => {
  const stage = await setStageWithVault()
  const { kode, t } = stage
  const page = await openSection(stage, 'security')
  const credentials = await addAuthenticator(page, true)
  await page.getByRole('button', { name: t('passkeyAdd') }).click()
  await page.getByLabel(t('optional', t('passkeyName'))).fill('Blue key')
  await page.getByLabel(t('passphraseLabel'), { exact: true }).fill('forkert men lang nok')
  await page.getByRole('button', { name: t('passkeyAdd') }).click()
  await page.getByText(t('proofWrong')).first().waitFor()
  await page.getByLabel(t('passphraseLabel'), { exact: true }).fill(PASSPHRASE)
  await page.getByRole('button', { name: t('passkeyAdd') }).click()
  await page.getByText(t('passkeyAdded')).waitFor()
  // The mistyped passphrase made no second one, and the extension is the only site it is for.
  expect(await credentials()).toEqual([`chrome-extension://${kode.id}`])

  await page.getByRole('button', { name: t('lockAction') }).click()
  await page.getByRole('button', { name: t('choosePasskey') }).click()
  await page.getByRole('heading', { name: 'Blue key' }).waitFor()

  await page.getByRole('button', { name: t('passkeyRemove') }).click()
  await page.getByLabel(t('passphraseLabel'), { exact: true }).fill(PASSPHRASE)
  await page.getByRole('button', { name: t('passkeyRemove'), exact: true }).click()
  await page.getByText(t('passkeyRemoved')).waitFor()
  await page.getByRole('heading', { name: 'Blue key' }).waitFor({ state: 'detached' })
  expect(((await say(page, 'vault.doors')) as { passkeys: unknown[] }).passkeys).toEqual([])
})

test('an authenticator that can hold no key for the vault is told apart, and adds nothing', async () => {
  const stage = await setStageWithVault()
  const { t } = stage
  const page = await openSection(stage, 'security')
  await addAuthenticator(page, false)
  await page.getByRole('button', { name: t('passkeyAdd') }).click()
  await page.getByLabel(t('passphraseLabel'), { exact: true }).fill(PASSPHRASE)
  await page.getByRole('button', { name: t('passkeyAdd') }).click()
  await page.getByText(t('passkeyNoPrf')).first().waitFor()
  expect(((await say(page, 'vault.doors')) as { passkeys: unknown[] }).passkeys).toEqual([])
})

test('a new recovery code is shown, typed back, and opens; locking takes effect at once', async () => {
  const stage = await setStageWithVault()
  const { t } = stage
  const page = await openSection(stage, 'security')
  await page.getByRole('button', { name: t('recoveryRenew') }).click()
  await page.getByLabel(t('passphraseLabel'), { exact: true }).fill(PASSPHRASE)
  await page.getByRole('button', { name: t('recoveryRenewAction') }).click()
  await page.getByText(t('recoveryTitle')).waitFor()
  const code = (await page.locator('.code span[aria-hidden]').allTextContents()).join('-')
  await page.getByRole('button', { name: t('recoveryDone') }).click()
  await page.getByLabel(t('recoveryLabel')).fill(code.toLowerCase())
  await page.getByRole('button', { name: t('recoveryConfirm') }).click()
  await page.getByRole('heading', { name: t('securityTitle') }).waitFor()
  await page.getByText(t('waysTitle')).waitFor()
  expect(await page.getByText(t('wayUnconfirmed')).count()).toBe(0)

  await say(page, 'vault.lock')
  expect(await status(page, 'vault.unlockWithRecovery', { code })).toBe('unlocked')
  await openSection(stage, 'security')
  await page.getByLabel(t('lockingAge')).selectOption('1')
  await page.getByText(t('lockingSaved')).waitFor()
  // A session that began two hours ago: young enough before, too old now.
  await changeSession(page, { openedAt: Date.now() - 2 * 60 * 60 * 1000 })
  expect(await status(page, 'vault.ways', {})).toBe('locked')
})

test('a PIN is chosen twice, refused when it is none, listed and dropped', async () => {
  const stage = await setStageWithVault()
  const { t } = stage
  const page = await openSection(stage, 'security')
  const isSet = async () => ((await say(page, 'vault.ways')) as { pin: boolean }).pin
  const choose = async (pin: string, repeated: string) => {
    await page.getByLabel(t('pinNew')).fill(pin)
    await page.getByLabel(t('pinRepeat')).fill(repeated)
    await page.getByRole('button', { name: t('pinSet') }).click()
  }
  await page.getByRole('button', { name: t('pinSet') }).click()
  await choose('481516', '481517')
  await page.getByText(t('pinDiffers')).first().waitFor()
  await choose('12345', '12345')
  await page.getByText(t('pinBad')).first().waitFor()
  expect(await isSet()).toBe(false)
  await choose('481516', '481516')
  await page.getByText(t('pinIsSet')).waitFor()
  expect(await isSet()).toBe(true)
  // An hour in which the computer slept: the vault has locked by itself.
  await changeSession(page, { seenAt: Date.now() - 60 * 60 * 1000 })
  expect(await status(page, 'vault.ways', {})).toBe('locked')
  expect(await status(page, 'vault.unlockWithPin', { pin: '481516' })).toBe('unlocked')
  await openSection(stage, 'security')
  await page.getByRole('button', { name: t('pinDrop') }).click()
  await page.getByText(t('pinDropped')).waitFor()
  expect(await isSet()).toBe(false)
})

test('a deleted account is brought back from the trash; a setting stays; the licences are there', async () => {
  const stage = await setStageWithVault()
  const { kode, t } = stage
  const page = await openSection(stage, 'sign-in')
  await page.getByLabel(t('settingSubmit')).check()
  await page.getByText(t('settingSaved'), { exact: true }).waitFor()
  expect(await say(page, 'settings.read')).toMatchObject({ offer: 'at-field', submit: true })

  const entry = { name: 'Study', issuer: 'Contoso', user: 'alice', secret: 'GEZDGNBVGY3TQOJQ' }
  const kind = { type: 'totp', algorithm: 'SHA1', digits: 6, period: 30, counter: 0 }
  await say(page, 'accounts.enter', { entry: { ...entry, ...kind }, despiteConflict: false })
  await openSection(stage, 'accounts')
  await page.getByRole('button', { name: t('menuLabel', '\u2068Study\u2069') }).click()
  await page.getByRole('menuitem', { name: t('menuDelete') }).click()
  await page.getByRole('button', { name: t('trashRestoreFor', '\u2068Study\u2069') }).click()
  await page.getByText(t('trashEmpty')).waitFor()
  expect(((await say(page, 'codes.list', { first: 0, count: 9 })) as { total: number }).total).toBe(1)

  await openSection(stage, 'about')
  const opened = kode.context.waitForEvent('page')
  await page.getByRole('link', { name: t('aboutLicences') }).click()
  const licences = await opened
  await licences.waitForLoadState()
  await expect.poll(() => licences.locator('body').textContent()).toMatch(/svelte \d[\s\S]*MIT/)
})
