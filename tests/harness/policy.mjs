// An organisation's policy, set on this computer as its administrator would: in the files the browsers read. Each is
// for an id of its own, so that no other test hears of it.

import { spawnSync } from 'node:child_process'
import { cp, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { ensureBrowser } from '../../scripts/browsers.mjs'

/** Where the browsers of the Chromium family look, by a word in their path. The first that fits. */
const CHROMIUM_FOLDERS = /** @type {const} */ ([
  ['ms-playwright', '/etc/opt/chrome_for_testing/policies/managed'],
  ['msedge', '/etc/opt/edge/policies/managed'],
  ['brave', '/etc/brave/policies/managed'],
  ['chromium', '/etc/chromium/policies/managed'],
  ['chrome', '/etc/opt/chrome/policies/managed'],
])
const FIREFOX_FILE = '/etc/firefox/policies/policies.json'

/**
 * Sets a policy for one extension in the browser of the Chromium family that the tests run in.
 * @param {string} id the extension's
 * @param {object} policy
 * @returns {Promise<() => void>} takes it back
 */
export async function setChromiumPolicy(id, policy) {
  const browser = await ensureBrowser()
  const folder = CHROMIUM_FOLDERS.find(([word]) => browser.includes(word))?.[1]
  if (folder === undefined) throw new Error(`Nobody knows where ${browser} reads its policies.`)
  const file = path.join(folder, `kode-test-${id}.json`)
  writeAsRoot(file, JSON.stringify({ '3rdparty': { extensions: { [id]: policy } } }))
  return () => asRoot('rm', ['-f', file])
}

/**
 * The same in Firefox, which has one file for all.
 * @param {string} id
 * @param {object} policy
 * @returns {Promise<() => void>}
 */
export async function setFirefoxPolicy(id, policy) {
  const before = await readFile(FIREFOX_FILE, 'utf8').catch(() => undefined)
  const { policies = {} } = before === undefined ? {} : JSON.parse(before)
  const others = policies['3rdparty']?.Extensions
  const thirdParty = { ...policies['3rdparty'], Extensions: { ...others, [id]: policy } }
  writeAsRoot(FIREFOX_FILE, JSON.stringify({ policies: { ...policies, '3rdparty': thirdParty } }))
  return () => (before === undefined ? asRoot('rm', ['-f', FIREFOX_FILE]) : writeAsRoot(FIREFOX_FILE, before))
}

/**
 * A copy of a built folder whose manifest differs in what gives it its id.
 * @param {string} built
 * @param {string} copy
 * @param {(manifest: any) => object} change
 */
export async function copyBuilt(built, copy, change) {
  await cp(built, copy, { recursive: true })
  const file = path.join(copy, 'manifest.json')
  await writeFile(file, JSON.stringify(change(JSON.parse(await readFile(file, 'utf8')))))
}

/** @param {string} file @param {string} text */
function writeAsRoot(file, text) {
  asRoot('mkdir', ['-p', path.dirname(file)])
  asRoot('tee', [file], text)
  asRoot('chmod', ['644', file])
}

/**
 * @param {string} command
 * @param {readonly string[]} words
 * @param {string} [input]
 * @throws {Error} that says that a policy takes an administrator
 */
function asRoot(command, words, input = '') {
  if (process.platform !== 'linux') throw new Error('Policies are set in files on Linux alone.')
  const [tool = command, ...rest] =
    process.getuid?.() === 0 ? [command, ...words] : ['sudo', '-n', command, ...words]
  const { status } = spawnSync(tool, rest, { input, stdio: ['pipe', 'ignore', 'inherit'] })
  if (status !== 0)
    throw new Error(
      `A policy is an administrator's to set: run as root, or with a sudo that does not ask (${words.at(-1)}).`,
    )
}
