import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll } from 'vitest'
import { DIST } from '../harness/kode.mjs'

/**
 * The built extension with its content script let into every page and every frame: what is safe with it is safe
 * by the background's decision alone. Removed after the file's tests.
 */
export function everywhereBuild(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'kode-everywhere-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  cpSync(DIST, folder, { recursive: true })
  const file = path.join(folder, 'manifest.json')
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as { content_scripts: object[] }
  const everywhere = {
    matches: ['https://*/*', 'http://*/*'],
    all_frames: true,
    match_origin_as_fallback: true,
  }
  const content_scripts = manifest.content_scripts.map((script) => ({ ...script, ...everywhere }))
  writeFileSync(file, JSON.stringify({ ...manifest, content_scripts }))
  return folder
}
