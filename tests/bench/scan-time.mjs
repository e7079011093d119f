// From the bytes of a screenshot to the payload, against one plain jsqr call on the same pixels, both in Chromium.

import path from 'node:path'
import { Kode } from '../harness/kode.mjs'
import { pageExtension } from '../harness/page-extension.mjs'
import { HOSTS } from '../site/hosts.mjs'
import { startSite } from '../site/server.mjs'
import { interleave, ratioRow } from './figures.mjs'

const ROUNDS = 15
const SIZES = [
  { width: 1920, height: 1080 },
  { width: 3840, height: 2160 },
]
const URI =
  'otpauth://totp/Contoso+University%3Aalice%40contoso.example?secret=gezdgnbvgy3tqojq&issuer=Microsoft'

/** @returns {Promise<import('./figures.mjs').Row[]>} */
export async function benchScan() {
  const bench = await pageExtension(path.join(import.meta.dirname, 'scan-page.ts'))
  const site = await startSite()
  const kode = await Kode.launch({ arguments: site.browserArguments(), extensions: [bench.folder] })
  try {
    const page = await kode.context.newPage()
    await page.goto(bench.url)
    await page.waitForFunction(() => 'bench' in globalThis)
    const rows = []
    for (const size of SIZES) {
      const screenshot = await screenshotOf(kode, size)
      rows.push(await compare(page, `${size.width}×${size.height}`, screenshot))
    }
    return rows
  } finally {
    await kode.close()
    await site.close()
    await bench.remove()
  }
}

/** A registration page as large as the window. @param {Kode} kode @param {{ width: number, height: number }} size */
async function screenshotOf({ context }, size) {
  const page = await context.newPage()
  await page.setViewportSize(size)
  await page.goto(`https://${HOSTS.practice}/qr?${new URLSearchParams({ payload: URI, size: '240' })}`)
  const screenshot = await page.screenshot({ type: 'jpeg', quality: 92 })
  await page.close()
  return screenshot.toString('base64')
}

/** @param {import('playwright-core').Page} page @param {string} size @param {string} screenshot */
async function compare(page, size, screenshot) {
  const run = (/** @type {'ours' | 'jsqr'} */ name) => async () => {
    const { milliseconds, text } = await page.evaluate(
      ([subject, bytes]) => Reflect.get(globalThis, 'bench')[subject](bytes),
      /** @type {const} */ ([name, screenshot]),
    )
    if (text !== URI) throw new Error(`${name} read "${text}" at ${size}`)
    return milliseconds
  }
  const figures = await interleave(
    [
      { name: 'ours', run: run('ours') },
      { name: 'jsqr', run: run('jsqr') },
    ],
    ROUNDS,
  )
  const { ours = [], jsqr = [] } = figures
  return ratioRow(`screenshot bytes → payload, ${size}`, ours, 'jsqr on the pixels alone', jsqr)
}
