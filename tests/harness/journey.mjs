// What a person does, step by step: choose a passphrase, register with Microsoft, sign in. The tour walks all
// of it, tests walk parts.

import { HOSTS } from '../site/hosts.mjs'
import { awaitOffer, pressInOffer, readOffer } from './offer.mjs'

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('./texts.mjs').Texts} Texts */
/** @typedef {{ user: string, lang: string }} Person */

export const PASSPHRASE = 'fire grønne æbler på bordet'

/**
 * Through the first use to the codes.
 * @param {Page} popup @param {Texts} t @param {string} [passphrase]
 */
export async function choosePassphrase(popup, t, passphrase = PASSPHRASE) {
  await confirmCode(popup, t, await makeVault(popup, t, passphrase))
}

/**
 * The first use up to the recovery code, which it gives.
 * @param {Page} popup @param {Texts} t @param {string} [passphrase]
 */
export async function makeVault(popup, t, passphrase = PASSPHRASE) {
  await popup.getByLabel(t('passphraseLabel'), { exact: true }).fill(passphrase)
  await popup.getByLabel(t('passphraseRepeat'), { exact: true }).fill(passphrase)
  await popup.getByRole('button', { name: t('firstUseStart') }).click()
  await popup.getByText(t('recoveryTitle')).waitFor()
  return (await popup.locator('.code span[aria-hidden]').allTextContents()).join('-')
}

/** Types the recovery code back. @param {Page} popup @param {Texts} t @param {string} code */
export async function confirmCode(popup, t, code) {
  await popup.getByRole('button', { name: t('recoveryDone') }).click()
  await popup.getByLabel(t('recoveryLabel'), { exact: true }).fill(code)
  await popup.getByRole('button', { name: t('recoveryConfirm'), exact: true }).click()
  await popup.getByText(t('recoveryCheckTitle')).waitFor({ state: 'detached' })
}

/** @param {Page} popup @param {Texts} t @param {string} [passphrase] */
export async function unlock(popup, t, passphrase = PASSPHRASE) {
  await popup.getByLabel(t('passphraseLabel'), { exact: true }).fill(passphrase)
  await popup.getByRole('button', { name: t('unlockAction'), exact: true }).click()
}

/** @param {Page} popup @param {Texts} t */
export const scan = (popup, t) => popup.getByRole('button', { name: t('scanAction') }).click()

/** To the form for a key, from the list. @param {Page} popup @param {Texts} t */
export async function openEntry(popup, t) {
  await popup.getByRole('button', { name: t('moreLabel') }).click()
  await popup.getByRole('menuitem', { name: t('enterAction') }).click()
}

/** Adds the account that is shown, and waits until it stands in the list. @param {Page} popup @param {Texts} t */
export async function add(popup, t) {
  await popup.getByRole('button', { name: t('addAction'), exact: true }).click()
  await popup.getByRole('listitem').first().waitFor()
}

/** @param {Person} person */
const query = ({ user, lang }) => new URLSearchParams({ user, lang }).toString()

/** @param {Person} person */
export const securityInfoUrl = (person) => `https://${HOSTS.registration}/security-info?${query(person)}`
/** @param {Person} person @param {string} [more] */
export const registerUrl = (person, more = '') =>
  `https://${HOSTS.registration}/register?${query(person)}${more}`
/** @param {Person} person */
export const signInUrl = (person) => `https://${HOSTS.entra}/common/oauth2/v2.0/authorize?${query(person)}`

/** From Microsoft's install page to the page with the QR code. @param {Page} page @param {Person} person */
export async function goToQrCode(page, person) {
  await page.goto(registerUrl(person, '&step=install'))
  await page.locator('[data-act="other-app"]').click()
  await page.locator('[data-testid="setup-instructions"]').waitFor()
  await nextStep(page)
  await page.locator('img[alt]').first().waitFor()
}

/** Microsoft's "Next" on its registration pages. @param {Page} page */
export const nextStep = (page) => page.locator('[data-testid="reskin-step-next-button"]').click()

/** User name and password, up to the page that asks for a code. @param {Page} page @param {Person} person */
export async function goToCodePage(page, person) {
  await page.goto(signInUrl(person))
  await page.locator('#idSIButton9').click()
  await page.locator('#i0118').fill('any password')
  await page.locator('#idSIButton9').click()
  await page.locator('#idTxtBx_SAOTCC_OTC').waitFor()
}

/** One press on the offer's "Fill", and the field with a code in it. @param {Page} page @param {Texts} t */
export async function fillFromOffer(page, t) {
  await awaitOffer(page)
  await pressInOffer(page, t('offerFill'))
  try {
    await page.waitForFunction(hasCode, undefined, { timeout: 40_000 })
  } catch (cause) {
    throw new Error(`no code in the field; the offer says: "${await readOffer(page)}"`, { cause })
  }
}

const hasCode = () =>
  [...document.querySelectorAll('input')].some(
    (input) => input.checkVisibility() && /^\d{6,8}$/.test(input.value),
  )

/** "Verify", then "Yes, stay signed in". @param {Page} page */
export async function finishSignIn(page) {
  await page.locator('#idSubmit_SAOTCC_Continue').click()
  await page.locator('#KmsiCheckboxField').waitFor({ timeout: 15_000 })
  await page.locator('#idSIButton9').click()
}
