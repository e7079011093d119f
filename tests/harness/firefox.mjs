// A real Firefox with the very archive that is packaged for it. What WebDriver has no word for (the toolbar, a
// menu, a popup) is pressed in the browser's own window, by its own code or by the mouse.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { findFirefox } from '../../scripts/browsers.mjs'
import { zipOfBuilt } from '../../scripts/package.mjs'
import { Bidi } from './bidi.mjs'
import { FirefoxPopup } from './firefox-popup.mjs'
import { FirefoxTab } from './firefox-tab.mjs'
import { ROOT } from './kode.mjs'

export const DIST = path.join(ROOT, 'dist-firefox')
/** The origin of Kode's pages, which Firefox draws anew for each profile unless it is told. */
const UUID = '11111111-2222-4333-8444-555555555555'

/** @typedef {import('../site/server.mjs').Site} Site */

export class Firefox {
  /** A page of Kode's in the background, which sees the popup. @type {FirefoxTab | undefined} */
  #eye

  /**
   * @param {Bidi} bidi
   * @param {import('node:child_process').ChildProcess} process
   * @param {string} id Kode's
   */
  constructor(bidi, process, id) {
    this.bidi = bidi
    this.process = process
    this.id = id
  }

  /**
   * Starts Firefox on a profile folder, with Kode in it and every host name leading to the practice site.
   * @param {{ site: Site, profile: string, dist?: string }} options `dist` the built extension
   */
  static async launch({ site, profile, dist = DIST }) {
    const id = await idOf(dist)
    const isNew = !existsSync(path.join(profile, 'user.js'))
    await writeFile(path.join(profile, 'user.js'), preferences({ id, port: site.port }))
    const process = spawn(
      findFirefox(),
      [
        '--headless',
        '--no-remote',
        '--profile',
        profile,
        '--remote-debugging-port=0',
        '--remote-allow-system-access',
      ],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    )
    const bidi = await Bidi.connect(`${await addressSaidBy(process)}/session`)
    // The practice site's certificate is made anew each time, and nobody has signed it.
    await bidi.send('session.new', { capabilities: { alwaysMatch: { acceptInsecureCerts: true } } })
    const firefox = new Firefox(bidi, process, id)
    await firefox.#install(dist, path.join(profile, 'kode.zip'))
    if (isNew) await firefox.#closeWelcome()
    return firefox
  }

  /** Firefox reads the archive as long as it runs. @param {string} dist @param {string} archive a file */
  async #install(dist, archive) {
    await writeFile(archive, zipOfBuilt(dist))
    await this.bidi.send('webExtension.install', { extensionData: { type: 'archivePath', path: archive } })
  }

  /** Kode introduces itself once, in a tab in front of all others. @throws {Error} when it does not */
  async #closeWelcome() {
    const deadline = Date.now() + 20_000
    for (;;) {
      const { contexts } = await this.bidi.send('browsingContext.getTree', {})
      const welcome = contexts.find((/** @type {{ url: string }} */ { url }) => url.endsWith('#welcome'))
      if (welcome) return this.bidi.send('browsingContext.close', { context: welcome.context })
      if (Date.now() > deadline) throw new Error('no first page after installing')
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }

  /** A new tab in front, showing nothing yet. */
  async openTab() {
    const { context } = await this.bidi.send('browsingContext.create', { type: 'tab' })
    return new FirefoxTab(this.bidi, context)
  }

  /**
   * One of Kode's pages in a tab, in front unless told otherwise.
   * @param {string} file
   * @param {{ background?: boolean }} [options]
   */
  async openPage(file, { background = false } = {}) {
    const { context } = await this.bidi.send('browsingContext.create', { type: 'tab', background })
    const url = `moz-extension://${UUID}/${file}`
    // WebDriver never hears that an extension's page has loaded.
    await this.bidi.send('browsingContext.navigate', { context, url, wait: 'none' })
    const tab = new FirefoxTab(this.bidi, context)
    await tab.until((wanted) => location.href === wanted && document.readyState === 'complete', url)
    return tab
  }

  /** Clicks Kode's toolbar icon over `tab`: the popup opens, and the tab may be captured. @param {FirefoxTab} tab */
  async clickToolbar(tab) {
    await tab.bringToFront()
    await this.inWindow(
      `const { extension } = WebExtensionPolicy.getByID(${JSON.stringify(this.id)})
       extension.apiManager.global.browserActionFor(extension).triggerAction(window)`,
    )
    return this.popup()
  }

  /** Has Kode open its popup by itself, which gives it no right to look at the tab in front. */
  async openPopupUnasked() {
    const eye = await this.#theEye()
    await eye.evaluate(() => chrome.action.openPopup())
    return this.popup()
  }

  /** The popup that is open or about to be. */
  async popup() {
    const popup = new FirefoxPopup(this, await this.#theEye())
    await popup.opened()
    return popup
  }

  async #theEye() {
    return (this.#eye ??= await this.openPage('src/manage/index.html', { background: true }))
  }

  /**
   * Right-clicks the middle of what a tab shows and picks the item with this text.
   * @param {FirefoxTab} tab
   * @param {string} text
   */
  async chooseFromMenu(tab, text) {
    await tab.bringToFront()
    await tab.clickAt({ x: 300, y: 300 }, { button: 2 })
    await this.inWindow(
      `const menu = document.getElementById('contentAreaContextMenu')
       while (menu.state !== 'open') await new Promise((resolve) => setTimeout(resolve, 50))
       const item = [...menu.querySelectorAll('menuitem')].find(({ label }) => label === ${JSON.stringify(text)})
       if (!item) throw new Error('no such item: ' + [...menu.children].map(({ label }) => label).join())
       menu.activateItem(item)`,
    )
  }

  /** The address of what the window's sidebar shows; empty while it is closed. @returns {Promise<string>} */
  sidebar() {
    return this.inWindow(
      `const shown = SidebarController.isOpen && SidebarController.browser.contentDocument
       return shown?.getElementById('webext-panels-browser')?.currentURI.spec ?? ''`,
    )
  }

  /** Stops the background, as Firefox does when it idles. */
  async stopBackground() {
    await this.inWindow(
      `await WebExtensionPolicy.getByID(${JSON.stringify(this.id)}).extension.terminateBackground()`,
    )
  }

  /** Runs the body of an async function in the browser's own window. @param {string} body @returns {Promise<any>} */
  async inWindow(body) {
    const expression = `(async () => JSON.stringify(await (async () => { ${body} })()) ?? 'null')()`
    const target = { context: await this.windowContext() }
    const reply = await this.bidi.send('script.evaluate', { expression, target, awaitPromise: true })
    if (reply.type === 'exception') throw new Error(reply.exceptionDetails.text)
    return JSON.parse(reply.result.value)
  }

  /** @returns {Promise<string>} */
  async windowContext() {
    const { contexts } = await this.bidi.send('browsingContext.getTree', { 'moz:scope': 'chrome' })
    return contexts.find((/** @type {{ url: string }} */ { url }) => url.endsWith('browser.xhtml')).context
  }

  /** A second time does nothing. */
  async close() {
    if (this.process.exitCode !== null) return
    const ended = once(this.process, 'exit')
    await this.bidi.send('browser.close')
    await ended
    this.bidi.close()
  }
}

/** A Firefox's id for the extension in a built folder. @param {string} folder @returns {Promise<string>} */
async function idOf(folder) {
  const manifest = JSON.parse(await readFile(path.join(folder, 'manifest.json'), 'utf8'))
  return manifest.browser_specific_settings.gecko.id
}

/** @param {{ id: string, port: number }} options */
function preferences({ id, port }) {
  const wanted = {
    'extensions.webextensions.uuids': JSON.stringify({ [id]: UUID }),
    // Every name is this computer, and every https address is the practice site.
    'network.dns.forceResolve': '127.0.0.1',
    'network.socket.forcePort': `443=${port}`,
    // Microsoft's names are known to browsers as always secure, and their certificates are pinned.
    'network.stricttransportsecurity.preloadlist': false,
    'security.cert_pinning.enforcement_level': 0,
    'browser.aboutwelcome.enabled': false,
    'datareporting.policy.dataSubmissionEnabled': false,
  }
  return Object.entries(wanted)
    .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`)
    .join('')
}

/**
 * The address Firefox says it listens at.
 * @param {import('node:child_process').ChildProcess} process
 * @returns {Promise<string>}
 */
function addressSaidBy(process) {
  return new Promise((resolve, reject) => {
    let said = ''
    process.stderr?.on('data', (chunk) => {
      said += chunk
      const address = /listening on (ws:\S+)/.exec(said)?.[1]
      if (address) resolve(address)
    })
    process.once('exit', () => reject(new Error(`Firefox ended at once: ${said}`)))
  })
}
