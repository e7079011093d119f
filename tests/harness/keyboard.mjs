// What a person does who has a keyboard and nothing else.

import { find, isOurHost } from './offer.mjs'

/** @typedef {import('playwright-core').Page} Page */

const MANY = 40

/**
 * Tab by Tab to the part that is called `name`, and looks at each stop on the way: it must be seen, and seen to
 * have the focus. Starts from where the focus is, which may be the part itself.
 * @param {Page} page @param {string} name
 */
export async function tabTo(page, name) {
  const passed = []
  for (let stops = 0; stops < MANY; stops += 1) {
    const stop = await focused(page)
    if (stop.name === name) return
    await page.keyboard.press('Tab')
    passed.push(await seenFocus(page))
  }
  throw new Error(`no "${name}" among ${passed.join(', ')}`)
}

/** To the part that is called `name`, and Enter. @param {Page} page @param {string} name */
export async function pressByKey(page, name) {
  await tabTo(page, name)
  await page.keyboard.press('Enter')
}

/** To the field that is called `name`, and `text` into it. @param {Page} page @param {string} name @param {string} text */
export async function typeInto(page, name, text) {
  await tabTo(page, name)
  await page.keyboard.type(text)
}

/** The name of what has the focus; an error if it cannot be seen that it has. @param {Page} page */
async function seenFocus(page) {
  const { name, shown, marked } = await focused(page)
  if (!shown) throw new Error(`"${name}" has the focus and is not seen`)
  if (!marked) throw new Error(`"${name}" has the focus and does not look it`)
  return name
}

/** @param {Page} page */
const focused = (page) => page.evaluate(describeFocus)

/** Runs in the page. */
function describeFocus() {
  const element = document.activeElement
  if (element === null || element === document.body) return { name: '', shown: true, marked: true }
  const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : []
  const words = element.getAttribute('aria-label') ?? labels[0]?.textContent ?? element.textContent
  const { top, bottom, width, height } = element.getBoundingClientRect()
  const style = getComputedStyle(element)
  return {
    name: words.trim(),
    shown: element.checkVisibility() && width * height > 0 && bottom > 0 && top < innerHeight,
    marked: (style.outlineStyle !== 'none' && style.outlineWidth !== '0px') || style.boxShadow !== 'none',
  }
}

/** True if one of the offer's buttons has the focus and looks it. @param {Page} page */
export async function offerHasFocus(page) {
  const session = await page.context().newCDPSession(page)
  try {
    const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true })
    const host = find(root, isOurHost)
    const inside = host?.shadowRoots?.[0]
    if (!inside) return false
    const { object } = await session.send('DOM.resolveNode', { backendNodeId: inside.backendNodeId })
    const { result } = await session.send('Runtime.callFunctionOn', {
      objectId: object.objectId ?? '',
      functionDeclaration: String(looksFocused),
      returnByValue: true,
    })
    return result.value === true
  } finally {
    await session.detach()
  }
}

/** Runs in the page, on the offer's shadow root. @this {ShadowRoot} */
function looksFocused() {
  const button = this.activeElement
  return button !== null && getComputedStyle(button).outlineStyle !== 'none'
}
