// The offer in a page of Firefox. Its shadow root is closed to the page; WebDriver may look in.

/** @typedef {import('./firefox-tab.mjs').FirefoxTab} FirefoxTab */

const HOST = ':root > [popover="manual"], dialog > [popover="manual"]'
const PATIENCE = 20_000

/** Waits until the offer has come out of its dimness, and presses the part with this text. @param {FirefoxTab} tab @param {string} text */
export async function pressInOffer(tab, text) {
  const deadline = Date.now() + PATIENCE
  for (;;) {
    const place = await placeInOffer(tab, text).catch(() => undefined) // taken down while it was looked at
    if (place) return tab.clickAt(place)
    if (Date.now() > deadline) throw new Error(`no offer to press "${text}" in: ${await tab.text()}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/** @param {FirefoxTab} tab @param {string} text */
async function placeInOffer({ bidi, context }, text) {
  const { result } = await bidi.send('script.evaluate', {
    expression: `document.querySelector(${JSON.stringify(HOST)})`,
    target: { context },
    awaitPromise: false,
    serializationOptions: { includeShadowTree: 'all', maxDomDepth: 0 },
  })
  const root = result.value?.shadowRoot
  if (!root) return undefined
  const { result: found } = await bidi.send('script.callFunction', {
    functionDeclaration: String(placeIn),
    arguments: [{ sharedId: root.sharedId }, { type: 'string', value: text }],
    target: { context },
    awaitPromise: false,
  })
  return found.value === undefined ? undefined : JSON.parse(found.value)
}

/** The middle of the part with this text, as JSON, once a press counts. @param {ShadowRoot} root @param {string} text */
function placeIn(root, text) {
  const leaves = [...root.querySelectorAll('.settled *')].filter(({ children }) => children.length === 0)
  const part = leaves.find(({ textContent }) => textContent === text)
  if (!part) return undefined
  const { x, y, width, height } = part.getBoundingClientRect()
  return JSON.stringify({ x: x + width / 2, y: y + height / 2 })
}
