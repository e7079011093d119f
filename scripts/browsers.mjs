// Finds a browser that can run Kode, or installs one; and the tools the real-browser tests lean on.

import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, realpathSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

/** The oldest Chromium that Kode runs in (manifest.json, minimum_chrome_version). */
export const OLDEST_MAJOR = 128

/**
 * What is looked at to find a browser. Tests hand in their own.
 * @typedef {object} Machine
 * @property {Record<string, string | undefined>} env
 * @property {NodeJS.Platform} platform
 * @property {readonly string[]} knownPlaces
 * @property {() => Promise<string | undefined>} playwrightsOwn
 */

/**
 * The plain binary comes before Debian's wrapper, which adds noise, and Chromium before Chrome, which no longer
 * takes an unpacked extension from its command line.
 */
const LINUX = [
  '/usr/lib/chromium/chromium',
  '/usr/lib64/chromium-browser/chromium-browser',
  '/usr/bin/chromium',
]
const LINUX_BRANDED = [
  '/opt/microsoft/msedge/msedge',
  '/opt/brave.com/brave/brave',
  '/opt/google/chrome/chrome',
]
const MAC = [
  'Chromium.app/Contents/MacOS/Chromium',
  'Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
  'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'Brave Browser.app/Contents/MacOS/Brave Browser',
  'Google Chrome.app/Contents/MacOS/Google Chrome',
]
const WINDOWS = [
  'Chromium/Application/chrome.exe',
  'Microsoft/Edge/Application/msedge.exe',
  'BraveSoftware/Brave-Browser/Application/brave.exe',
  'Google/Chrome/Application/chrome.exe',
]
const COMMANDS = [
  'chromium',
  'chromium-browser',
  'microsoft-edge',
  'brave-browser',
  'google-chrome',
  'chrome',
]

/** @returns {Machine} */
function thisMachine() {
  const { env, platform } = process
  return { env, platform, knownPlaces: knownPlaces(platform, env), playwrightsOwn }
}

/**
 * Where installers put browsers.
 * @param {NodeJS.Platform} platform
 * @param {Record<string, string | undefined>} env
 */
export function knownPlaces(platform, env) {
  if (platform === 'darwin') {
    const folders = ['/Applications', ...(env['HOME'] ? [`${env['HOME']}/Applications`] : [])]
    return MAC.flatMap((app) => folders.map((folder) => `${folder}/${app}`))
  }
  if (platform === 'win32') {
    const folders = [env['LOCALAPPDATA'], env['PROGRAMFILES'], env['PROGRAMFILES(X86)']]
    return WINDOWS.flatMap((file) => folders.flatMap((folder) => (folder ? [path.join(folder, file)] : [])))
  }
  return [...LINUX, ...LINUX_BRANDED]
}

/**
 * The path of a browser that runs and is new enough, or undefined. `CHROME_PATH` is asked first and alone: who
 * names a browser wants that one.
 * @param {Machine} [machine]
 * @returns {Promise<string | undefined>}
 * @throws {Error} when `CHROME_PATH` names something that cannot be used
 */
export async function findBrowser(machine = thisMachine()) {
  const named = machine.env['CHROME_PATH']
  if (named) return checkNamed(named, machine.platform)
  const own = await machine.playwrightsOwn()
  const candidates = [...machine.knownPlaces, ...onPath(machine), ...(own ? [own] : [])]
  return candidates.find((file) => problemWith(file, machine.platform) === undefined)
}

/**
 * The path of a browser, installed first when there is none: by Playwright, or on Debian and its like by apt.
 * @returns {Promise<string>}
 * @throws {Error} that says what to do by hand
 */
export async function ensureBrowser() {
  const found = await findBrowser()
  if (found) return found
  for (const install of [installByPlaywright, installByApt]) {
    const installed = install() && (await findBrowser())
    if (installed) return installed
  }
  throw new Error(
    `No browser of the Chromium family, version ${OLDEST_MAJOR} or newer, was found, and none could be ` +
      'installed. Install Chromium, Edge or Chrome, or set CHROME_PATH to the one to use.',
  )
}

/**
 * What the tests in a real browser need besides it: the command, or the file, and the Debian package it is in.
 * @type {readonly { name: string, package: string, present: () => boolean }[]}
 */
const TEST_TOOLS = [
  { name: 'xvfb-run', package: 'xvfb', present: () => isCommand('xvfb-run') },
  { name: 'xauth', package: 'xauth', present: () => isCommand('xauth') },
  { name: 'xdotool', package: 'xdotool', present: () => isCommand('xdotool') },
  { name: 'oathtool', package: 'oathtool', present: () => isCommand('oathtool') },
  { name: 'zbarimg', package: 'zbar-tools', present: () => isCommand('zbarimg') },
  { name: 'Firefox', package: 'firefox-esr', present: () => firefoxHere() !== undefined },
  { name: "Chromium's Danish", package: 'chromium-l10n', present: hasDanish },
]

/**
 * Makes sure that the tools of the real-browser tests are there. On Debian and its like, as root or with a
 * sudo that does not ask, what is missing is installed.
 * @returns {string[]} what had to be installed, by package
 * @throws {Error} that names what is missing
 */
export function ensureTestTools() {
  const missing = TEST_TOOLS.filter(({ present }) => !present())
  const packages = missing.map((tool) => tool.package)
  if (packages.length === 0) return []
  const still = aptInstall(packages) ? missing.filter(({ present }) => !present()) : missing
  if (still.length === 0) return packages
  const names = still.map(({ name }) => name).join(', ')
  throw new Error(`Missing for the tests: ${names}. On Debian: apt-get install ${packages.join(' ')}`)
}

/**
 * @param {string} file
 * @param {NodeJS.Platform} platform
 */
function checkNamed(file, platform) {
  const problem = problemWith(file, platform)
  if (problem) throw new Error(`CHROME_PATH is ${file}, but ${problem}.`)
  return file
}

/**
 * Why this file cannot be our browser, or undefined when it can. It has to prove that it runs: a file with the
 * right name may lack its libraries, or be a stub that only tells how to install it.
 * @param {string} file
 * @param {NodeJS.Platform} platform
 */
function problemWith(file, platform) {
  if (!existsSync(file)) return 'there is no such file'
  // A snap may not read the folder that the extension is built in.
  if (realpathSync(file).startsWith('/snap/') || realpathSync(file) === '/usr/bin/snap') return 'it is a snap'
  const version = platform === 'win32' ? versionBeside(file) : versionSaid(file)
  if (version === undefined) return 'it does not say its version'
  return version < OLDEST_MAJOR ? `it is version ${version}; Kode needs ${OLDEST_MAJOR}` : undefined
}

/** The major version a browser says, undefined when it does not run. @param {string} file */
function versionSaid(file) {
  const { status, stdout } = spawnSync(file, ['--version'], { timeout: 15_000, encoding: 'utf8' })
  const major = /(\d+)\.\d+\.\d+/.exec(stdout ?? '')?.[1]
  return status === 0 && major ? Number(major) : undefined
}

/** On Windows `--version` opens a window; but beside the program lies a folder named after it. @param {string} file */
function versionBeside(file) {
  const majors = readdirSync(path.dirname(file)).flatMap((name) => /^(\d+)\.\d+\.\d+/.exec(name)?.[1] ?? [])
  return majors.length > 0 ? Math.max(...majors.map(Number)) : undefined
}

/** @param {Pick<Machine, 'env' | 'platform'>} machine */
function onPath({ env, platform }) {
  const folders = (env['PATH'] ?? '').split(path.delimiter).filter((folder) => folder !== '')
  const suffix = platform === 'win32' ? '.exe' : ''
  return COMMANDS.flatMap((name) => folders.map((folder) => path.join(folder, name + suffix)))
}

async function playwrightsOwn() {
  const { chromium } = await import('playwright-core')
  return chromium.executablePath()
}

function installByPlaywright() {
  const home = path.dirname(createRequire(import.meta.url).resolve('playwright-core/package.json'))
  return run(process.execPath, [path.join(home, 'cli.js'), 'install', 'chromium'])
}

const installByApt = () => aptInstall(['chromium', 'chromium-l10n'])

/** @param {readonly string[]} packages */
function aptInstall(packages) {
  if (!existsSync('/usr/bin/apt-get')) return false
  const install = ['install', '-y', '--no-install-recommends', ...packages]
  return apt(install) || (apt(['update']) && apt(install))
}

/** @param {readonly string[]} options */
function apt(options) {
  const quiet = ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...options]
  const [command = 'env', ...rest] = process.getuid?.() === 0 ? quiet : ['sudo', '-n', ...quiet]
  return run(command, rest)
}

/**
 * Runs an installer, its words on our standard error, and says whether it ended well.
 * @param {string} command
 * @param {readonly string[]} options
 */
function run(command, options) {
  console.error(`> ${command} ${options.join(' ')}`)
  return spawnSync(command, options, { stdio: ['ignore', 2, 2], timeout: 600_000 }).status === 0
}

/**
 * The path of the Firefox that the tests run in. `FIREFOX_PATH` is asked first and alone.
 * @returns {string}
 * @throws {Error} when there is none
 */
export function findFirefox() {
  const found = firefoxHere()
  if (found === undefined) throw new Error('No Firefox was found. Install it, or set FIREFOX_PATH.')
  return found
}

const firefoxHere = () => process.env['FIREFOX_PATH'] ?? commandAt('firefox-esr') ?? commandAt('firefox')

/** @param {string} name */
const isCommand = (name) => commandAt(name) !== undefined

/** Where a command lies. @param {string} name */
const commandAt = (name) =>
  (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, name))
    .find((file) => existsSync(file))

/** Debian's Chromium has its languages in a package of their own; others bring them along. */
function hasDanish() {
  const locales = '/usr/lib/chromium/locales'
  return !existsSync(locales) || existsSync(path.join(locales, 'da.pak'))
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  console.log(await ensureBrowser())
}
