import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import * as journey from '../harness/journey.mjs'
import { ROOT } from '../harness/kode.mjs'
import { awaitOffer, hasOffer, pressInOffer, readInOffer, readOffer } from '../harness/offer.mjs'
import { setStage, setStageWithAlice, setStageWithVault, type Stage } from './stage'

const PEOPLE = { en: { user: 'alice@contoso.example', lang: 'en' } } as const

const GUIDE = path.join(ROOT, 'out', 'guide')

/** What a person reads in the guide: the page as it stands. */
async function photograph(page: Page, name: string): Promise<void> {
  mkdirSync(GUIDE, { recursive: true })
  await page.screenshot({ path: path.join(GUIDE, `${name}.png`) })
}

async function press(page: Page, label: string): Promise<void> {
  await awaitOffer(page)
  await pressInOffer(page, label)
}

/** From the QR code to the page for the first code, by two presses in the card. */
async function addFromCard({ page, t }: Stage): Promise<void> {
  await readInOffer(page, t('coachQrTitle'))
  await press(page, t('coachRead'))
  await readInOffer(page, t('coachAddTitle'))
  await press(page, t('coachAdd'))
  await readInOffer(page, t('coachAddedText'))
}

const openCode = async ({ page }: Stage): Promise<void> => {
  await journey.nextStep(page)
  await page.locator('[data-testid="verification-entercode-input"]').waitFor()
}

/** The rows of the list that are still to be confirmed. */
async function listed({ kode, t }: Stage): Promise<string> {
  const popup = await kode.openPage()
  await popup.getByRole('listitem').first().waitFor()
  const text = await popup.getByRole('main').innerText()
  await popup.close()
  return text.includes(t('unconfirmed')) ? 'unconfirmed' : 'confirmed'
}

test.each(['work', 'personal', 'phonefactor'])(
  'Microsoft’s own QR code (%s) is named, and the right one is read by itself',
  async (push) => {
    const { page, t } = await setStageWithVault()
    await page.goto(journey.registerUrl(PEOPLE.en, `&step=push&push=${push}`))
    await readInOffer(page, t('coachQrTitle'))
    await press(page, t('coachRead'))
    await readInOffer(page, t('coachPushTitle'))
    await photograph(page, `coach-en-push-${push}`)

    await page.locator('[data-act="back"]').click()
    await readInOffer(page, t('coachOtherAppTitle'))
    await page.locator('[data-act="other-app"]').click()
    await readInOffer(page, t('coachNext'))
    await journey.nextStep(page)
    await readInOffer(page, t('coachAddTitle'))
    expect(await readOffer(page)).toContain(PEOPLE.en.user)
  },
)

test('a wrong code confirms nothing; the next one does', async () => {
  const stage = await setStageWithVault()
  const { page, t } = stage
  await journey.goToQrCode(page, PEOPLE.en)
  await addFromCard(stage)
  await openCode(stage)
  await journey.fillFromOffer(page, t)
  await spoilCode(page)
  await journey.nextStep(page)
  await page.locator('[data-testid="message-bar-error"]').waitFor()
  expect(await listed(stage)).toBe('unconfirmed')

  await page.bringToFront()
  await page.locator('[data-testid="verification-entercode-input"]').fill('')
  await journey.fillFromOffer(page, t)
  await journey.nextStep(page)
  await readInOffer(page, t('coachConfirmedText'))
  expect(await listed(stage)).toBe('confirmed')
})

test('a page left half-way leaves an account that says so, and a second start is told', async () => {
  const stage = await setStageWithVault()
  const { page, t } = stage
  await journey.goToQrCode(page, PEOPLE.en)
  await addFromCard(stage)
  await page.goto(journey.securityInfoUrl(PEOPLE.en))
  expect(await listed(stage)).toBe('unconfirmed')
  await page.bringToFront()
  await journey.goToQrCode(page, PEOPLE.en)
  await readInOffer(page, t('coachQrTitle'))
  await press(page, t('coachRead'))
  await readInOffer(page, t('coachConflictTitle'))
})

test('a vault that locks in the middle is asked for, and the page goes on where it was', async () => {
  const stage = await setStageWithVault()
  const { kode, page, t } = stage
  await journey.goToQrCode(page, PEOPLE.en)
  await readInOffer(page, t('coachQrTitle'))
  await lock(stage)
  await page.bringToFront()
  await press(page, t('coachRead'))
  await readInOffer(page, t('coachLockedText'))
  await photograph(page, 'coach-en-locked')
  const popup = await kode.openPage()
  await journey.unlock(popup, t)
  await journey.add(popup, t)
  await popup.close()

  // Where the popup was closed, the test's browser tells the page nothing; a person's does, and the card asks again.
  await page.bringToFront()
  await openCode(stage)
  await journey.fillFromOffer(page, t)
  await journey.nextStep(page)
  await readInOffer(page, t('coachConfirmedText'))
})

test('before the first passphrase the card leads to Kode', async () => {
  const { page, t } = await setStage()
  await journey.goToQrCode(page, PEOPLE.en)
  await readInOffer(page, t('coachQrTitle'))
  await press(page, t('coachRead'))
  await readInOffer(page, t('coachNoVault'))
})

test('what the page itself does reads nothing and adds nothing', async () => {
  const { page, t } = await setStageWithVault()
  await journey.goToQrCode(page, PEOPLE.en)
  await readInOffer(page, t('coachQrTitle'))
  await page.evaluate(() => {
    const host = document.querySelector<HTMLElement>('[popover="manual"]')
    const { left, top, width, height } = host?.getBoundingClientRect() ?? new DOMRect()
    for (const type of ['pointerdown', 'pointerup', 'click'])
      for (let y = top; y < top + height; y += 8)
        host?.dispatchEvent(
          new PointerEvent(type, {
            bubbles: true,
            composed: true,
            clientX: left + width / 2,
            clientY: y,
          }),
        )
  })
  await page.waitForTimeout(500)
  expect(await readOffer(page)).toContain(t('coachQrTitle'))
  await page.evaluate(() => document.querySelector('[popover="manual"]')?.setAttribute('style', ''))
  await expect.poll(() => hasOffer(page)).toBe(false)
})

test('a card under a cover of the page’s is not pressed', async () => {
  const { page, t } = await setStageWithVault()
  await journey.goToQrCode(page, PEOPLE.en)
  await readInOffer(page, t('coachQrTitle'))
  await page.evaluate(() => {
    const cover = document.createElement('div')
    cover.popover = 'manual'
    cover.style.cssText = 'inset:0;width:100%;height:100%;opacity:.01;pointer-events:none'
    document.body.append(cover)
    cover.showPopover()
  })
  await page.waitForTimeout(300)
  await pressInOffer(page, t('coachRead'))
  await page.waitForTimeout(500)
  expect(await readOffer(page)).not.toContain(PEOPLE.en.user)
})

test('an account that is there already is only named', async () => {
  const { page, t } = await setStageWithAlice()
  await page.bringToFront()
  await readInOffer(page, t('coachQrTitle'))
  await press(page, t('coachRead'))
  await readInOffer(page, t('coachPresent', 'Microsoft 365 (Contoso University)'))
})

/** Makes the code in the field a wrong one, as a script can: what was sent is still Kode's to explain. */
async function spoilCode(page: Page): Promise<void> {
  await page.locator('[data-testid="verification-entercode-input"]').evaluate((field) => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, '000000')
    field.dispatchEvent(new InputEvent('input', { bubbles: true }))
  })
}

async function lock({ kode, t }: Stage): Promise<void> {
  const popup = await kode.openPage()
  await popup.getByRole('button', { name: t('lockAction') }).click()
  await popup.getByLabel(t('passphraseLabel'), { exact: true }).waitFor()
  await popup.close()
}
