import { readFileSync } from 'node:fs'
import path from 'node:path'

/** Puts a saved stand-in page (tests/fixtures/pages) into the test's document. */
export function showPage(name: string): void {
  const file = path.join(import.meta.dirname, '../../fixtures/pages', `${name}.html`)
  const parsed = new DOMParser().parseFromString(readFileSync(file, 'utf8'), 'text/html')
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
