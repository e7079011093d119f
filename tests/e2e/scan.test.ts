import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { HOSTS } from '../site/hosts.mjs'
import * as journey from '../harness/journey.mjs'
import { say } from '../harness/vault.mjs'
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
  const SAID: readonly [what: string, payload: string, sentences: readonly string[]][] = [
    ['a link', 'https://example.com/', ['findOther', 'findLink']],
    ['a wireless network', 'WIFI:T:WPA;S:eduroam;P:secret;;', ['findOther', 'findWifi']],
    ['contact details', 'MECARD:N:Alice;;', ['findOther', 'findContact']],
    ['text', 'just text', ['findOther', 'findText']],
    ['a part of a move', 'KODE-MOVE:1:AAAAAAAAAAAAAAAA:1:1:AAAA', ['findMove', 'findMoveDo', 'moveTitle']],
    [
      'a damaged export',
      'otpauth-migration://offline?data=CjEKCkhlbGxvId6tvu8',
      ['findBad', 'problemMalformed'],
    ],
    ['an unknown algorithm', `${MICROSOFT}&algorithm=MD5`, ['findBad', 'problemAlgorithm']],
    ['too many digits', `${MICROSOFT}&digits=9`, ['findBad', 'problemDigits']],
    ['an endless period', `${MICROSOFT}&period=601`, ['findBad', 'problemPeriod']],
    ['an empty key', MICROSOFT.replace(SECRET, ''), ['findBad', 'problemKeyEmpty']],
    ['a key that is not base32', MICROSOFT.replace(SECRET, '0189'), ['findBad', 'problemKeyLetters']],
    ['a repeated parameter', `${MICROSOFT}&secret=aaaa`, ['findBad', 'problemRepeated']],
  ]

  test('whatever it is', async () => {
    const stage = await setStageWithVault()
    for (const [what, payload, sentences] of SAID) {
      const popup = await scanAt(stage, pageWith(payload))
      const text = () => popup.locator('body').innerText()
      for (const sentence of sentences)
        await expect.poll(text, { message: what }).toContain(stage.t(sentence))
      expect(await addButton(stage, popup).count(), what).toBe(0)
      expect(await text(), what).not.toContain('eduroam')
      await say(popup, 'scan.dismiss')
      await popup.close()
    }
  })

  test('Google’s export: its part is told, and its accounts can be added all at once', async () => {
    const text = readFileSync('tests/fixtures/vectors/transfer/google-migration-2-batches.txt', 'utf8')
    const [first = ''] = text.split(/\r?\n/)
    const stage = await setStageWithVault()
    const popup = await scanAt(stage, pageWith(first))
    await popup
      .getByText(stage.t('findMigrationPart', '1', '2', '2'))
      .first()
      .waitFor()
    await popup.getByRole('button', { name: stage.t('addAll', '2') }).click()
    await popup.getByText('alice@contoso.example').first().waitFor()
    await popup.getByText('Rfc6238').first().waitFor()
  })

  test.each(['work', 'personal', 'phonefactor'])(
    'Microsoft’s own code (%s), and the link to press',
    async (push) => {
      const stage = await setStageWithVault()
      const popup = await scanAt(stage, journey.registerUrl(ALICE, `&step=push&push=${push}`))
      await popup.getByText(stage.t('findMicrosoft')).waitFor()
      for (const step of ['findMicrosoftDo', 'findMicrosoftNext', 'findMicrosoftNoLink'])
        await popup.getByText(stage.t(step)).waitFor()
      await popup.locator('polygon.line').waitFor({ state: 'attached' })
      await popup.getByRole('button', { name: stage.t('scanAgain') }).waitFor()
    },
  )
})

describe('nothing to scan', () => {
  test('on a page without a code', async () => {
    const stage = await setStageWithVault()
    const popup = await scanAt(stage, `https://${HOSTS.practice}/signed-in`)
    await popup.getByText(stage.t('scanNothing')).waitFor()
    // What was looked at is shown, as the screen had it, and is kept for pointing at the code.
    const picture = popup.getByRole('img', { name: stage.t('pictureSeen') })
    const shown = await picture.evaluate(
      (image: HTMLImageElement) => image.naturalWidth / image.naturalHeight,
    )
    expect(shown).toBeCloseTo(await stage.page.evaluate(() => innerWidth / innerHeight), 1)
    await popup.getByRole('button', { name: stage.t('regionAction') }).waitFor()
    const session = await stage.kode.storage(popup, 'session')
    expect(session).toHaveProperty('capture')
    expect(session).not.toHaveProperty('find')
  })

  test('what was captured is erased when its alarm rings, ten minutes later', async () => {
    const stage = await setStageWithVault()
    const popup = await scanAt(stage, `https://${HOSTS.practice}/signed-in`)
    await popup.getByText(stage.t('scanNothing')).waitFor()
    const worker = await stage.kode.worker()
    const waits = await worker.evaluate(async () => {
      const alarm = await chrome.alarms.get('forget-find')
      return (alarm?.scheduledTime ?? 0) - Date.now()
    })
    expect(Math.round(waits / 60_000)).toBe(10)
    await worker.evaluate(() => chrome.alarms.create('forget-find', { when: Date.now() }))
    await expect.poll(() => stage.kode.storage(popup, 'session')).not.toHaveProperty('capture')
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

describe('several codes on a page', () => {
  const GITHUB = 'otpauth://totp/GitHub:bob?secret=mfrggzdfmztwq2lk&issuer=GitHub'
  const SITE = 'otpauth://totp/Site:carol?secret=kvkfkrcpnzqujyt2&issuer=Site'
  const LINK = 'https://example.com/'

  test('each is outlined where it is, and can be added by itself, from the keyboard alone', async () => {
    const stage = await setStageWithVault()
    const popup = await scanAt(stage, `${pageWith(GITHUB, MICROSOFT, LINK)}&size=150`)
    await popup.getByText(stage.t('codesFound_other', '3')).waitFor()
    const symbols = popup.getByRole('button', { name: /^QR code \d/ })
    await expect.poll(() => symbols.count()).toBe(3)
    const boxes = await Promise.all((await symbols.all()).map((symbol) => symbol.boundingBox()))
    const lefts = boxes.map((box) => box?.x ?? 0)
    expect(lefts).toEqual(lefts.toSorted((a, b) => a - b))
    expect(new Set(lefts).size).toBe(3)

    // The first row has the focus; the second is one Tab away.
    await popup.keyboard.press('Tab')
    await popup.keyboard.press('Enter')
    expect(await symbols.nth(1).getAttribute('aria-pressed')).toBe('true')
    await popup.keyboard.press('Tab')
    await popup.keyboard.press('Control+A')
    await popup.keyboard.type('Study')
    await popup.keyboard.press('Enter')
    await popup.getByText(stage.t('rowPresent', '\u2068Study\u2069')).waitFor()
    const focused = popup.locator(':focus')
    expect(await focused.getAttribute('aria-expanded')).toBe('false')
    expect(await focused.innerText()).toContain('Microsoft')

    await popup.getByRole('button', { name: stage.t('done') }).click()
    await expect.poll(() => popup.getByRole('listitem').count()).toBe(1)
    await popup.getByText('Study').first().waitFor()
  })

  test('all new ones are added with one press, and lead to their codes', async () => {
    const stage = await setStageWithVault()
    const popup = await scanAt(stage, pageWith(MICROSOFT, GITHUB, LINK, SITE))
    await popup.getByRole('button', { name: stage.t('addAll', '3') }).click()
    await popup.getByRole('button', { name: stage.t('scanAction') }).waitFor()
    await expect.poll(() => popup.getByRole('listitem').count()).toBe(3)
    expect(await stage.kode.storage(popup, 'session')).not.toHaveProperty('find')
  })

  test('what is kept already, and the same name with another key, are left alone', async () => {
    const stage = await setStageWithAlice()
    const popup = await scanAt(stage, pageWith(MICROSOFT, GITHUB, SITE))
    await popup.getByText(stage.t('rowConflict')).waitFor()
    await popup.getByRole('button', { name: stage.t('addAll', '2') }).click()
    await popup.getByText(stage.t('rowPresent', '\u2068GitHub\u2069')).waitFor()
    await popup.getByText(stage.t('rowPresent', '\u2068Site\u2069')).waitFor()
    await popup.getByText(stage.t('rowConflict')).waitFor()
    // It still waits for its answer at the next opening; the codes of the others are there after it.
    await popup.close()
    const again = await stage.kode.clickToolbar(stage.page)
    await again.getByText(stage.t('rowConflict')).click()
    await again.getByRole('button', { name: stage.t('cancel') }).click()
    await again.getByRole('button', { name: stage.t('done') }).click()
    await expect.poll(() => again.getByRole('listitem').count()).toBe(3)
  })
})

test('impatience is no failure: the browser takes two pictures a second, and Kode waits for its turn', async () => {
  const stage = await setStageWithVault()
  await stage.page.goto(pageWith(MICROSOFT))
  const popup = await stage.kode.clickToolbar(stage.page)
  const statuses = await popup.evaluate(() =>
    Promise.all(
      Array.from({ length: 4 }, async () => {
        const told: unknown = await chrome.runtime.sendMessage({ verb: 'scan.tab', request: {} })
        return (told as { status: string }).status
      }),
    ),
  )
  expect(statuses).toEqual(['found', 'found', 'found', 'found'])
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
