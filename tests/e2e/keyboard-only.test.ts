import { expect, test } from 'vitest'
import * as journey from '../harness/journey.mjs'
import { enter, focusedInOffer, landOn, tabTo, type } from '../harness/keyboard.mjs'
import { awaitOffer } from '../harness/offer.mjs'
import { HOSTS } from '../site/hosts.mjs'
import { ALICE, setStage } from './stage'

const KEY = 'gezdgnbvgy3tqojq'

test('from first use to a code that Microsoft accepts, by keys alone, and the focus is always in sight', async () => {
  const { kode, site, page, t } = await setStage()
  site.state.enrol(ALICE.user, KEY)
  await page.goto(`https://${HOSTS.practice}/signed-in`)
  // As the key for opening does it; that key itself is pressed in real-clicks.test.ts.
  const popup = await kode.clickToolbar(page)
  const field = (key: string) => popup.getByLabel(t(key), { exact: true })
  const button = (key: string) => popup.getByRole('button', { name: t(key), exact: true })
  const hands: string[] = []
  for (const one of [popup, page]) {
    await one.exposeFunction('handSeen', (what: string) => hands.push(what))
    await one.addInitScript(watchHands)
    await one.evaluate(watchHands)
  }

  await type(popup, field('passphraseLabel'), journey.PASSPHRASE)
  await type(popup, field('passphraseRepeat'), journey.PASSPHRASE)
  await popup.keyboard.press('Enter')
  await popup.getByText(t('recoveryTitle')).waitFor()
  const code = (await popup.locator('.code span[aria-hidden]').allTextContents()).join('-')
  await enter(popup, button('recoveryDone'))
  await landOn(popup, field('recoveryLabel'))
  await popup.keyboard.type(code)
  await popup.keyboard.press('Enter')

  await enter(popup, button('moreLabel'))
  const choice = popup.getByRole('menuitem', { name: t('enterAction') })
  await choice.waitFor()
  await arrowTo(choice)
  await popup.keyboard.press('Enter')
  await landOn(popup, field('fieldKey'))
  await popup.keyboard.type(KEY)
  await type(popup, field('fieldIssuer'), 'Microsoft')
  await type(popup, popup.getByLabel(t('optional', t('fieldUser')), { exact: true }), ALICE.user)
  await popup.keyboard.press('Enter')
  await popup.getByRole('listitem').first().waitFor()
  await popup.close()

  await page.goto(journey.signInUrl(ALICE))
  await enter(page, page.locator('#idSIButton9'))
  await type(page, page.locator('#i0118'), 'any password')
  await enter(page, page.locator('#idSIButton9'))
  const asked = page.locator('#idTxtBx_SAOTCC_OTC')
  await tabTo(page, asked)
  await awaitOffer(page)
  await page.keyboard.press('ArrowDown')
  expect(await focusedInOffer(page)).toContain(t('offerFill'))
  await page.keyboard.press('Enter')
  await expect.poll(() => asked.inputValue(), { timeout: 40_000 }).toMatch(/^\d{6}$/)
  await landOn(page, asked)
  await page.keyboard.press('Enter')

  await expect
    .poll(() => site.state.events.filter(({ kind }) => kind === 'code'))
    .toMatchObject([{ where: 'sign-in', user: ALICE.user, verdict: 'accepted' }])
  expect(hands).toEqual([])

  async function arrowTo(wanted: typeof choice): Promise<void> {
    for (let presses = 0; presses < 10; presses++) {
      if (await wanted.evaluate((item) => item === document.activeElement)) return
      await popup.keyboard.press('ArrowDown')
    }
    throw new Error('no arrow comes to it')
  }
})

/** Runs in the page: a press or a move of a pointer is told to the test. */
function watchHands(): void {
  const { handSeen } = globalThis as unknown as { handSeen: (what: string) => void }
  for (const name of ['pointerdown', 'pointermove', 'wheel', 'touchstart']) {
    const tell = ({ isTrusted }: Event) => {
      if (isTrusted) handSeen(name)
    }
    addEventListener(name, tell, { capture: true, passive: true })
  }
}
