// Photographs every view of Kode in both themes and languages, to out/gallery. With --store: the stores' pictures.
//   node scripts/gallery.mjs [--store] [--lang=da]

import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { build } from 'vite'
import { ROOT } from '../tests/harness/kode.mjs'
import { startSite } from '../tests/site/server.mjs'
import { indexPage } from './gallery/index-page.mjs'
import { takePictures } from './gallery/take.mjs'
import { takeStorePictures } from './gallery/store.mjs'

const { values } = parseArgs({ options: { store: { type: 'boolean' }, lang: { type: 'string' } } })
const languages = values.lang === undefined ? ['en', 'da'] : [values.lang]
const folder = values.store ? path.join(ROOT, 'store', 'pictures') : path.join(ROOT, 'out', 'gallery')

await build({ logLevel: 'error' })
await rm(folder, { recursive: true, force: true })
await mkdir(folder, { recursive: true })
const site = await startSite()
try {
  if (values.store) for (const language of languages) await takeStorePictures(site, language, folder)
  else await makeGallery()
} finally {
  await site.close()
}

async function makeGallery() {
  const pictures = []
  for (const language of languages) pictures.push(...(await takePictures(site, language, folder)))
  await writeFile(path.join(folder, 'index.html'), indexPage(pictures))
  console.log(`${String(pictures.length)} pictures: ${path.relative(process.cwd(), folder)}/index.html`)
}
