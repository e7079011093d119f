// A temporary extension with one page, for what must run in a real browser and no page of Kode's reaches yet.

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { build } from 'vite'
import { libraryPatches } from '../../scripts/library-patches.mjs'
import { Kode, ROOT } from './kode.mjs'

const PAGE = '<!doctype html><title>Test</title><script type="module" src="page.js"></script>'

/**
 * Bundles a module as Kode is bundled and makes it the script of a page, under the policy of Kode's own pages.
 * @param {string} entry file
 * @returns {Promise<{ folder: string, url: string, remove: () => Promise<void> }>}
 */
export async function pageExtension(entry) {
  const folder = await mkdtemp(path.join(tmpdir(), 'kode-page-'))
  await build({
    configFile: false, // ours builds extensions
    root: ROOT,
    logLevel: 'error',
    publicDir: false,
    plugins: [libraryPatches()],
    build: { outDir: folder, target: 'es2022', lib: { entry, formats: ['es'], fileName: () => 'page.js' } },
  })
  const manifest = {
    manifest_version: 3,
    name: 'Test page',
    version: '1',
    key: Kode.newKey(),
    content_security_policy: {
      extension_pages: "default-src 'none'; script-src 'self'; img-src 'self' blob:",
    },
  }
  await writeFile(path.join(folder, 'manifest.json'), JSON.stringify(manifest))
  await writeFile(path.join(folder, 'page.html'), PAGE)
  const url = `chrome-extension://${await Kode.idOf(folder)}/page.html`
  return { folder, url, remove: () => rm(folder, { recursive: true, force: true }) }
}
