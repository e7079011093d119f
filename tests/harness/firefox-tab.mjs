// A tab of Firefox: what it shows, and a mouse and a keyboard for it.

/** @typedef {import('./bidi.mjs').Bidi} Bidi */
/** @typedef {{ x: number, y: number }} Place CSS pixels from the corner of what a tab shows */

/** Milliseconds: a fill may wait for the next code, which is up to half a minute away. */
const PATIENCE = 40_000

export class FirefoxTab {
  /** @param {Bidi} bidi @param {string} context WebDriver's name for the tab */
  constructor(bidi, context) {
    this.bidi = bidi
    this.context = context
  }

  /** @param {string} url */
  async goto(url) {
    await this.bidi.send('browsingContext.navigate', { context: this.context, url, wait: 'complete' })
  }

  async bringToFront() {
    await this.bidi.send('browsingContext.activate', { context: this.context })
  }

  /**
   * Runs a function in the tab; its arguments and its result travel as JSON.
   * @template T
   * @param {(...words: string[]) => T} act
   * @param {...string} words
   * @returns {Promise<Awaited<T>>}
   */
  async evaluate(act, ...words) {
    const reply = await this.bidi.send('script.callFunction', {
      functionDeclaration: `async (...words) => JSON.stringify(await (${act})(...words))`,
      arguments: words.map((value) => ({ type: 'string', value })),
      target: { context: this.context },
      awaitPromise: true,
    })
    if (reply.type === 'exception') throw new Error(reply.exceptionDetails.text)
    return JSON.parse(reply.result.value ?? 'null')
  }

  /**
   * Waits until a function in the tab gives something true, and gives that.
   * @template T
   * @param {(...words: string[]) => T} wanted
   * @param {...string} words
   * @returns {Promise<NonNullable<Awaited<T>>>}
   */
  async until(wanted, ...words) {
    const deadline = Date.now() + PATIENCE
    for (;;) {
      // Between two documents there is nothing to run it in.
      const found = await this.evaluate(wanted, ...words).catch(() => undefined)
      if (found) return found
      if (Date.now() > deadline)
        throw new Error(`waited in vain for ${words.join() || wanted} in: ${await this.text()}`)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }

  text() {
    return this.evaluate(() => document.body.innerText)
  }

  /** Waits for what a selector names, and clicks its middle. @param {string} selector */
  async click(selector) {
    await this.clickAt(await this.until(placeOf, selector))
  }

  /** @param {string} selector @param {string} text */
  async fill(selector, text) {
    await this.click(selector)
    const actions = [...text].flatMap((value) => [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ])
    await this.#act({ type: 'key', id: 'keys', actions })
  }

  /** @param {Place} place @param {{ button?: 0 | 2 }} [options] */
  clickAt({ x, y }, { button = 0 } = {}) {
    const actions = [
      { type: 'pointerMove', x: Math.round(x), y: Math.round(y) },
      { type: 'pointerDown', button },
      { type: 'pointerUp', button },
    ]
    return this.#act({ type: 'pointer', id: 'mouse', actions })
  }

  /** @param {object} source of input, with what it does */
  #act(source) {
    return this.bidi.send('input.performActions', { context: this.context, actions: [source] })
  }
}

/** The middle of what a selector names, once it is shown. @param {...string} selectors */
function placeOf(...selectors) {
  const element = document.querySelector(selectors[0] ?? '')
  element?.scrollIntoView({ block: 'nearest' })
  const { x, y, width, height } = element?.getBoundingClientRect() ?? new DOMRect()
  return width > 0 ? { x: Math.round(x + width / 2), y: Math.round(y + height / 2) } : undefined
}
