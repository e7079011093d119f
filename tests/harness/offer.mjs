// The offer in a page, as a person has it: something to see and to press. Its shadow root is closed, so a test
// looks at it through the browser's own eyes and presses it with the mouse.

/** @typedef {import('playwright-core').Page} Page */

const HOST = ':root > [popover="manual"], dialog > [popover="manual"]'

/** @param {Page} page @returns {Promise<boolean>} */
export const hasOffer = (page) => page.evaluate((host) => document.querySelector(host) !== null, HOST)

/** Waits for an offer whose buttons have come out of their dimness: before that a press does not count. @param {Page} page */
export async function awaitOffer(page) {
  const deadline = Date.now() + 15_000
  while (!(await isSettled(page))) {
    if (Date.now() > deadline) throw new Error(`no offer to press, but: "${await readOffer(page)}"`)
    await page.waitForTimeout(100)
  }
}

/** @param {Page} page */
async function isSettled(page) {
  const session = await page.context().newCDPSession(page)
  try {
    const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true })
    const host = find(root, isOurHost)
    const card = host && find(host, (node) => /\bcard\b/.test(attribute(node, 'class') ?? ''))
    return card !== undefined && /\bsettled\b/.test(attribute(card, 'class') ?? '')
  } finally {
    await session.detach()
  }
}

/** The text of the offer, its parts on lines of their own; empty without an offer. @param {Page} page */
export async function readOffer(page) {
  return (await walkOffer(page)).map(({ text }) => text).join('\n')
}

/** Waits until the offer says `text` and can be pressed. @param {Page} page @param {string} text */
export async function readInOffer(page, text) {
  const deadline = Date.now() + 15_000
  while (!(await readOffer(page)).includes(text)) {
    if (Date.now() > deadline) throw new Error(`the offer says "${await readOffer(page)}", not "${text}"`)
    await page.waitForTimeout(100)
  }
  await awaitOffer(page)
}

/** Presses the part of the offer whose text is `text`. @param {Page} page @param {string} text */
export async function pressInOffer(page, text) {
  const part = await placeInOffer(page, text)
  if (!part) throw new Error(`the offer says nothing like "${text}"`)
  await page.mouse.click(part.x, part.y)
}

/** The middle of the part of the offer whose text is `text`, in CSS pixels. @param {Page} page @param {string} text */
export const placeInOffer = async (page, text) => (await walkOffer(page)).find((one) => one.text === text)

/** @param {Page} page @returns {Promise<{ text: string, x: number, y: number }[]>} */
async function walkOffer(page) {
  const session = await page.context().newCDPSession(page)
  try {
    const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true })
    const host = find(root, isOurHost)
    const texts = host ? textsIn(host) : []
    const parts = await Promise.all(
      texts.map(async ({ text, parent }) => {
        const box = session.send('DOM.getBoxModel', { backendNodeId: parent.backendNodeId })
        const { model } = await box.catch(() => ({ model: undefined })) // what is not rendered has none
        if (model === undefined) return undefined
        const [left = 0, top = 0, , , right = 0, bottom = 0] = model.content
        return { text, x: (left + right) / 2, y: (top + bottom) / 2 }
      }),
    )
    return parts.filter((part) => part !== undefined)
  } finally {
    await session.detach()
  }
}

/**
 * A node as DevTools describes it.
 * @typedef {{ nodeType: number, nodeName: string, nodeValue: string, backendNodeId: number,
 *   attributes?: string[], children?: Node[], shadowRoots?: Node[] }} Node
 */

/** @param {Node} node @returns {Node[]} */
const below = ({ children = [], shadowRoots = [] }) => [...shadowRoots, ...children]

/** @param {Node} node @param {(node: Node) => boolean} wanted @returns {Node | undefined} */
export function find(node, wanted) {
  if (wanted(node)) return node
  for (const child of below(node)) {
    const found = find(child, wanted)
    if (found) return found
  }
  return undefined
}

/** @param {Node} node @param {string} name */
function attribute({ attributes = [] }, name) {
  const at = attributes.findIndex((text, index) => index % 2 === 0 && text === name)
  return at < 0 ? undefined : attributes[at + 1]
}

const TEXT_NODE = 3

/** A popover of the page's own has no closed shadow root. @param {Node} node */
export const isOurHost = (node) => attribute(node, 'popover') === 'manual' && node.shadowRoots !== undefined

/** @param {Node} parent @returns {{ text: string, parent: Node }[]} */
const textsIn = (parent) =>
  below(parent).flatMap((node) =>
    node.nodeType === TEXT_NODE ? [{ text: node.nodeValue, parent }] : textsIn(node),
  )
