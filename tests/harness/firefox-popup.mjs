// Kode's real toolbar popup in Firefox. WebDriver does not see it: another page of Kode's looks into it, and the
// mouse and the keyboard are the browser window's own, which reach it as a person's do.

/** @typedef {import('./firefox.mjs').Firefox} Firefox */
/** @typedef {import('./firefox-tab.mjs').FirefoxTab} FirefoxTab */

export class FirefoxPopup {
  /** @param {Firefox} firefox @param {FirefoxTab} eye */
  constructor(firefox, eye) {
    this.firefox = firefox
    this.eye = eye
  }

  /** Waits until it stands there with something to press in it. */
  async opened() {
    await this.eye.until(() => {
      const [popup] = chrome.extension.getViews({ type: 'popup' })
      return popup?.document.querySelector('button') != null
    })
  }

  /** Its size in CSS pixels, the size Firefox has given it. */
  size() {
    return this.eye.evaluate(() => {
      const [popup] = chrome.extension.getViews({ type: 'popup' })
      return { width: popup?.innerWidth, height: popup?.innerHeight }
    })
  }

  text() {
    return this.eye.evaluate(() => {
      const [popup] = chrome.extension.getViews({ type: 'popup' })
      return popup?.document.body.innerText
    })
  }

  /** The text of each element there that `selector` finds. @param {string} selector @returns {Promise<string[]>} */
  texts(selector) {
    return this.eye.evaluate((wanted) => {
      const [popup] = chrome.extension.getViews({ type: 'popup' })
      return [...(popup?.document.querySelectorAll(wanted) ?? [])].map((one) => one.textContent)
    }, selector)
  }

  /** Waits for a text in it. @param {string} text */
  async shows(text) {
    const isShown = (/** @type {string[]} */ ...wanted) => {
      const [popup] = chrome.extension.getViews({ type: 'popup' })
      return popup?.document.body.innerText.includes(wanted[0] ?? '') ?? false
    }
    await this.#orTellWhatIsThere(this.eye.until(isShown, text), text)
  }

  /** Waits for a button, a menu item or a labelled field with this name, and says where it is. @param {string} name */
  has(name) {
    return this.#orTellWhatIsThere(this.eye.until(placeOf, name), name)
  }

  /** @template T @param {Promise<T>} wait @param {string} wanted */
  #orTellWhatIsThere(wait, wanted) {
    return wait.catch(async (cause) => {
      throw new Error(`no "${wanted}" in the popup, but: ${await this.text()}`, { cause })
    })
  }

  /** The same, and clicks it. @param {string} name */
  async press(name) {
    const { x, y } = await this.has(name)
    await this.firefox.inWindow(`
      const frame = document.querySelector('.webextension-popup-browser').getBoundingClientRect()
      const { event } = ChromeUtils.importESModule('chrome://remote/content/shared/webdriver/Event.sys.mjs')
      event.synthesizeMouseAtPoint(frame.x + ${x}, frame.y + ${y}, {}, window)`)
  }

  /** @param {string} label @param {string} text */
  async fill(label, text) {
    await this.press(label)
    await this.eye.until((wanted) => {
      const [popup] = chrome.extension.getViews({ type: 'popup' })
      const focused = popup?.document.activeElement
      return focused?.tagName === 'INPUT' && popup?.document.hasFocus() === true && wanted !== ''
    }, label)
    await this.firefox.inWindow(`
      const keyboard = Cc['@mozilla.org/text-input-processor;1'].createInstance(Ci.nsITextInputProcessor)
      keyboard.beginInputTransactionForTests(window)
      for (const key of ${JSON.stringify(text)}) {
        const event = new window.KeyboardEvent('', { key })
        keyboard.keydown(event)
        keyboard.keyup(event)
      }`)
  }

  async close() {
    await this.eye.evaluate(() => chrome.extension.getViews({ type: 'popup' })[0]?.close())
    await this.eye.until(() => chrome.extension.getViews({ type: 'popup' }).length === 0)
  }
}

/** The middle of the control with this name, in the popup's own pixels, once it lies still. @param {...string} names */
async function placeOf(...names) {
  const [name = ''] = names
  const [popup] = chrome.extension.getViews({ type: 'popup' })
  /** @type {NodeListOf<HTMLInputElement> | undefined} buttons and menu items have these properties too, or lack `labels` */
  const controls = popup?.document.querySelectorAll('button, input, [role="menuitem"]')
  const control = [...(controls ?? [])].find(
    (one) =>
      one.textContent.trim() === name ||
      one.getAttribute('aria-label') === name ||
      [...(one.labels ?? [])].some((label) => label.textContent.trim() === name),
  )
  if (!control) return undefined
  control.scrollIntoView({ block: 'nearest' })
  const before = control.getBoundingClientRect()
  await new Promise((resolve) => setTimeout(resolve, 100))
  const { x, y, width, height } = control.getBoundingClientRect()
  const isStill = before.x === x && before.y === y && width > 0
  return isStill ? { x: x + width / 2, y: y + height / 2 } : undefined
}
