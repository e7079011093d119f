// From the press on the offer to the code in the field.

import * as journey from '../harness/journey.mjs'
import { Kode } from '../harness/kode.mjs'
import { awaitOffer, pressInOffer, readOffer } from '../harness/offer.mjs'
import { textsIn } from '../harness/texts.mjs'
import { standIn } from '../site/pages.mjs'
import { startSite } from '../site/server.mjs'
import { goalOf, median } from './figures.mjs'

/** Presses while the background is awake, and as many that must wake it. */
const ROUNDS = 8

/** @typedef {import('playwright-core').Page} Page */

/** @returns {Promise<import('./figures.mjs').Row[]>} */
export async function benchFill() {
  const site = await startSite()
  const kode = await Kode.launch({ arguments: site.browserArguments() })
  const t = textsIn('en')
  try {
    const office = await kode.openPage()
    await journey.choosePassphrase(office, t)
    await addAccount(office)
    /** @param {boolean} asleep */
    const press = async (asleep) => {
      // A minute has six codes at most (see `decide`): a minute passes.
      await office.evaluate(() => chrome.storage.session.remove('given'))
      return pressOnce(kode, t, asleep ? office : undefined)
    }
    const awake = []
    const asleep = []
    for (let round = 0; round < ROUNDS; round++) {
      awake.push(await press(false))
      asleep.push(await press(true))
    }
    const frames = awake.map((sample) => sample.frames)
    const [quick, slow] = [awake, asleep].map((samples) => samples.map(({ milliseconds }) => milliseconds))
    const more = median(slow ?? []) - median(quick ?? [])
    return [
      {
        what: 'press on the offer → field filled',
        figure: `${median(frames)} frames (most: ${Math.max(...frames)})`,
        goal: goalOf(3, median(frames), ' frames'),
      },
      {
        what: 'more when the background must wake',
        figure: `${more.toFixed(1)} ms`,
        goal: goalOf(100, more, ' ms'),
      },
    ]
  } finally {
    await kode.close()
    await site.close()
  }
}

/** A step of a second, so that no press has to wait for a fresh code. @param {Page} office */
async function addAccount(office) {
  await office.evaluate(async () => {
    const entry = {
      ...{ name: 'Work', issuer: 'Microsoft', user: 'alice@contoso.example', secret: 'GEZDGNBVGY3TQOJQ' },
      ...{ type: 'totp', algorithm: 'SHA1', digits: 6, period: 1, counter: 0 },
    }
    await chrome.runtime.sendMessage({ verb: 'accounts.enter', request: { entry, despiteConflict: false } })
  })
}

/**
 * @param {Kode} kode @param {import('../harness/texts.mjs').Texts} t
 * @param {Page} [office] a page of Kode's, from which the background is put to sleep before the press
 */
async function pressOnce(kode, t, office) {
  const page = await kode.context.newPage()
  await page.goto(standIn('entra-otp').url)
  await awaitOffer(page)
  // A second has one code, and whoever presses twice within one waits for the next.
  await page.waitForTimeout(1000)
  await page.evaluate(measureFill)
  if (office) await kode.stopWorker(office)
  await pressInOffer(page, t('offerFill'))
  const sample = await page
    .waitForFunction(() => Reflect.get(globalThis, 'fillMeasured'), undefined, { timeout: 10_000 })
    .catch(async () =>
      Promise.reject(new Error(`nothing was filled; the offer says "${await readOffer(page)}"`)),
    )
  const value = await sample.jsonValue()
  await page.close()
  return /** @type {{ milliseconds: number, frames: number }} */ (value)
}

/** Runs in the page: the press as the page sees it, and the field's `input` event. */
function measureFill() {
  let pressedAt = 0
  let frames = 0
  const count = () => {
    frames += 1
    requestAnimationFrame(count)
  }
  addEventListener(
    'pointerup',
    () => {
      pressedAt = performance.now()
      requestAnimationFrame(count)
    },
    { capture: true, once: true },
  )
  // On the document: the page draws its field anew now and then.
  document.addEventListener('input', () => {
    Reflect.set(globalThis, 'fillMeasured', { milliseconds: performance.now() - pressedAt, frames })
  })
}
