// From a code field that appears to the painted offer, and what the content script costs a page in turmoil.

import path from 'node:path'
import * as journey from '../harness/journey.mjs'
import { Kode } from '../harness/kode.mjs'
import { awaitOffer } from '../harness/offer.mjs'
import { textsIn } from '../harness/texts.mjs'
import { standIn } from '../site/pages.mjs'
import { startSite } from '../site/server.mjs'
import { interleave, ratioRow } from './figures.mjs'
import { twinOf } from './twins.mjs'

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('./figures.mjs').Row} Row */

const ROUNDS = 15
const STRESS_MS = 5000
const FLOOR = path.join(import.meta.dirname, 'floor-offer')

/** @returns {Promise<Row[]>} */
export async function benchOffer() {
  const site = await startSite()
  const floorTwin = await twinOf(FLOOR)
  const kode = await Kode.launch({ arguments: site.browserArguments() })
  // The floor has no worker to wait for; it is launched as a second extension of a browser with a locked Kode.
  const floor = await launchFloor(site.browserArguments(), floorTwin.folder)
  try {
    await addAccount(kode)
    const figures = await interleave(
      [
        { name: 'kode', run: () => timeToOffer(kode.context) },
        { name: 'floor', run: () => timeToOffer(floor) },
      ],
      ROUNDS,
    )
    const { kode: ours = [], floor: least = [] } = figures
    return [
      ratioRow('code field appears → offer painted', ours, 'a bare box', least, 2),
      await cost(kode, 'entra-push-only', 'content script in a page of 5,000 nodes and 1,000 changes/s'),
      await cost(kode, 'entra-otp', 'the same with the offer open'),
    ]
  } finally {
    await kode.close()
    await floor.close()
    await site.close()
    await floorTwin.remove()
  }
}

/** A browser of its own with nothing but the floor in it. @param {string[]} browserArguments @param {string} folder */
async function launchFloor(browserArguments, folder) {
  const { chromium } = await import('playwright-core')
  const { ensureBrowser } = await import('../../scripts/browsers.mjs')
  return chromium.launchPersistentContext('', {
    executablePath: await ensureBrowser(),
    headless: true,
    chromiumSandbox: process.getuid?.() !== 0,
    viewport: null,
    ignoreDefaultArgs: ['--disable-extensions'],
    args: [
      `--disable-extensions-except=${folder}`,
      `--load-extension=${folder}`,
      '--no-default-browser-check',
      '--window-size=1280,900',
      ...browserArguments,
    ],
  })
}

/** @param {Kode} kode */
async function addAccount(kode) {
  const popup = await kode.openPage()
  await journey.choosePassphrase(popup, textsIn('en'))
  await popup.evaluate(async () => {
    const entry = {
      ...{ name: 'Work', issuer: 'Microsoft', user: 'alice@contoso.example', secret: 'GEZDGNBVGY3TQOJQ' },
      ...{ type: 'totp', algorithm: 'SHA1', digits: 6, period: 30, counter: 0 },
    }
    await chrome.runtime.sendMessage({ verb: 'accounts.enter', request: { entry, despiteConflict: false } })
  })
  await popup.close()
}

/** Milliseconds. @param {import('playwright-core').BrowserContext} context */
async function timeToOffer(context) {
  const page = await context.newPage()
  await page.goto(standIn('entra-push-only').url)
  await page.waitForTimeout(700)
  const milliseconds = await page.evaluate(putFieldIn)
  await page.close()
  return milliseconds
}

/** Runs in the page: puts the code view in place of the push request, and waits until a box has been painted. */
function putFieldIn() {
  return new Promise((resolve) => {
    const view = document.querySelector('template[data-view="code"]')
    const host = document.querySelector('.pagination-view')
    if (!(view instanceof HTMLTemplateElement) || !host) throw new Error('no code view in this page')
    for (const input of document.querySelectorAll('input')) {
      if (input.name === 'mfaAuthMethod') input.value = 'PhoneAppOTP'
      if (input.name === 'type') input.value = '19'
    }
    const begun = performance.now()
    new MutationObserver((records, observer) => {
      if (
        ![...records].some(({ addedNodes }) =>
          [...addedNodes].some((node) => node instanceof HTMLElement && node.popover),
        )
      )
        return
      observer.disconnect()
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => resolve(performance.now() - begun) // after the frame was drawn
        port2.postMessage(0)
      })
    }).observe(document.documentElement, { childList: true })
    host.replaceChildren(view.content.cloneNode(true))
  })
}

/**
 * How much of a core our script takes, by the profiler's samples; layout that it asks for counts as its own.
 * @param {Kode} kode @param {string} id @param {string} what @returns {Promise<Row>}
 */
async function cost(kode, id, what) {
  const page = await kode.context.newPage()
  await page.goto(standIn(id).url)
  if (id === 'entra-otp') await awaitOffer(page)
  await page.evaluate(makeTurmoil)
  await page.waitForTimeout(500)
  const session = await kode.context.newCDPSession(page)
  await session.send('Profiler.enable')
  await session.send('Profiler.setSamplingInterval', { interval: 200 })
  await session.send('Profiler.start')
  await page.waitForTimeout(STRESS_MS)
  const { profile } = await session.send('Profiler.stop')
  await page.close()
  const share = ourShare(profile)
  return { what, figure: `${(share * 100).toFixed(2)} % of a core`, goal: '≤ 1 %' }
}

/** Runs in the page. */
function makeTurmoil() {
  const crowd = document.createElement('div')
  crowd.style.cssText = 'display: flex; flex-wrap: wrap; font-size: 4px'
  for (let at = 0; at < 5000; at++)
    crowd.append(Object.assign(document.createElement('span'), { textContent: '·' }))
  document.body.append(crowd)
  let at = 0
  setInterval(() => {
    for (let change = 0; change < 10; change++) {
      const span = crowd.children[at++ % 5000]
      span?.classList.toggle('changed')
    }
  }, 10)
}

/** @param {{ nodes: { id: number, callFrame: { url: string }, children?: number[] }[], samples?: number[], timeDeltas?: number[], startTime: number, endTime: number }} profile */
function ourShare({ nodes, samples = [], timeDeltas = [], startTime, endTime }) {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const ours = new Set()
  /** @param {number} id @param {boolean} inOurs */
  const walk = (id, inOurs) => {
    const node = byId.get(id)
    if (!node) return
    const isOurs = inOurs || node.callFrame.url.includes('microsoft.iife.js')
    if (isOurs) ours.add(id)
    for (const child of node.children ?? []) walk(child, isOurs)
  }
  walk(nodes[0]?.id ?? 0, false)
  const spent = samples.reduce((sum, id, at) => sum + (ours.has(id) ? (timeDeltas[at] ?? 0) : 0), 0)
  return spent / (endTime - startTime)
}
