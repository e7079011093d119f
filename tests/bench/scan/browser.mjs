import { existsSync } from 'node:fs'
import path from 'node:path'
import { readManifest } from './pictures.mjs'
import { summarise } from './summary.mjs'
import { DIST, Kode } from '../../harness/kode.mjs'

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('./pictures.mjs').Entry & { width: number, height: number }} Entry */
/** @typedef {import('./measure.mjs').Run} Run */

const ADDRESS = 'https://pictures.example/'
const PAGE = '<!doctype html><title>Pictures</title><body style="margin:0"><img alt="" style="display:block">'

/** Milliseconds: Chromium allows two captures a second. */
const BETWEEN = 550

/**
 * Measures scanning as a person meets it: each picture is shown, pixel for pixel, in a real window, and Kode's own
 * background captures that window and reads it. Wants the built extension in dist. The time is from asking for a scan
 * to its report, the browser's capture included.
 *
 * @param {string} folder with a manifest.json
 * @returns {Promise<import('./summary.mjs').Summary & { wrong: { file: string, text: string }[] }>}
 */
export async function measureInBrowser(folder) {
  if (!existsSync(path.join(DIST, 'manifest.json')))
    throw new Error('no built extension: run npm run build first')
  const entries = /** @type {Entry[]} */ (readManifest(folder))
  const kode = await Kode.launch({ arguments: [`--screen-info={${screenFor(entries)}}`] })
  try {
    const viewer = new Viewer(kode, await kode.context.newPage())
    await viewer.open(folder)
    /** @type {Run[]} */
    const runs = []
    for (const entry of entries) runs.push(await viewer.measure(entry))
    const wrong = runs.flatMap((run) => run.wrong.map((text) => ({ file: run.file, text })))
    return { ...summarise(runs), wrong }
  } finally {
    await kode.close()
  }
}

/** Room for the largest picture and the browser's own bars. @param {readonly Entry[]} entries */
function screenFor(entries) {
  const width = Math.max(...entries.map((entry) => entry.width))
  const height = Math.max(...entries.map((entry) => entry.height))
  return `${width + 200}x${height + 300}`
}

class Viewer {
  /** @type {Page | undefined} */
  #popup
  #lastScan = 0

  /** @param {Kode} kode @param {Page} page */
  constructor(kode, page) {
    this.kode = kode
    this.page = page
  }

  /** @param {string} folder */
  async open(folder) {
    await this.page.route(`${ADDRESS}**`, (route) => {
      const file = new URL(route.request().url()).pathname.slice(1)
      return file === ''
        ? route.fulfill({ contentType: 'text/html', body: PAGE })
        : route.fulfill({ path: path.join(folder, path.basename(file)) })
    })
    await this.page.goto(ADDRESS)
  }

  /** @param {Entry} entry @returns {Promise<Run>} */
  async measure(entry) {
    await this.#show(entry)
    const { texts, ms } = await this.#scan()
    const expected = new Set(entry.payloads) // Kode tells each text once
    const exact = texts.filter((text) => expected.has(text)).length
    const wrong = texts.filter((text) => !expected.has(text))
    return { file: entry.file, category: entry.category, codes: expected.size, exact, wrong, ms }
  }

  /** The window grows or shrinks until the picture just fits. @param {Entry} entry */
  async #show({ file, width, height }) {
    const session = await this.page.context().newCDPSession(this.page)
    const { windowId } = await session.send('Browser.getWindowForTarget')
    const bars = await this.page.evaluate(() => ({
      x: outerWidth - innerWidth,
      y: outerHeight - innerHeight,
    }))
    const bounds = { width: width + bars.x, height: height + bars.y }
    await session.send('Browser.setWindowBounds', { windowId, bounds })
    await session.detach()
    await this.page.waitForFunction(
      ([w, h]) => innerWidth >= w && innerHeight >= h,
      /** @type {const} */ ([width, height]),
    )
    await this.page.evaluate(async (source) => {
      const image = document.images[0]
      if (!image) throw new Error('no image')
      image.src = source
      await image.decode()
      for (let i = 0; i < 2; i++) await new Promise(requestAnimationFrame)
    }, file)
  }

  /** @returns {Promise<{ texts: string[], ms: number }>} */
  async #scan() {
    const popup = await this.#openPopup()
    await this.page.waitForTimeout(Math.max(0, this.#lastScan + BETWEEN - Date.now()))
    this.#lastScan = Date.now()
    const { status, texts, ms } = await popup.evaluate(scanAndListen)
    if (status !== 'found' && status !== 'nothing') throw new Error(`the scan ended with "${status}"`)
    return { texts, ms }
  }

  /** A click on the icon allows the capture; the popup it opens asks for the scan and stays while nothing takes its place. */
  async #openPopup() {
    if (!this.#popup || this.#popup.isClosed()) this.#popup = await this.kode.clickToolbar(this.page)
    return this.#popup
  }
}

/**
 * Runs in the popup. A report holds no texts; but for a moment they are in session memory, which Kode's own pages see.
 *
 * @returns {Promise<{ status: string, texts: string[], ms: number }>}
 */
async function scanAndListen() {
  /** @type {string[]} */
  let texts = []
  /** @param {Record<string, chrome.storage.StorageChange>} changes */
  const listen = ({ find }) => {
    const { symbols } = /** @type {{ symbols?: { text: string, places: unknown[] }[] }} */ (
      find?.newValue ?? {}
    )
    // An account out of Google's export is no symbol of its own, and has no place.
    if (symbols) texts = symbols.filter(({ places }) => places.length > 0).map(({ text }) => text)
  }
  chrome.storage.session.onChanged.addListener(listen)
  const begun = performance.now()
  const { status } = await chrome.runtime.sendMessage({ verb: 'scan.tab', request: {} })
  const ms = performance.now() - begun
  if (status === 'found')
    for (let i = 0; i < 50 && texts.length === 0; i++) await new Promise((go) => setTimeout(go, 10))
  chrome.storage.session.onChanged.removeListener(listen)
  return { status, texts, ms }
}

/** @param {Awaited<ReturnType<typeof measureInBrowser>>} report */
export function printBrowserReport({ images, codes, recall, falseDecodes, medianMs, p95Ms, maxMs, ...more }) {
  console.log(`${images} pictures, ${codes} codes, each shown in a window and captured by the browser`)
  console.log(
    `recall ${recall}, wrong ${falseDecodes}; scan: median ${medianMs} ms, p95 ${p95Ms} ms, max ${maxMs} ms`,
  )
  console.log(`no code on the page: median ${more.emptyMedianMs} ms, max ${more.emptyMaxMs} ms`)
  console.table(more.perCategory)
  if (more.missed.length > 0) console.log(`missed: ${more.missed.join(' ')}`)
  for (const { file, text } of more.wrong) console.log(`wrong: ${file}: ${JSON.stringify(text)}`)
}
