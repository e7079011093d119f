// A browser with Kode and the practice site, for the scenes to play in.

import { Kode } from '../../tests/harness/kode.mjs'
import { textsIn } from '../../tests/harness/texts.mjs'
import { say } from '../../tests/harness/vault.mjs'

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {{ name: string, issuer?: string, user?: string, secret?: string, digits?: number }} Entry */

export class World {
  /** The recovery code, once the vault has one. */
  recovery = ''

  /** What the toolbar shows beside `page`, once it was clicked. @type {Page | undefined} */
  toolbar

  /**
   * @param {Kode} kode
   * @param {import('../../tests/site/server.mjs').Site} site
   * @param {string} language
   * @param {{ popup: Page, tab: Page, page: Page }} pages what the toolbar shows, in a tab; Kode's own page in a tab; a page of the web
   */
  constructor(kode, site, language, { popup, tab, page }) {
    this.kode = kode
    this.site = site
    this.t = textsIn(language)
    this.person = { user: language === 'da' ? 'abc123@ku.dk' : 'alice@contoso.example', lang: language }
    this.popup = popup
    this.tab = tab
    this.page = page
  }

  /** @param {import('../../tests/site/server.mjs').Site} site @param {string} language */
  static async open(site, language) {
    const camera = ['--use-fake-device-for-media-stream=device-count=2', '--use-fake-ui-for-media-stream']
    const kode = await Kode.launch({ language, arguments: [...site.browserArguments(), ...camera] })
    kode.context.setDefaultTimeout(12_000)
    const [popup, tab, page] = [
      await kode.openPage(),
      await kode.context.newPage(),
      await kode.context.newPage(),
    ]
    return new World(kode, site, language, { popup, tab, page })
  }

  /** Presses Kode's button called by this text. @param {Page} page @param {string} key @param {string[]} values */
  press(page, key, ...values) {
    return page.getByRole('button', { name: this.t(key, ...values), exact: true }).click()
  }

  /** Chooses from the menu of the list. @param {string} key */
  async choose(key) {
    await this.press(this.popup, 'moreLabel')
    await this.popup.getByRole('menuitem', { name: this.t(key) }).click()
  }

  /** Puts accounts into the open vault. @param {readonly Entry[]} entries */
  async keep(entries) {
    for (const entry of entries) {
      const whole = { issuer: '', user: '', secret: SECRET, digits: 6, ...entry, ...REST }
      const reply = await say(this.popup, 'accounts.enter', { entry: whole, despiteConflict: true })
      if (reply.status !== 'added') throw new Error(`${entry.name}: ${reply.status}`)
    }
    await this.popup.reload()
  }

  /** What stands beside accounts of the open vault. @param {readonly Entry[]} entries @param {{ pinned: boolean, tags: readonly string[] }} beside */
  async arrange(entries, { pinned, tags }) {
    const { rows } = await say(this.popup, 'codes.list', { first: 0, count: 50 })
    for (const { name } of entries) {
      const { id } = rows.find((/** @type {{ name: string }} */ row) => row.name === name)
      const { form } = await say(this.popup, 'accounts.read', { id })
      await say(this.popup, 'accounts.edit', { id, form: { ...form, tags } })
      await say(this.popup, 'accounts.pin', { id, pinned })
    }
    await this.popup.reload()
  }

  /** What a person prefers. @param {object} settings */
  async set(settings) {
    const before = await say(this.popup, 'settings.read')
    await say(this.popup, 'settings.change', { ...before, ...settings })
    await this.popup.reload()
  }

  /** Whether the vault locks after each code. @param {boolean} afterCode */
  async lockAfterCodes(afterCode) {
    const { idleMinutes, hours } = await say(this.popup, 'vault.locking')
    await say(this.popup, 'vault.setLocking', { idleMinutes, hours, afterCode })
  }

  /** The menu of one account of a list. @param {Page} page @param {string} name */
  async openRowMenu(page, name) {
    await page.getByRole('button', { name: this.t('menuLabel', `\u2068${name}\u2069`) }).click()
  }

  /** The form of one account, on Kode's own page. @param {string} name */
  async edit(name) {
    await this.openRowMenu(this.tab, name)
    await this.tab.getByRole('menuitem', { name: this.t('menuEdit'), exact: true }).click()
    await this.tab.getByRole('heading', { name: this.t('editTitle') }).waitFor()
  }

  /** Both copies of the vault claim this version: a later one is a Kode's of the future. @param {number} version */
  async writeVersion(version) {
    await this.popup.evaluate(claimVersion, version)
    await this.popup.reload()
  }

  /** Kode's own page at this address. @param {string} hash */
  async go(hash) {
    await this.tab.goto(this.kode.urlOf(`src/manage/index.html#${hash}`))
    await this.tab.getByRole('heading', { level: 1 }).first().waitFor()
  }
}

/** Runs in a page of Kode's. @param {number} version */
async function claimVersion(version) {
  /** @type {Record<string, { header: string }>} */
  const stored = await chrome.storage.local.get(['vault.a', 'vault.b'])
  const claiming = Object.entries(stored).map(([key, record]) => {
    const header = JSON.stringify({ ...JSON.parse(record.header), version })
    return [key, { ...record, header }]
  })
  await chrome.storage.local.set(Object.fromEntries(claiming))
}

const SECRET = 'gezdgnbvgy3tqojq'
const REST = { type: 'totp', algorithm: 'SHA1', period: 30, counter: 0 }
