import { crx, type CrxPlugin, type ManifestV3Export } from '@crxjs/vite-plugin'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import type { Plugin } from 'vite'
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
          ]
        : []),
    ],
    build: {
      target: 'es2022',
      outDir: target === 'firefox' ? 'dist-firefox' : 'dist',
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
