import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { READ_PARTS } from '../../scripts/classic-scripts.mjs'
import { ROOT } from '../harness/kode.mjs'

/** What nothing we ship may be able to say: words of the network, of code made from text, of markup made from text. */
const FORBIDDEN = [
  /\bfetch\s*\(/,
  /\bXMLHttpRequest\b/,
  /\bWebSocket\b/,
  /\bEventSource\b/,
  /\bsendBeacon\b/,
  /\bimportScripts\b/,
  /\beval\s*\(/,
  /\bnew Function\b/,
  /\.(?:inner|outer)HTML\b/,
  /\binsertAdjacentHTML\b/,
  /\bdocument\.write\b/,
]

const found = (code: string) => FORBIDDEN.filter((word) => word.test(code)).map(String)

describe.each(['dist', 'dist-firefox'])('the scripts of %s', (folder) => {
  const scripts = readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.js'))
    .map((file) => ({ file, code: readFileSync(path.join(ROOT, folder, file), 'utf8') }))

  const languages = readdirSync(path.join(ROOT, 'src', 'static', '_locales'))
  test('are the eleven there should be, and the texts of the languages', () => {
    expect(scripts.map(({ file }) => file).sort()).toEqual([
      'ScanFindings.js',
      'background.js',
      ...['keys', ...languages].map((name) => `language-${name}.js`).sort(),
      'manage.js',
      'page.js',
      'passphrase-advice.js',
      'rare-views.js',
      'scan-worker.js',
      path.join('src', 'content', 'microsoft.iife.js'),
      path.join('src', 'content', 'registration.iife.js'),
      'transfer-worker.js',
      'wake.js',
    ])
  })

  test.each(scripts)('$file cannot reach a network or run text', ({ code }) => {
    expect(found(code.replace(READ_PARTS, ''))).toEqual([])
  })

  test('only the two workers read another script, the background’s', () => {
    const readers = scripts.filter(({ code }) => code.includes(READ_PARTS)).map(({ file }) => file)
    expect(readers).toEqual(['scan-worker.js', 'transfer-worker.js'])
  })
})

test.each(['await fetch(u)', 'new WebSocket(u)', 'a.innerHTML=b', 'eval(t)', 'navigator.sendBeacon(u)'])(
  '"%s" would be seen',
  (code) => {
    expect(found(code)).toHaveLength(1)
  },
)

describe('dependencies', () => {
  const lock = JSON.parse(readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { hasInstallScript?: boolean; integrity?: string; link?: boolean }>
  }
  const { dependencies, devDependencies } = JSON.parse(
    readFileSync(path.join(ROOT, 'package.json'), 'utf8'),
  ) as Record<'dependencies' | 'devDependencies', Record<string, string>>
  const installed = Object.entries(lock.packages).filter(([name]) => name !== '')

  test('have no install scripts but the optional one of a file watcher, which nothing here runs', () => {
    const withScripts = installed.filter(([, { hasInstallScript }]) => hasInstallScript).map(([name]) => name)
    expect(withScripts.filter((name) => name !== 'node_modules/fsevents')).toEqual([])
  })

  test('are pinned to one version each, by hash', () => {
    for (const version of Object.values({ ...dependencies, ...devDependencies }))
      expect(version).toMatch(/^\d+\.\d+\.\d+$/)
    expect(installed.filter(([, { integrity }]) => !integrity?.startsWith('sha512-'))).toEqual([])
  })
})
