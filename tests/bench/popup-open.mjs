// From opening the popup to the first painted code, with the background's worker stopped.

import path from 'node:path'
import { DIST, Kode, POPUP } from '../harness/kode.mjs'
import { choosePassphrase } from '../harness/journey.mjs'
import { textsIn } from '../harness/texts.mjs'
import { interleave, ratioRow } from './figures.mjs'
import { twinOf } from './twins.mjs'

/** @typedef {import('playwright-core').Page} Page */

const ROUNDS = 21
const FLOOR = path.join(import.meta.dirname, 'floor')

/** Three extensions in one browser: Kode with few accounts, Kode with many, and the floor. */
export async function benchPopup() {
  const few = await twinOf(DIST)
  const many = await twinOf(DIST)
  const floor = await twinOf(FLOOR)
  const kode = await Kode.launch({ dist: few.folder, extensions: [many.folder, floor.folder] })
  try {
    // Left open, it would wake the worker that was stopped.
    await (await kode.welcome(many.id)).close()
    await fill(kode, few.id, 5)
    await fill(kode, many.id, 1000)
    const open = (/** @type {string} */ url) => async () => {
      await stopWorkers(kode)
      return timeToCode(kode, url)
    }
    const figures = await interleave(
      [
        { name: 'few', run: open(`chrome-extension://${few.id}/${POPUP}`) },
        { name: 'many', run: open(`chrome-extension://${many.id}/${POPUP}`) },
        { name: 'floor', run: open(`chrome-extension://${floor.id}/page.html`) },
      ],
      ROUNDS,
    )
    const { few: five = [], many: thousand = [], floor: least = [] } = figures
    return [
      ratioRow('popup opened → first code, 5 accounts, worker stopped', five, 'floor', least, 1.6),
      ratioRow('the same, 1,000 accounts', thousand, '5 accounts', five, 1.3),
    ]
  } finally {
    await kode.close()
    await Promise.all([few, many, floor].map(({ remove }) => remove()))
  }
}

/** Makes a vault with `count` accounts through the popup's own messages. @param {Kode} kode @param {string} id @param {number} count */
async function fill(kode, id, count) {
  const page = await kode.context.newPage()
  await page.goto(`chrome-extension://${id}/${POPUP}`)
  await choosePassphrase(page, textsIn('en'))
  await page.evaluate(async (wanted) => {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
    for (let at = 0; at < wanted; at++) {
      const random = [...crypto.getRandomValues(new Uint8Array(32))]
      const entry = {
        ...{ name: `Account ${at}`, issuer: 'Example', user: `person-${at}@contoso.example` },
        ...{ type: 'totp', algorithm: 'SHA1', digits: 6, period: 30, counter: 0 },
        secret: random.map((byte) => letters[byte & 31]).join(''),
      }
      const request = { entry, despiteConflict: true }
      const reply = await chrome.runtime.sendMessage({ verb: 'accounts.enter', request })
      if (reply.status !== 'added') throw new Error(reply.status)
    }
  }, count)
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
