import { describe, expect, test } from 'vitest'
import { HOSTS } from '../site/hosts.mjs'
import * as journey from '../harness/journey.mjs'
import { ALICE, scanAt, setStage, setStageWithAlice, setStageWithVault, type Stage } from './stage'

const SECRET = 'gezdgnbvgy3tqojq'
const MICROSOFT = `otpauth://totp/Contoso+University%3Aalice%40contoso.example?secret=${SECRET}&issuer=Microsoft`

/** In sentences a name stands in bidirectional isolates. */
const NAME = '\u2068Microsoft 365 (Contoso University)\u2069'

/** A page of the practice site that shows exactly these codes. */
function pageWith(...payloads: readonly string[]): string {
  const query = new URLSearchParams(payloads.map((payload) => ['payload', payload]))
  return `https://${HOSTS.practice}/qr?${query.toString()}`
}

describe('what a symbol holds is said', () => {
  test.each([
    ['a link', 'https://example.com/', ['findOther', 'findLink']],
    ['a wireless network', 'WIFI:T:WPA;S:eduroam;P:secret;;', ['findOther', 'findWifi']],
    ['contact details', 'MECARD:N:Alice;;', ['findOther', 'findContact']],
    ['text', 'just text', ['findOther', 'findText']],
    ['Google’s export', 'otpauth-migration://offline?data=CjEKCkhlbGxvId6tvu8', ['findMigration']],
    ['an unknown algorithm', `${MICROSOFT}&algorithm=MD5`, ['findBad', 'problemAlgorithm']],
    ['too many digits', `${MICROSOFT}&digits=9`, ['findBad', 'problemDigits']],
    ['an endless period', `${MICROSOFT}&period=601`, ['findBad', 'problemPeriod']],
    ['an empty key', MICROSOFT.replace(SECRET, ''), ['findBad', 'problemKeyEmpty']],
    ['a key that is not base32', MICROSOFT.replace(SECRET, '0189'), ['findBad', 'problemKeyLetters']],
    ['a repeated parameter', `${MICROSOFT}&secret=aaaa`, ['findBad', 'problemRepeated']],
  ])('%s', async (_what, payload, sentences) => {
    const stage = await setStageWithVault()
    const popup = await scanAt(stage, pageWith(payload))
    for (const sentence of sentences) await popup.getByText(stage.t(sentence)).first().waitFor()
    expect(await popup.getByRole('button', { name: stage.t('addAction'), exact: true }).count()).toBe(0)
    expect(await popup.locator('body').innerText()).not.toContain('eduroam')
  })

  test.each(['work', 'personal', 'phonefactor'])(
    'Microsoft’s own code (%s), and the link to press',
    async (push) => {
      const stage = await setStageWithVault()
      const popup = await scanAt(stage, journey.registerUrl(ALICE, `&step=push&push=${push}`))
      await popup.getByText(stage.t('findMicrosoft')).waitFor()
      await popup.getByText(stage.t('findMicrosoftDo')).waitFor()
      await popup.getByRole('button', { name: stage.t('scanAgain') }).waitFor()
    },
  )
})

describe('nothing to scan', () => {
  test('on a page without a code', async () => {
    const stage = await setStageWithVault()
    const popup = await scanAt(stage, `https://${HOSTS.practice}/signed-in`)
    await popup.getByText(stage.t('scanNothing')).waitFor()
  })

  test('where a code runs out of the picture', async () => {
    const stage = await setStageWithVault()
    await stage.page.goto(`${pageWith(MICROSOFT)}&size=400`)
    await stage.page.evaluate(() => {
      const picture = document.querySelector('img')
      scrollBy(0, (picture?.getBoundingClientRect().top ?? 0) + 130)
      document.body.style.paddingBottom = '200vh'
      scrollBy(0, (picture?.getBoundingClientRect().top ?? 0) + 130)
    })
    const popup = await stage.kode.clickToolbar(stage.page)
    await journey.scan(popup, stage.t)
    await popup.getByText(stage.t('scanCutOff')).waitFor()
  })

  test('on the browser’s own pages, which a click does let us see', async () => {
    const stage = await setStageWithVault()
    const popup = await scanAt(stage, 'chrome://version/')
    await popup.getByText(stage.t('scanNothing')).waitFor()
  })

  test('without a click on Kode in that tab: the browser refuses the picture', async () => {
    const stage = await setStageWithVault()
    await stage.page.goto(pageWith(MICROSOFT))
    const opened = stage.kode.popupOpens()
    await (await stage.kode.worker()).evaluate(() => chrome.action.openPopup())
    const popup = await opened
    await journey.scan(popup, stage.t)
    await popup.getByText(stage.t('scanNotAllowed')).waitFor()
    await popup.close()
    // The very same page, after a click.
    const allowed = await scanAt(stage, pageWith(MICROSOFT))
    await addButton(stage, allowed).waitFor()
  })
})

describe('an account that is already known', () => {
  test('the same secret is not added again', async () => {
    const stage = await setStageWithVault()
    await addFrom(stage, pageWith(MICROSOFT))
    const popup = await scanAt(stage, pageWith(MICROSOFT))
    await popup.getByText(stage.t('standingPresent', NAME)).waitFor()
    expect(await addButton(stage, popup).count()).toBe(0)
  })

  test('the same name with another secret is added only when asked for twice', async () => {
    const stage = await setStageWithAlice()
    const popup = await scanAt(stage, pageWith(MICROSOFT))
    await popup.getByText(stage.t('standingConflict', NAME)).waitFor()
    expect(await addButton(stage, popup).count()).toBe(0)
    await popup.getByRole('button', { name: stage.t('addAnyway') }).click()
    await expect.poll(() => popup.getByRole('listitem').count()).toBe(2)
  })
})

test('a click lets us see the browser’s store too', async () => {
  const store = 'chromewebstore.google.com'
  const stage = await setStageWithVault({ lookAlikes: { [store]: HOSTS.practice } })
  const popup = await scanAt(stage, pageWith(MICROSOFT).replace(HOSTS.practice, store))
  await addButton(stage, popup).waitFor()
})

test('several codes on a page: each is found, and each can be added', async () => {
  const stage = await setStageWithVault()
  const other = 'otpauth://totp/GitHub:bob?secret=mfrggzdfmztwq2lk&issuer=GitHub'
  const popup = await scanAt(stage, pageWith(MICROSOFT, other, 'https://example.com/'))
  await popup.getByText(stage.t('addSeveral')).waitFor()
  await addButton(stage, popup).first().click()
  await expect.poll(() => addButton(stage, popup).count()).toBe(1)
  await addButton(stage, popup).first().click()
  await expect.poll(() => addButton(stage, popup).count()).toBe(0)
  await popup.close()
  const again = await stage.kode.openPage()
  await expect.poll(() => again.getByRole('listitem').count()).toBe(2)
})

describe('the find waits', () => {
  test('for the first passphrase, while the popup is closed and the worker stopped', async () => {
    const stage = await setStage()
    await stage.page.goto(pageWith(MICROSOFT))
    const first = await stage.kode.clickToolbar(stage.page)
    // No vault yet, so no button to press: the right-click way scans first. The verb is the same.
    await first.evaluate(() => chrome.runtime.sendMessage({ verb: 'scan.tab', request: {} }))
    await stage.kode.stopWorker(first)
    await first.close()
    const popup = await stage.kode.openPage()
    await popup.getByText(stage.t('firstUseWaiting')).waitFor()
    await journey.choosePassphrase(popup, stage.t)
    await addButton(stage, popup).waitFor()
  })

  test('for the unlock', async () => {
    const stage = await setStageWithVault()
    const popup = await scanAt(stage, pageWith(MICROSOFT))
    await addButton(stage, popup).waitFor()
    await popup.evaluate(() => chrome.runtime.sendMessage({ verb: 'vault.lock', request: {} }))
    const again = await scanAtLocked(stage)
    await again.getByText(stage.t('unlockWaiting')).waitFor()
    await journey.unlock(again, stage.t)
    await addButton(stage, again).click()
    await again.getByText('alice@contoso.example').waitFor()
  })
})

async function scanAtLocked(stage: Stage) {
  const opened = await stage.kode.clickToolbar(stage.page)
  await opened.evaluate(() => chrome.runtime.sendMessage({ verb: 'scan.tab', request: {} }))
  return opened
}

const addButton = ({ t }: Stage, popup: Awaited<ReturnType<typeof scanAt>>) =>
  popup.getByRole('button', { name: t('addAction'), exact: true })

async function addFrom(stage: Stage, url: string): Promise<void> {
  const popup = await scanAt(stage, url)
  await addButton(stage, popup).click()
  await popup.getByRole('listitem').first().waitFor()
  await popup.close()
}
