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

/** Kode beside the floor, then Kodes with few, many and the most accounts beside each other. */
export async function benchPopup() {
  const { few: alone, floor } = await openings({ few: 5 })
  const { few, many, most } = await openings({ few: 5, many: 1000, most: 10_000 })
  return [
    ratioRow('popup opened → first code, 5 accounts, worker stopped', alone, 'floor', floor, 1.6),
    ratioRow('the same, 1,000 accounts', many, '5 accounts', few, 1.3),
    ratioRow('the same, 10,000 accounts', most, '5 accounts', few, 1.3),
  ]
}

/**
 * Opens each popup and the floor's page in turn, all in one browser. A Kode that is installed wakes at every tab, so
 * only what stands beside the same ones is compared.
 * @template {string} Name
 * @param {Record<Name, number>} accounts how many each Kode has
 * @returns {Promise<Record<Name | 'floor', number[]>>} milliseconds
 */
async function openings(accounts) {
  const counts = /** @type {[Name, number][]} */ (Object.entries(accounts))
  const twins = await Promise.all(counts.map(() => twinOf(DIST)))
  const floor = await twinOf(FLOOR)
  const all = [...twins, floor]
  const [first, ...others] = all.map(({ folder }) => folder)
  const kode = await Kode.launch({ dist: first ?? DIST, extensions: others })
  try {
    // Left open, they would wake the workers that were stopped.
    for (const { id } of twins.slice(1)) await (await kode.welcome(id)).close()
    for (const [at, { id }] of twins.entries()) await fill(kode, id, counts[at]?.[1] ?? 0)
    const run = (/** @type {string} */ url) => async () => {
      await stopWorkers(kode)
      return timeToCode(kode, url)
    }
    const kodes = twins.map(({ id }, at) => ({
      name: counts[at]?.[0] ?? '',
      run: run(`chrome-extension://${id}/${POPUP}`),
    }))
    const least = { name: 'floor', run: run(`chrome-extension://${floor.id}/page.html`) }
    return /** @type {any} */ (await interleave([...kodes, least], ROUNDS))
  } finally {
    await kode.close()
    await Promise.all(all.map(({ remove }) => remove()))
  }
}

/** A vault with `count` accounts, opened. @param {Kode} kode @param {string} id @param {number} count */
async function fill(kode, id, count) {
  const page = await kode.context.newPage()
  await page.goto(`chrome-extension://${id}/${QUIET_PAGE}`)
  const { record } = await recordWith(count)
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
