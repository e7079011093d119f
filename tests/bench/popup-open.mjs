// From opening the popup to the first painted code, with the background's worker stopped.

import path from 'node:path'
import { DIST, Kode, POPUP } from '../harness/kode.mjs'
import { PASSPHRASE, QUIET_PAGE, say } from '../harness/vault.mjs'
import { interleave, ratioRow } from './figures.mjs'
import { twinOf } from './twins.mjs'
import { recordWith } from './vault-record.mjs'

/** @typedef {import('playwright-core').Page} Page */

const ROUNDS = 21
const FLOOR = path.join(import.meta.dirname, 'floor')

/** Four extensions in one browser: Kode with few accounts, with many and with the most, and the floor. */
export async function benchPopup() {
  const [few, many, most, floor] = await Promise.all([
    twinOf(DIST),
    twinOf(DIST),
    twinOf(DIST),
    twinOf(FLOOR),
  ])
  const kode = await Kode.launch({
    dist: few.folder,
    extensions: [many, most, floor].map(({ folder }) => folder),
  })
  try {
    // Left open, they would wake the workers that were stopped.
    for (const { id } of [many, most]) await (await kode.welcome(id)).close()
    await fill(kode, few.id, 5)
    await fill(kode, many.id, 1000)
    await fill(kode, most.id, 10_000)
    const open = (/** @type {string} */ url) => async () => {
      await stopWorkers(kode)
      return timeToCode(kode, url)
    }
    const opened = (/** @type {string} */ name, /** @type {string} */ id) => ({
      ...{ name, run: open(`chrome-extension://${id}/${POPUP}`) },
    })
    const figures = await interleave(
      [
        ...[opened('few', few.id), opened('many', many.id), opened('most', most.id)],
        { name: 'floor', run: open(`chrome-extension://${floor.id}/page.html`) },
      ],
      ROUNDS,
    )
    const { few: five = [], many: thousand = [], most: tenThousand = [], floor: least = [] } = figures
    return [
      ratioRow('popup opened → first code, 5 accounts, worker stopped', five, 'floor', least, 1.6),
      ratioRow('the same, 1,000 accounts', thousand, '5 accounts', five, 1.3),
      ratioRow('the same, 10,000 accounts', tenThousand, '5 accounts', five, 1.3),
    ]
  } finally {
    await kode.close()
    await Promise.all([few, many, most, floor].map(({ remove }) => remove()))
  }
}

/** A vault with `count` accounts, opened. @param {Kode} kode @param {string} id @param {number} count */
async function fill(kode, id, count) {
  const page = await kode.context.newPage()
  await page.goto(`chrome-extension://${id}/${QUIET_PAGE}`)
  const record = await recordWith(count)
  await page.evaluate((stored) => chrome.storage.local.set({ 'vault.a': stored }), record)
  await say(page, 'vault.unlock', { passphrase: PASSPHRASE })
  await page.close()
}

/** @param {Kode} kode */
async function stopWorkers({ context, browserSession }) {
  const page = context.pages()[0] ?? (await context.newPage())
  const session = await context.newCDPSession(page)
  await session.send('ServiceWorker.enable')
  await session.send('ServiceWorker.stopAllWorkers')
  await session.detach()
  for (let tries = 0; tries < 100; tries++) {
    const { targetInfos } = await browserSession.send('Target.getTargets')
    if (!targetInfos.some(({ type }) => type === 'service_worker')) return
    await page.waitForTimeout(20)
  }
  throw new Error('a worker will not stop')
}

/** Milliseconds from the start of the navigation to the frame after the first code was there. @param {Kode} kode @param {string} url */
async function timeToCode({ context }, url) {
  const page = await context.newPage()
  await page.addInitScript(watchForCode)
  await page.goto(url, { waitUntil: 'commit' })
  const time = await page.waitForFunction(() => Reflect.get(globalThis, 'codePaintedAt'))
  const milliseconds = await time.jsonValue()
  await page.close()
  return Number(milliseconds)
}

/** Runs in the page before its own scripts: looks at each frame for six digits in an output or a code's element. */
function watchForCode() {
  const look = () => {
    const text = document.body?.innerText ?? ''
    if (!/\b\d{3}\s?\d{3}\b/.test(text)) return requestAnimationFrame(look)
    // The frame that shows it has been painted when the task after the next frame's callbacks runs.
    return requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => Reflect.set(globalThis, 'codePaintedAt', performance.now())
      port2.postMessage(0)
    })
  }
  requestAnimationFrame(look)
}
