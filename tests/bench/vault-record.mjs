// Large vaults, without adding their accounts one by one.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'
import { ROOT } from '../harness/kode.mjs'
import { PASSPHRASE } from '../harness/vault.mjs'

/**
 * A vault as it is stored, made by the product's own modules.
 * @param {number} count @returns {Promise<{ record: object, bytes: number }>} `bytes`: of its contents
 */
export async function recordWith(count) {
  const outDir = await mkdtemp(path.join(tmpdir(), 'kode-vault-'))
  try {
    await build({
      configFile: false,
      root: ROOT,
      publicDir: false,
      logLevel: 'error',
      build: {
        ...{ outDir, emptyOutDir: true, target: 'es2022' },
        lib: {
          ...{ formats: ['es'], fileName: () => 'vault.mjs' },
          entry: path.join(ROOT, 'tests/bench/vault-made.ts'),
        },
      },
    })
    const { makeRecord } = await import(pathToFileURL(path.join(outDir, 'vault.mjs')).href)
    return await makeRecord(PASSPHRASE, count)
  } finally {
    await rm(outDir, { recursive: true, force: true })
  }
}
