// The whole path of a newcomer, walked by itself in a headless browser: register Kode with (the practice site's)
// Microsoft along the coach's card, see it confirmed, sign in with one click.

import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import * as journey from '../tests/harness/journey.mjs'
import { Kode, ROOT } from '../tests/harness/kode.mjs'
import { awaitOffer, pressInOffer, readInOffer } from '../tests/harness/offer.mjs'
import { textsIn } from '../tests/harness/texts.mjs'
import { standIn } from '../tests/site/pages.mjs'

/** @typedef {import('playwright-core').Page} Page */

const FOLDER = path.join(ROOT, 'out', 'tour')

const PEOPLE = /** @type {Record<string, string>} */ ({ en: 'alice@contoso.example', da: 'abc123@ku.dk' })

/**
 * Walks the tour, a line and a screenshot a step. True if the site accepted the registration and the sign-in.
 * @param {{ site: import('../tests/site/server.mjs').Site, language: string }} setting
 */
export async function walkTour({ site, language }) {
  rmSync(FOLDER, { recursive: true, force: true })
  mkdirSync(FOLDER, { recursive: true })
  const kode = await Kode.launch({ arguments: site.browserArguments(), language, welcome: true })
  try {
    await walk(kode, language)
  } catch (cause) {
    console.error(cause)
  } finally {
    await kode.close()
  }
  return report(site)
}

/** @param {Kode} kode @param {string} language */
async function walk(kode, language) {
  const t = textsIn(language)
  const person = { user: PEOPLE[language] ?? 'alice@contoso.example', lang: language }
  const page = await kode.context.newPage()
  const step = steps()

  const first = await step('After installing, Kode introduces itself once', undefined, () => kode.welcome())
  await step('… with its licence, and what it protects against and what not', first, () =>
    first.getByText(t('termsRead')).waitFor(),
  )
  const code = await step(
    'A passphrase is chosen; the vault is made, its recovery code shown once',
    first,
    () => journey.makeVault(first, t),
  )
  await step(
    'It is typed back from paper; the page goes on to the toolbar icon and to Microsoft',
    first,
    async () => {
      await journey.confirmCode(first, t, code)
      await first.getByText(t('registerTitle')).waitFor()
    },
  )
  await first.close()
  await step('The practice site says what to try', page, () =>
    page.goto(`${standIn('welcome').url}?lang=${language}`),
  )

  await step('Microsoft wants its own app installed; Kode names the link to press', page, async () => {
    await page.goto(journey.registerUrl(person, '&step=install'))
    await awaitOffer(page)
  })
  await step('Microsoft shows the QR code for another authenticator app', page, async () => {
    await journey.goToQrCode(page, person)
    await awaitOffer(page)
  })
  await step('First click: Kode reads it, and says whose account it is', page, async () => {
    await pressInOffer(page, t('coachRead'))
    await readInOffer(page, t('coachAdd'))
  })
  await step('Second click: it is added', page, async () => {
    await pressInOffer(page, t('coachAdd'))
    await readInOffer(page, t('coachAddedText'))
  })
  await step('Microsoft asks for the first code; Kode offers it at the field', page, async () => {
    await journey.nextStep(page)
    await page.locator('[data-testid="verification-entercode-input"]').waitFor()
    await awaitOffer(page)
  })
  await step('Third click: it is filled in', page, () => journey.fillFromOffer(page, t))
  await step('Microsoft accepts it, and Kode marks the account as confirmed', page, async () => {
    await journey.nextStep(page)
    await readInOffer(page, t('coachConfirmedText'))
  })
  await step('Signing in: user name, password, and the page that asks for a code', page, async () => {
    await journey.goToCodePage(page, person)
    await awaitOffer(page)
  })
  await step(
    'One click; a used code is never given twice, so the next one may have to be awaited',
    page,
    () => journey.fillFromOffer(page, t),
  )
  await step('Microsoft accepts it: signed in', page, async () => {
    await journey.finishSignIn(page)
    await page.getByText(person.user).first().waitFor()
  })
  const last = await step('The toolbar shows the codes whenever they are wanted', undefined, () =>
    kode.clickToolbar(page),
  )
  await step('… with the time left of each', last, () => last.getByText(person.user).waitFor())
}

/** Numbers, times and photographs what happens. */
function steps() {
  let number = 0
  /**
   * @template T
   * @param {string} what
   * @param {Page | undefined} page to photograph afterwards
   * @param {() => Promise<T>} action
   */
  return async (what, page, action) => {
    const begun = performance.now()
    const outcome = await action()
    const seconds = ((performance.now() - begun) / 1000).toFixed(1)
    number += 1
    console.log(`${String(number).padStart(2)}. ${what} (${seconds} s)`)
    const file = `${String(number).padStart(2, '0')}-${what
      .toLowerCase()
      .replace(/[^a-z]+/g, '-')
      .slice(0, 48)}.png`
    if (page) {
      await page.waitForTimeout(250) // animations end
      await page.screenshot({ path: path.join(FOLDER, file) })
    }
    return outcome
  }
}

/** What the site, not Kode, says happened. @param {import('../tests/site/server.mjs').Site} site */
function report({ state }) {
  const codes = state.events.filter(({ kind }) => kind === 'code')
  for (const { where, verdict } of codes) console.log(`The practice site: code at ${where}: ${verdict}`)
  const [registered, signedIn] = ['registered', 'signed-in'].map((wanted) =>
    state.events.some(({ kind }) => kind === wanted),
  )
  const accepted = codes.length === 2 && codes.every(({ verdict }) => verdict === 'accepted')
  const good = accepted && registered && signedIn
  console.log(good ? `Done. Screenshots are in ${path.relative(process.cwd(), FOLDER)}.` : 'The tour failed.')
  return Boolean(good)
}
