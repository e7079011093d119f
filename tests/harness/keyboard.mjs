// A person who has a keyboard and nothing else. Nothing here moves a pointer or hands an element the focus.

import { offerRoot } from './offer.mjs'

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('playwright-core').Locator} Locator */

/** More than there are places to stop at on any page a test walks. */
const MANY = 40

/**
 * Presses Tab until `target` has the focus, and holds each stop of Kode's own on the way to showing it.
 * @param {Page} page @param {Locator} target
 * @returns {Promise<void>}
 * @throws {Error} where a stop shows no focus, or `target` is never reached
 */
export async function tabTo(page, target) {
  await target.waitFor()
  for (let presses = 0; presses < MANY; presses++) {
    if (await hasFocus(target)) return showsFocus(page)
    await page.keyboard.press('Tab')
    await showsFocus(page)
  }
  throw new Error(`Tab never comes to ${target.toString()}`)
}

/** Waits until `target` has been given the focus without a key. @param {Page} page @param {Locator} target */
export async function landOn(page, target) {
  await target.waitFor()
  await page.waitForFunction(isFocused, await target.elementHandle(), { timeout: 5000 })
  await showsFocus(page)
}

/** Tab to it, and type. @param {Page} page @param {Locator} field @param {string} text */
export async function type(page, field, text) {
  await tabTo(page, field)
  await page.keyboard.type(text)
}

/** Tab to it, and press Enter. @param {Page} page @param {Locator} button */
export async function enter(page, button) {
  await tabTo(page, button)
  await page.keyboard.press('Enter')
}

/**
 * The button of the offer that has the focus, by its text; undefined while the focus is in the page.
 * @param {Page} page
 * @throws {Error} where that button does not show it
 */
export async function focusedInOffer(page) {
  const stop = await offerRoot(page, describeFocus)
  if (stop !== undefined && !stop.shown) throw new Error(`the offer's "${stop.text}" shows no focus`)
  return stop?.text
}

/** @param {Element | null} element */
const isFocused = (element) => element === document.activeElement

/** @param {Locator} target */
const hasFocus = (target) => target.evaluate((element) => element === document.activeElement)

/** Microsoft's pages are not ours to judge. @param {Page} page */
async function showsFocus(page) {
  if (!page.url().startsWith('chrome-extension:')) return
  const stop = await page.evaluate(`(${describeFocus}).call(document)`)
  if (stop !== undefined && !stop.shown) throw new Error(`"${stop.text}" has the focus and does not show it`)
}

/**
 * Runs in the page. A heading that was given the focus to be read out is no stop, and the page itself is none.
 * @this {DocumentOrShadowRoot}
 * @returns {{ text: string, shown: boolean } | undefined}
 */
function describeFocus() {
  const element = this.activeElement
  if (element === null || element.matches('body, h1')) return undefined
  const { outlineStyle, outlineWidth } = getComputedStyle(element)
  const { left, right, top, bottom } = element.getBoundingClientRect()
  const inSight =
    right > left && bottom > top && bottom > 0 && right > 0 && top < innerHeight && left < innerWidth
  const ringed = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1
  const text = element.textContent?.trim() || element.getAttribute('aria-label') || element.id
  return { text, shown: inSight && ringed && element.matches(':focus-visible') }
}
