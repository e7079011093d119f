// Builds Kode and shows it: a browser of its own with Kode and the practice site in it. Without a display it
// walks the same path by itself and leaves screenshots in out/tour.
//   node scripts/start.mjs [--tour] [--lang=da]

import { parseArgs } from 'node:util'
import { build } from 'vite'
import { Kode } from '../tests/harness/kode.mjs'
import { standIn } from '../tests/site/pages.mjs'
import { startSite } from '../tests/site/server.mjs'
import { walkTour } from './tour.mjs'

const { values } = parseArgs({ options: { tour: { type: 'boolean' }, lang: { type: 'string' } } })
const { locale } = new Intl.DateTimeFormat().resolvedOptions()
const language = values.lang ?? (locale.startsWith('da') ? 'da' : 'en')

/** Only Linux can be without one. */
const hasDisplay =
  process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'])

console.log('Building Kode …')
await build({ logLevel: 'warn' })
const site = await startSite()
try {
  if (hasDisplay && !values.tour) await showToPerson()
  else process.exitCode = (await walkTour({ site, language })) ? 0 : 1
} finally {
  await site.close()
}

async function showToPerson() {
  console.log('Opening a browser with Kode and the practice site. It uses a profile of its own, which is')
  console.log('removed when you close it. Your own browser and accounts are not touched.')
  const quietly = '--test-type' // no warning bar about the addresses that lead to the practice site
  const kode = await Kode.launch({
    arguments: [...site.browserArguments(), quietly],
    headless: false,
    language,
    welcome: true,
  })
  const closed = new Promise((resolve) => kode.context.once('close', resolve))
  const page = kode.context.pages()[0] ?? (await kode.context.newPage())
  await page.goto(`${standIn('welcome').url}?lang=${language}`)
  await (await kode.welcome()).bringToFront()
  await closed
  await kode.cleanUp()
}
