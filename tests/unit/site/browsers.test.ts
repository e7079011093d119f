import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findBrowser, knownPlaces, OLDEST_MAJOR, type Machine } from '../../../scripts/browsers.mjs'
import manifest from '../../../manifest.json' with { type: 'json' }

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'kode-browsers-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

/** A stand-in for a browser: a script that answers `--version`. */
function fake(name: string, script: string): string {
  const file = path.join(folder, name)
  writeFileSync(file, `#!/bin/sh\n${script}\n`)
  chmodSync(file, 0o755)
  return file
}
const saying = (name: string, version: string) => fake(name, `echo "${version}"`)

const machine = (parts: Partial<Machine>): Machine => ({
  env: {},
  platform: 'linux',
  knownPlaces: [],
  playwrightsOwn: () => Promise.resolve(undefined),
  ...parts,
})

test('the oldest browser is the one the manifest names', () => {
  expect(String(OLDEST_MAJOR)).toBe(manifest.minimum_chrome_version)
})

describe('finding a browser', () => {
  test('takes the first known place that runs', async () => {
    const [first, second] = [saying('a', 'Chromium 156.0.1.2'), saying('b', 'Chromium 156.0.1.2')]
    expect(await findBrowser(machine({ knownPlaces: [`${folder}/none`, first, second] }))).toBe(first)
  })

  test('then the path, then the one of Playwright', async () => {
    const onPath = saying('chromium', 'Chromium 156.0.1.2')
    const own = saying('own', 'Google Chrome for Testing 159.0.1.2')
    const playwrightsOwn = () => Promise.resolve(own)
    expect(await findBrowser(machine({ env: { PATH: folder }, playwrightsOwn }))).toBe(onPath)
    expect(await findBrowser(machine({ playwrightsOwn }))).toBe(own)
  })

  test('takes the oldest version that will do', async () => {
    const file = saying('a', `Chromium ${String(OLDEST_MAJOR)}.0.1.2 built on Debian`)
    expect(await findBrowser(machine({ knownPlaces: [file] }))).toBe(file)
  })

  test.each([
    ['is too old', () => saying('a', `Chromium ${String(OLDEST_MAJOR - 1)}.9.9.9`)],
    ['fails though it says a version', () => fake('a', 'echo "Chromium 156.0.1.2"; exit 1')],
    ['only tells how to install it', () => fake('a', 'echo "Please install the chromium snap"')],
    ['is not there', () => path.join(folder, 'missing')],
    ['is a folder', () => folder],
  ])('passes over one that %s', async (_, make) => {
    expect(await findBrowser(machine({ knownPlaces: [make()] }))).toBeUndefined()
  })
})

describe('CHROME_PATH', () => {
  test('is taken before everything else', async () => {
    const [named, known] = [saying('named', 'Chromium 140.0.1.2'), saying('known', 'Chromium 156.0.1.2')]
    expect(await findBrowser(machine({ env: { CHROME_PATH: named }, knownPlaces: [known] }))).toBe(named)
  })

  test('is not silently passed over when it will not do', async () => {
    const [named, known] = [saying('named', 'Chromium 90.0.1.2'), saying('known', 'Chromium 156.0.1.2')]
    await expect(findBrowser(machine({ env: { CHROME_PATH: named }, knownPlaces: [known] }))).rejects.toThrow(
      /CHROME_PATH is .*named, but it is version 90; Kode needs 128/,
    )
    const missing = machine({ env: { CHROME_PATH: `${folder}/gone` }, knownPlaces: [known] })
    await expect(findBrowser(missing)).rejects.toThrow(/there is no such file/)
  })
})

describe('on Windows', () => {
  const at = (version: string) => {
    mkdirSync(path.join(folder, version))
    return saying('chrome.exe', 'never asked')
  }

  test('the version is read from the folder beside the program', async () => {
    const file = at('156.0.7000.1')
    expect(await findBrowser(machine({ platform: 'win32', knownPlaces: [file] }))).toBe(file)
  })

  test.each(['127.0.1.2', 'Dictionaries'])('a folder %s will not do', async (name) => {
    expect(await findBrowser(machine({ platform: 'win32', knownPlaces: [at(name)] }))).toBeUndefined()
  })

  test('places without their folder are left out', () => {
    const places = knownPlaces('win32', { PROGRAMFILES: 'C:\\Program Files' })
    expect(places.length).toBeGreaterThan(2)
    expect(places.every((place) => place.startsWith('C:\\Program Files'))).toBe(true)
  })
})
