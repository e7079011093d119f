// A real Chromium with the real built extension, and what tests, the tour and the benchmark do with it.

// Playwright shows a toolbar popup as a page only with this, and reads it when it attaches.
process.env['PW_CHROMIUM_ATTACH_TO_OTHER'] = '1'

import { createHash, generateKeyPairSync } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium } from 'playwright-core'
import { ensureBrowser } from '../../scripts/browsers.mjs'

/** @typedef {import('playwright-core').BrowserContext} BrowserContext */
/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('playwright-core').CDPSession} CDPSession */

export const ROOT = path.resolve(import.meta.dirname, '../..')
export const DIST = path.join(ROOT, 'dist')
export const POPUP = 'src/popup/index.html'
export const MANAGE = 'src/manage/index.html'

/**
 * @typedef {object} Options
 * @property {readonly string[]} [arguments] for the browser: the practice site's, mostly
 * @property {string} [dist] the built extension
 * @property {string} [profile] a profile folder to use and keep; without it, one is made and removed
 * @property {boolean} [headless]
 * @property {string} [language] of the browser's own interface and so of Kode: `en` or `da`
 * @property {'light' | 'dark'} [theme]
 * @property {boolean} [welcome] leave the page open that opens after installing
 * @property {Record<string, string>} [environment] added to this process's
 * @property {readonly string[]} [extensions] folders of further extensions
 * @property {readonly string[]} [without] arguments of Playwright's own to leave out
 */

/** Looked for once: each candidate has to prove that it runs. @type {Promise<string> | undefined} */
let browserFound
const theBrowser = () => (browserFound ??= ensureBrowser())

/** A browser with Kode in it. */
export class Kode {
  /**
   * @param {BrowserContext} context
   * @param {CDPSession} browserSession
   * @param {string} id the extension's
   * @param {string} profile folder
   * @param {() => Promise<void>} cleanUp
   */
  constructor(context, browserSession, id, profile, cleanUp) {
    this.context = context
    this.browserSession = browserSession
    this.id = id
    this.profile = profile
    this.cleanUp = cleanUp
  }

  /** A manifest's `key`, new each time: it gives an extension an id of its own. */
  static newKey() {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    return publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
  }

  /** The id that Chromium gives the extension in this folder. @param {string} dist */
  static idOf(dist) {
    return extensionIdOf(dist)
  }

  /** @param {Options} [options] */
  static async launch(options = {}) {
    const { dist = DIST, headless = true, language = 'en', theme = 'light' } = options
    const profile = options.profile ?? (await mkdtemp(path.join(tmpdir(), 'kode-profile-')))
    const id = await extensionIdOf(dist)
    const isNew = await pinToToolbar(profile, id)
    const extensions = [dist, ...(options.extensions ?? [])].join(',')
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: await theBrowser(),
      headless,
      chromiumSandbox: process.getuid?.() !== 0, // Chromium refuses its sandbox to root, who runs CI
      viewport: null,
      colorScheme: theme,
      ignoreDefaultArgs: ['--disable-extensions', ...(options.without ?? [])],
      // Linux takes the interface's language from the environment, other systems from the argument.
      env: { ...process.env, LANGUAGE: language, ...options.environment },
      args: [
        `--lang=${language}`,
        `--disable-extensions-except=${extensions}`,
        `--load-extension=${extensions}`,
        '--no-default-browser-check',
        '--window-size=1280,900',
        ...(headless ? ['--screen-info={1600x1200}'] : []), // else 800 by 600, and popups shrink to fit
        ...(options.arguments ?? ['--host-resolver-rules=MAP * ~NOTFOUND']),
      ],
    })
    const browser = context.browser()
    if (!browser) throw new Error('the browser closed at once')
    const session = await browser.newBrowserCDPSession()
    const kode = new Kode(context, session, id, profile, async () => {
      if (!options.profile) await rm(profile, { recursive: true, force: true, maxRetries: 5 })
    })
    await kode.worker()
    if (isNew && !options.welcome) await (await kode.welcome()).close()
    return kode
  }

  /**
   * The page that opens by itself after Kode was installed.
   * @param {string} [id] of a further extension that is Kode as well
   * @returns {Promise<Page>}
   */
  async welcome(id = this.id) {
    const url = `chrome-extension://${id}/${MANAGE}#welcome`
    const isWelcome = (/** @type {Page} */ page) => page.url() === url
    const open = this.context.pages().find(isWelcome)
    if (open) return open
    const page = await this.context.waitForEvent('page', { predicate: isWelcome, timeout: 20_000 })
    await page.waitForLoadState()
    return page
  }

  /** The background's worker, once it runs. */
  async worker() {
    const isOurs = (/** @type {{ url(): string }} */ worker) => worker.url().includes(this.id)
    return (
      this.context.serviceWorkers().find(isOurs) ??
      (await this.context.waitForEvent('serviceworker', { predicate: isOurs, timeout: 10_000 }))
    )
  }

  /**
   * Clicks Kode's toolbar icon over `page`, as the browser itself does it: the popup opens and the tab may be
   * captured (activeTab).
   * @param {Page} page
   * @returns {Promise<Page>} the popup
   */
  async clickToolbar(page) {
    await page.bringToFront()
    await painted(page)
    const opened = this.popupOpens()
    const targetId = await this.tabTargetOf(page)
    await this.#sayToBrowser('Extensions.triggerAction', { id: this.id, targetId })
    return opened
  }

  /**
   * A command that Playwright's types do not know yet.
   * @param {string} command
   * @param {object} parameters
   */
  #sayToBrowser(command, parameters) {
    return this.browserSession.send(/** @type {never} */ (command), /** @type {never} */ (parameters))
  }

  /** The next popup of ours to open. @returns {Promise<Page>} */
  async popupOpens() {
    const popup = await this.context.waitForEvent('page', {
      predicate: (page) => page.url().startsWith(this.urlOf(POPUP)),
      timeout: 10_000,
    })
    await popup.waitForLoadState()
    return popup
  }

  /** @param {Page} page @returns {Promise<string>} */
  async tabTargetOf(page) {
    const session = await this.context.newCDPSession(page)
    const { targetInfo } = await session.send('Target.getTargetInfo')
    await session.detach()
    const { targetInfos } = await this.browserSession.send('Target.getTargets', { filter: [{ type: 'tab' }] })
    // A tab's own target carries no link to its page's but the address: give the page a passing one of its own.
    const candidates = targetInfos.filter(({ url }) => url === targetInfo.url)
    const target = candidates.length === 1 ? candidates[0] : await this.#distinguish(page, targetInfos)
    if (!target) throw new Error(`no tab shows ${targetInfo.url}`)
    return target.targetId
  }

  /**
   * @param {Page} page
   * @param {readonly { targetId: string }[]} before
   */
  async #distinguish(page, before) {
    const mark = `#tab-${before.length}-${Date.now()}`
    const hash = await page.evaluate((fragment) => {
      const old = location.hash
      history.replaceState(history.state, '', fragment)
      return old
    }, mark)
    const { targetInfos } = await this.browserSession.send('Target.getTargets', { filter: [{ type: 'tab' }] })
    await page.evaluate(
      (old) => history.replaceState(history.state, '', old || location.pathname + location.search),
      hash,
    )
    return targetInfos.find(({ url }) => url.endsWith(mark))
  }

  /** Opens one of Kode's pages in a tab. @param {string} [file] */
  async openPage(file = POPUP) {
    const page = await this.context.newPage()
    await page.goto(this.urlOf(file))
    return page
  }

  /** Stops the background's worker, as the browser does after half a minute. @param {Page} page any page of Kode's */
  async stopWorker(page) {
    const session = await this.context.newCDPSession(page)
    await session.send('ServiceWorker.enable')
    await session.send('ServiceWorker.stopAllWorkers')
    await session.detach()
  }

  /**
   * All that is in one of Kode's storage areas.
   * @param {Page} page any page
   * @param {'local' | 'session'} storageArea
   * @returns {Promise<Record<string, unknown>>}
   */
  async storage(page, storageArea) {
    const session = await this.context.newCDPSession(page)
    const { data } = await session.send('Extensions.getStorageItems', { id: this.id, storageArea })
    await session.detach()
    return data
  }

  /** @param {string} file */
  urlOf(file) {
    return `chrome-extension://${this.id}/${file}`
  }

  async close() {
    await this.context.close()
    await this.cleanUp()
  }
}

/**
 * Waits until `page` is what the screen shows: until its first picture Chromium goes on showing the page before, and a
 * person clicks at what they see.
 * @param {Page} page
 */
function painted(page) {
  return page.evaluate(
    () =>
      new Promise((seen) => {
        requestAnimationFrame(() => requestAnimationFrame(seen))
        // Nothing is painted of a page that something else covers.
        setTimeout(seen, 2000)
      }),
  )
}

/** The id Chromium gives an extension whose manifest has a key: its hash, in the letters a to p. @param {string} dist */
async function extensionIdOf(dist) {
  const manifest = JSON.parse(await readFile(path.join(dist, 'manifest.json'), 'utf8'))
  const hash = createHash('sha256').update(Buffer.from(manifest.key, 'base64')).digest('hex').slice(0, 32)
  return [...hash].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16))).join('')
}

/** Puts Kode's icon on the toolbar of a fresh profile, as a person would pin it; false if it is not fresh. @param {string} profile @param {string} id */
async function pinToToolbar(profile, id) {
  const file = path.join(profile, 'Default', 'Preferences')
  await mkdir(path.dirname(file), { recursive: true })
  const preferences = { extensions: { pinned_extensions: [id], ui: { developer_mode: true } } }
  try {
    await writeFile(file, JSON.stringify(preferences), { flag: 'wx' })
    return true
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'EEXIST')) throw cause
    return false
  }
}
