import { crx, type CrxPlugin, type ManifestV3Export } from '@crxjs/vite-plugin'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { build, type Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import manifest from './manifest.json' with { type: 'json' }
import { jsqrPatch } from './scripts/jsqr-patch.mjs'
import { licences } from './scripts/licences.mjs'

type Target = 'chromium' | 'firefox'

/** manifest.json is Chromium's; this is where Firefox differs from it, and nowhere else. */
function manifestFor(target: Target): ManifestV3Export {
  if (target === 'chromium') return manifest
  const { key: _key, minimum_chrome_version: _minimum, externally_connectable: _closed, ...shared } = manifest
  return {
    ...shared,
    // Firefox has no service workers for extensions: the same module runs as an event page.
    background: { scripts: [manifest.background.service_worker], type: 'module' },
    // 142 is the first Firefox that knows data_collection_permissions on every platform we name.
    browser_specific_settings: {
      gecko: {
        id: 'kode@kode.example',
        strict_min_version: '142.0',
        data_collection_permissions: { required: ['none'] },
      },
    },
  } as unknown as ManifestV3Export
}

/**
 * crxjs lists every content script as a web-accessible resource. Ours is one self-contained file that the
 * browser injects by itself, so the list is deleted: nothing of Kode can be fetched by a page.
 */
function noWebAccessibleResources(): Plugin & CrxPlugin {
  return {
    name: 'kode:no-web-accessible-resources',
    enforce: 'post',
    apply: 'build',
    renderCrxManifest(built) {
      delete built.web_accessible_resources
      return built
    },
  }
}

/** The pages of Kode, each of which becomes one script and one style sheet of its name. */
const PAGES = { popup: manifest.action.default_popup, manage: 'src/manage/index.html' } as const
const FOLDERS = { chromium: 'dist', firefox: 'dist-firefox' } as const
/** What crxjs makes to import the background's parts. */
const LOADER = 'service-worker-loader.js'
const BACKGROUND = 'background.js'
/** The name of what it becomes is the one word of src/platform/scan-worker.ts that leads here. */
const SCAN_WORKER = { source: 'src/manage/scan-worker.ts', file: 'scan-worker.js' } as const

/**
 * Bundles what crxjs made once more: the background, the pages and the worker that scans become one file each. A
 * background that is woken, and a popup that is opened, then wait for one file instead of three in a row; and a
 * classic worker starts sooner than a module.
 */
function oneFileEach(target: Target): Plugin {
  const folder = FOLDERS[target]
  return {
    name: 'kode:one-file-each',
    apply: 'build',
    enforce: 'post',
    async closeBundle() {
      await bundle(folder, path.join(folder, LOADER), BACKGROUND, 'iife')
      await nameBackground(target)
      for (const [name, page] of Object.entries(PAGES)) await bundlePage(folder, page, name)
      await bundle(folder, SCAN_WORKER.source, SCAN_WORKER.file, 'iife')
      await removeParts(folder)
    },
  }
}

async function nameBackground(target: Target): Promise<void> {
  const file = path.join(FOLDERS[target], 'manifest.json')
  const built = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>
  const background = target === 'firefox' ? { scripts: [BACKGROUND] } : { service_worker: BACKGROUND }
  await writeFile(file, JSON.stringify({ ...built, background }, undefined, 2))
}

/** Makes one script and one style sheet of those that a built page names. */
async function bundlePage(folder: string, page: string, name: string): Promise<void> {
  const file = path.join(folder, page)
  const html = await readFile(file, 'utf8')
  const script = SCRIPT.exec(html)?.[1] ?? ''
  await bundle(folder, path.join(folder, script), `${name}.js`, 'es')
  const sheets = [...html.matchAll(SHEET)].map(([, sheet]) =>
    readFile(path.join(folder, sheet ?? ''), 'utf8'),
  )
  await writeFile(path.join(folder, `${name}.css`), (await Promise.all(sheets)).join('\n'))
  const links = `<script type="module" src="/${name}.js"></script>\n    <link rel="stylesheet" href="/${name}.css">\n  `
  await writeFile(file, html.replace(SCRIPT, '').replace(SHEET, '').replace('</head>', `  ${links}</head>`))
}

const SCRIPT = /\s*<script type="module" [^>]*src="\/(assets\/[^"]+\.js)"><\/script>/
const SHEET = /\s*<link rel="stylesheet" [^>]*href="\/(assets\/[^"]+\.css)">/g

/** What was bundled is not shipped a second time. */
async function removeParts(folder: string): Promise<void> {
  const assets = await readdir(path.join(folder, 'assets'))
  const parts = assets.filter((file) => /\.(?:js|css)$/.test(file)).map((file) => path.join('assets', file))
  await Promise.all([LOADER, ...parts].map((file) => rm(path.join(folder, file))))
}

async function bundle(folder: string, input: string, output: string, format: 'iife' | 'es'): Promise<void> {
  await build({
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    plugins: [jsqrPatch()],
    build: {
      target: 'es2022',
      outDir: folder,
      emptyOutDir: false,
      modulePreload: false,
      rolldownOptions: {
        input,
        // What a page reads only when it needs it stays a file of its own, the same for every page.
        output: {
          entryFileNames: output,
          chunkFileNames: ({ name }) => `${name.replace(/-[\w-]{8}$/, '')}.js`,
          format,
        },
      },
    },
  })
}

export default defineConfig(({ mode, command }) => {
  const target: Target = mode === 'firefox' ? 'firefox' : 'chromium'
  return {
    publicDir: 'src/static',
    plugins: [
      jsqrPatch(),
      // fragments: 'tree' builds nodes with createElement; the default uses innerHTML, which our CSP refuses.
      svelte({ compilerOptions: { fragments: 'tree' } }),
      // crxjs empties dist whenever a tool (svelte-check, vitest) merely reads this file: only build with it.
      ...(command === 'build'
        ? [
            crx({
              manifest: manifestFor(target),
              browser: target === 'firefox' ? 'firefox' : 'chrome',
            }),
            noWebAccessibleResources(),
            licences(),
            oneFileEach(target),
          ]
        : []),
    ],
    build: {
      target: 'es2022',
      outDir: FOLDERS[target],
      emptyOutDir: true,
      modulePreload: false,
      chunkSizeWarningLimit: 800,
      // crxjs adds what the manifest names; the page in a tab it does not.
      rolldownOptions: { input: { manage: PAGES.manage } },
    },
    test: {
      projects: [
        {
          extends: true,
          test: {
            name: 'unit',
            environment: 'node',
            maxWorkers: 2,
            include: ['tests/unit/**/*.test.ts'],
            // Only inlined dependencies pass through the plugins: the tests run the jsqr that is shipped.
            server: { deps: { inline: ['jsqr'] } },
          },
        },
        {
          extends: true,
          resolve: { conditions: ['browser'] },
          test: { name: 'component', environment: 'jsdom', include: ['tests/component/**/*.test.ts'] },
        },
        {
          extends: true,
          test: {
            name: 'e2e',
            environment: 'node',
            include: ['tests/e2e/**/*.test.ts', 'tests/attacks/**/*.test.ts'],
            // Real browsers and real waiting: two files at a time, and on a busy machine a second try.
            maxWorkers: 2,
            retry: 1,
            testTimeout: 60_000,
            hookTimeout: 60_000,
          },
        },
      ],
    },
  }
})
