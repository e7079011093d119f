// The popup over 10,000 accounts: typing in its search, and copying a code, each of which is counted in the vault.

import { Kode } from '../harness/kode.mjs'
import { PASSPHRASE, QUIET_PAGE, say } from '../harness/vault.mjs'
import { goalOf, median } from './figures.mjs'
import { recordWith } from './vault-record.mjs'

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {{ frames: number, milliseconds: number }} Sample */

const ACCOUNTS = 10_000
/** Each letter brings another account to the top: `person-4`, `person-47`, … Every name has `365` in it. */
const TYPED = ['4711', '8250', '9071', '2764']
const COPIES = 6

/** @returns {Promise<import('./figures.mjs').Row[]>} */
export async function benchList() {
  const kode = await Kode.launch()
  try {
    const office = await kode.openPage(QUIET_PAGE)
    const { record } = await recordWith(ACCOUNTS)
    await office.evaluate((stored) => chrome.storage.local.set({ 'vault.a': stored }), record)
    await say(office, 'vault.unlock', { passphrase: PASSPHRASE })
    const popup = await kode.clickToolbar(office)
    await popup.locator('.copy').first().waitFor()
    const typing = await typeAll(popup)
    const copying = await copyOften(popup)
    await say(office, 'vault.lock')
    const interval = await popup.evaluate(frameInterval)
    return [
      row('letter typed in search → accounts painted, 10,000 accounts', typing, interval, 2),
      row('press on a code → “copied” painted, 10,000 accounts', copying, interval),
    ]
  } finally {
    await kode.close()
  }
}

/**
 * In frames' time, for Chromium draws some frames only milliseconds apart after a key; how many were drawn is told beside it.
 * @param {string} what @param {readonly Sample[]} samples @param {number} interval milliseconds between frames
 * @param {number} [goal] frames
 */
function row(what, samples, interval, goal) {
  const drawn = samples.map(({ frames }) => frames)
  const milliseconds = median(samples.map((sample) => sample.milliseconds))
  const frames = milliseconds / interval
  return {
    what,
    figure: `${frames.toFixed(1)} frames (${milliseconds.toFixed(1)} ms; drawn: ${median(drawn)}, most ${Math.max(...drawn)})`,
    ...(goal === undefined ? {} : { goal: goalOf(goal, frames, ' frames') }),
  }
}

/** Runs in the popup: milliseconds from one frame to the next, where nothing happens. @returns {Promise<number>} */
async function frameInterval() {
  const times = /** @type {number[]} */ ([])
  while (times.length < 31) times.push(await new Promise((resolve) => requestAnimationFrame(resolve)))
  const gaps = times.slice(1).map((time, at) => time - (times[at] ?? 0))
  return gaps.sort((a, b) => a - b)[15] ?? Number.NaN
}

/** @param {Page} popup */
async function typeAll(popup) {
  const samples = []
  for (const query of TYPED) {
    await popup.locator('input[type=search]').fill('')
    await popup.waitForTimeout(300)
    for (let length = 1; length <= query.length; length++) {
      await popup.evaluate(measure, {
        event: 'keydown',
        selector: '[data-index="0"]',
        shown: `person-${query.slice(0, length)}@`,
      })
      await popup.keyboard.press(query.charAt(length - 1))
      samples.push(await sampleOf(popup))
      await popup.waitForTimeout(150)
    }
  }
  return samples
}

/** @param {Page} popup */
async function copyOften(popup) {
  const samples = []
  for (let copy = 0; copy < COPIES; copy++) {
    // Until the last one is no longer said, and its use is counted.
    await popup.waitForTimeout(4000)
    await popup.evaluate(measure, { event: 'pointerdown', selector: 'body', shown: 'Copied' })
    await popup.locator('.copy').first().click()
    samples.push(await sampleOf(popup))
  }
  return samples
}

/** @param {Page} popup @returns {Promise<Sample>} */
async function sampleOf(popup) {
  const sample = await popup.waitForFunction(() => Reflect.get(globalThis, 'measured'), undefined, {
    timeout: 10_000,
  })
  return /** @type {Promise<Sample>} */ (sample.jsonValue())
}

/**
 * Runs in the popup: from the next `event` to the first frame in which `shown` stands in what `selector` finds.
 * @param {{ event: string, selector: string, shown: string }} what
 */
function measure({ event, selector, shown }) {
  Reflect.set(globalThis, 'measured', undefined)
  addEventListener(event, ({ timeStamp }) => requestAnimationFrame(() => look(timeStamp, 1)), {
    ...{ capture: true, once: true },
  })
  /** @param {number} began @param {number} frames */
  function look(began, frames) {
    if (document.querySelector(selector)?.textContent.includes(shown) !== true)
      return requestAnimationFrame(() => look(began, frames + 1))
    const { port1, port2 } = new MessageChannel()
    // After the frame was drawn.
    port1.onmessage = () =>
      Reflect.set(globalThis, 'measured', { frames, milliseconds: performance.now() - began })
    return port2.postMessage(0)
  }
}
