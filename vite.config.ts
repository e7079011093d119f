import { crx, type CrxPlugin, type ManifestV3Export } from '@crxjs/vite-plugin'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { copyFile, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { build, type Plugin, type Rolldown } from 'vite'
import { defineConfig } from 'vitest/config'
import manifest from './manifest.json' with { type: 'json' }
import packageFile from './package.json' with { type: 'json' }
import { billOfMaterials, type Lock } from './scripts/bill-of-materials.mjs'
import { keepBrowserTexts } from './scripts/browser-texts.mjs'
import { CLASSIC, classicScripts } from './scripts/classic-scripts.mjs'
import { commonPasswords } from './scripts/common-passwords.mjs'
import { libraryPatches } from './scripts/library-patches.mjs'
import { languageFile, languageTexts } from './scripts/language-texts.mjs'
import { licenceTexts } from './scripts/licences.mjs'
import { noteShipped } from './scripts/shipped.mjs'

type Target = 'chromium' | 'firefox'

type Notes = ReturnType<typeof noteShipped>

/** manifest.json is Chromium's; this is where Firefox differs from it, and nowhere else. */
function manifestFor(target: Target): ManifestV3Export {
  const versioned = { ...manifest, version: packageFile.version }
  if (target === 'chromium') return versioned
  const {
    key: _key,
    minimum_chrome_version: _minimum,
    externally_connectable: _closed,
    storage: _schema,
    side_panel: panel,
    ...shared
  } = versioned
  return {
    ...shared,
    // Firefox has no service workers for extensions: the same module runs as an event page.
    background: { scripts: [manifest.background.service_worker], type: 'module' },
    // What is a side panel in Chromium is a sidebar here, which opens when a person asks for it.
    permissions: manifest.permissions.filter((permission) => permission !== 'sidePanel'),
    sidebar_action: {
      default_panel: panel.default_path,
      default_title: manifest.action.default_title,
      default_icon: manifest.action.default_icon,
      open_at_install: false,
    },
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

/** The pages of Kode. They share a script and a style sheet, and the page in a tab has more of both. */
const PAGES = [manifest.action.default_popup, 'src/manage/index.html'] as const
const START = '/src/start/index.ts'
const MANAGE = '/src/manage/main.ts'
/** Imports nothing, and so is a classic script too. */
const WAKE = 'src/platform/wake.ts'
const FOLDERS = { chromium: 'dist', firefox: 'dist-firefox' } as const
/** What crxjs makes to import the background's parts. */
const LOADER = 'service-worker-loader.js'
/** The classic scripts. The names of the workers are the words of src/platform/workers.ts that lead here. */
const SCRIPTS = {
  background: manifest.background.service_worker,
  'scan-worker': 'src/manage/scan-worker.ts',
  'transfer-worker': 'src/manage/transfer-worker.ts',
} as const

/**
 * Leaves `import()` to the browser. Vite wraps it in a loader that first fetches the style sheets of the part, which
 * here are in the page's own, and which would be twice in each page, because it is bundled twice.
 */
function plainImports(): Plugin {
  const HELPER = '\0vite/preload-helper.js'
  return {
    name: 'kode:plain-imports',
    enforce: 'pre',
    load: (id) => (id === HELPER ? 'export const __vitePreload = (load) => load()' : undefined),
  }
}

/**
 * Bundles once more, into as few files as nothing is shipped twice with: crxjs makes modules that load one after
 * another. A popup that is opened waits for one file, and a background that is woken is a classic script, which
 * starts sooner than a module (ARCHITECTURE, decision 13).
 */
function fewFiles(target: Target, notes: Notes): Plugin {
  const folder = FOLDERS[target]
  let [script, styles, more]: [string, readonly string[], readonly string[]] = ['', [], []]
  return {
    name: 'kode:few-files',
    apply: 'build',
    enforce: 'post',
    generateBundle(_, parts) {
      const [start, manage] = [partWith(parts, START), partWith(parts, MANAGE)]
      script = start.fileName
      styles = sheetsOf(parts, start, [manage])
      more = sheetsOf(parts, manage, [start])
    },
    async closeBundle() {
      await bundleScripts(target, notes)
      await bundle(folder, { page: path.join(folder, script), wake: WAKE }, [plainImports()], {
        format: 'es',
      })
      await writeSheet(folder, 'page.css', styles)
      await writeSheet(folder, 'manage.css', more)
      for (const page of PAGES) await nameFiles(path.join(folder, page))
      await removeParts(folder)
      await keepBrowserTexts(folder)
      await writePapers(folder, notes)
    },
  }
}

function partWith(parts: Rolldown.OutputBundle, module: string): Rolldown.OutputChunk {
  for (const part of Object.values(parts))
    if (part.type === 'chunk' && part.moduleIds.some((id) => id.endsWith(module))) return part
  throw new Error(`no part has ${module}`)
}

async function bundleScripts(target: Target, notes: Notes): Promise<void> {
  const folder = FOLDERS[target]
  await bundle(folder, SCRIPTS, [libraryPatches(), notes.plugin(), classicScripts()], CLASSIC)
  const file = path.join(folder, 'manifest.json')
  const built = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>
  const script = 'background.js'
  const background = target === 'firefox' ? { scripts: [script] } : { service_worker: script }
  await writeFile(file, JSON.stringify({ ...built, background }, undefined, 2))
}

/** The style sheets of a part, and last those of what it reads only when it needs it. */
function sheetsOf(
  parts: Rolldown.OutputBundle,
  from: Rolldown.OutputChunk,
  without: readonly Rolldown.OutputChunk[],
): readonly string[] {
  const sheets = new Set<string>()
  const seen = new Set(without.map(({ fileName }) => fileName))
  const visit = (file: string): void => {
    const part = parts[file]
    if (part?.type !== 'chunk' || seen.has(file)) return
    seen.add(file)
    part.imports.forEach(visit)
    part.viteMetadata?.importedCss.forEach((sheet) => sheets.add(sheet))
    part.dynamicImports.forEach(visit)
  }
  visit(from.fileName)
  return [...sheets]
}

async function writeSheet(folder: string, name: string, sheets: readonly string[]): Promise<void> {
  const styles = sheets.map((sheet) => readFile(path.join(folder, sheet), 'utf8'))
  await writeFile(path.join(folder, name), (await Promise.all(styles)).join('\n'))
}

/** Has a page name the files there are now instead of crxjs's. */
async function nameFiles(page: string): Promise<void> {
  const links = [
    '<script type="module" src="/page.js"></script>',
    '<link rel="stylesheet" href="/page.css">',
    ...(page.includes('manage')
      ? ['<link rel="modulepreload" href="/manage.js">', '<link rel="stylesheet" href="/manage.css">']
      : []),
  ]
  const html = (await readFile(page, 'utf8')).replace(SCRIPT, '').replace(SHEET, '')
  const [first, rest] = ['<script src="/wake.js"></script>', links.join('\n    ')]
  await writeFile(
    page,
    html.replace('<title>', `${first}\n    <title>`).replace('</head>', `  ${rest}\n  </head>`),
  )
}

const SCRIPT = /\s*<script type="module" [^>]*src="\/assets\/[^"]+\.js"><\/script>/g
const SHEET = /\s*<link rel="stylesheet" [^>]*href="\/(assets\/[^"]+\.css)">/g

/** What was bundled is not shipped a second time. */
async function removeParts(folder: string): Promise<void> {
  const assets = await readdir(path.join(folder, 'assets'))
  const parts = assets.filter((file) => /\.(?:js|css)$/.test(file)).map((file) => path.join('assets', file))
  await Promise.all([LOADER, ...parts].map((file) => rm(path.join(folder, file))))
}

/** What goes with the code of others wherever it goes. */
async function writePapers(folder: string, notes: Notes): Promise<void> {
  const packages = notes.packages()
  const lock = JSON.parse(await readFile('package-lock.json', 'utf8')) as Lock
  const bill = JSON.stringify(billOfMaterials(lock, packages), undefined, 2)
  await writeFile(path.join(folder, 'sbom.cdx.json'), `${bill}\n`)
  // With a byte order mark: browsers take a text file of ours for Latin-1 without it.
  await writeFile(path.join(folder, 'THIRD-PARTY-LICENCES.txt'), `\uFEFF${licenceTexts(packages)}`)
  await copyFile('LICENSE', path.join(folder, 'LICENSE.txt'))
}

async function bundle(
  folder: string,
  input: Readonly<Record<string, string>>,
  plugins: readonly Plugin[],
  output: Rolldown.OutputOptions,
): Promise<void> {
  await build({
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    plugins: [...plugins],
    build: {
      target: 'es2022',
      outDir: folder,
      emptyOutDir: false,
      modulePreload: false,
      rolldownOptions: {
        input,
        output: {
          entryFileNames: '[name].js',
          chunkFileNames: ({ name }) => `${name.replace(/-[\w-]{8}$/, '')}.js`,
          ...output,
        },
      },
    },
  })
}

export default defineConfig(({ mode, command }) => {
  const target: Target = mode === 'firefox' ? 'firefox' : 'chromium'
  const notes = noteShipped()
  return {
    publicDir: 'src/static',
    plugins: [
      libraryPatches(),
      plainImports(),
      commonPasswords(),
      languageTexts(),
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
            notes.plugin(),
            fewFiles(target, notes),
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
      rolldownOptions: {
        input: { manage: PAGES[1] },
        output: {
          chunkFileNames: ({ name, facadeModuleId }) =>
            `assets/${facadeModuleId?.endsWith(MANAGE) ? 'manage' : (languageFile(facadeModuleId) ?? name)}-[hash].js`,
        },
      },
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
            // Only inlined dependencies pass through the plugins and can be given stand-ins: the tests run the jsqr
            // and weigh by the list that are shipped, and do not make ten thousand of age's derivations.
            server: { deps: { inline: ['jsqr', '@zxcvbn-ts/language-common', 'age-encryption'] } },
          },
        },
        {
          extends: true,
          resolve: { conditions: ['browser'] },
          test: {
            name: 'component',
            environment: 'jsdom',
            maxWorkers: 2, // as many as the unit tests, or Vitest refuses to run both at once
            include: ['tests/component/**/*.test.ts'],
          },
        },
        {
          extends: true,
          test: {
            name: 'e2e',
            environment: 'node',
            include: ['e2e', 'attacks', 'firefox'].map((folder) => `tests/${folder}/**/*.test.ts`),
            globalSetup: 'tests/e2e/vault-profile.ts',
            // Real browsers mostly wait, so three files share two cores; on a busy machine a second try.
            maxWorkers: 3,
            retry: 1,
            // What a browser does takes as long as the machine is busy; only the tests' own limit ends the wait.
            expect: { poll: { timeout: 20_000 } },
            testTimeout: 60_000,
            hookTimeout: 60_000,
          },
        },
      ],
    },
  }
})
