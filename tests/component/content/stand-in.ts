import { drawPage } from '../../site/draw.mjs'
import { standIn } from '../../site/pages.mjs'

/** Puts a page of the practice site into the test's document, as its server sends it. */
export function showPage(id: string): void {
  const parsed = new DOMParser().parseFromString(drawPage(standIn(id).url), 'text/html')
  document.documentElement.replaceChildren(...parsed.documentElement.childNodes)
}

export function find(selector: string): HTMLInputElement {
  const found = findElement(selector)
  if (!(found instanceof HTMLInputElement)) throw new Error(`${selector} is no input`)
  return found
}

export function findElement(selector: string): HTMLElement {
  const found = document.querySelector(selector)
  if (!(found instanceof HTMLElement)) throw new Error(`the page has no ${selector}`)
  return found
}

/** The field of the last page shown that has `name=otc`. */
export const otcField = (): HTMLInputElement => find('[name=otc]')
