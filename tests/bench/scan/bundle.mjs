import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { build } from 'vite'
import { libraryPatches } from '../../../scripts/library-patches.mjs'

const root = resolve(import.meta.dirname, '../../..')

/**
 * Bundles the product's scanner as the extension does, into a temporary folder.
 *
 * @returns {Promise<string>} the module's file
 */
export async function bundleScanner() {
  const outDir = mkdtempSync(join(tmpdir(), 'kode-scan-'))
  await build({
    configFile: false,
    root,
    publicDir: false,
    logLevel: 'error',
    plugins: [libraryPatches()],
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2022',
      lib: { entry: join(import.meta.dirname, 'scanner.ts'), formats: ['es'], fileName: () => 'scan.mjs' },
    },
  })
  return join(outDir, 'scan.mjs')
}
