import { crx, type CrxPlugin, type ManifestV3Export } from '@crxjs/vite-plugin'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { build, type Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import manifest from './manifest.json' with { type: 'json' }
import { jsqrPatch } from './scripts/jsqr-patch.mjs'

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

/**
 * Bundles the background and the popup once more, each into one file. A worker that is woken, and a popup that
 * is opened, then wait for one file instead of three in a row; and a classic worker starts sooner than a module.
 */
function oneFileEach(target: Target): Plugin {
  const folder = FOLDERS[target]
  const at = (file: string) => path.join(folder, file)
  return {
    name: 'kode:one-file-each',
    apply: 'build',
    enforce: 'post',
    async closeBundle() {
      await bundle(folder, LOADER, 'background.js', 'iife')
      const built = JSON.parse(await readFile(at('manifest.json'), 'utf8')) as Record<string, unknown>
      const background = target === 'firefox' ? { scripts: [BACKGROUND] } : { service_worker: BACKGROUND }
      await writeFile(at('manifest.json'), JSON.stringify({ ...built, background }, undefined, 2))

      const html = await readFile(at(manifest.action.default_popup), 'utf8')
      const script = /src="\/(assets\/[^"]+\.js)"/.exec(html)?.[1] ?? ''
      await bundle(folder, script, 'popup.js', 'es')
      await writeFile(at(manifest.action.default_popup), html.replace(script, 'popup.js'))

      const parts = (await readdir(at('assets'))).filter((file) => file.endsWith('.js'))
      await Promise.all([...parts.map((file) => rm(at(`assets/${file}`))), rm(at(LOADER))])
    },
  }
}

const FOLDERS = { chromium: 'dist', firefox: 'dist-firefox' } as const
/** What crxjs makes to import the background's parts. */
const LOADER = 'service-worker-loader.js'
const BACKGROUND = 'background.js'

async function bundle(folder: string, input: string, output: string, format: 'iife' | 'es'): Promise<void> {
  await build({
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    build: {
      target: 'es2022',
      outDir: folder,
      emptyOutDir: false,
      modulePreload: false,
      rolldownOptions: { input: path.join(folder, input), output: { entryFileNames: output, format } },
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
    },
    test: {
      projects: [
        {
          extends: true,
          test: {
            name: 'unit',
            environment: 'node',
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
            fileParallelism: false,
            testTimeout: 60_000,
            hookTimeout: 60_000,
          },
        },
      ],
    },
  }
})
