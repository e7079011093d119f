// What the page scripts share: finding things, waiting, and changing from one view to the next.

/**
 * @param {ParentNode} root
 * @param {string} selector
 * @returns {HTMLElement}
 */
export function part(root, selector) {
  const found = root.querySelector(selector)
  if (!(found instanceof HTMLElement)) throw new Error(`the page has no ${selector}`)
  return found
}

/** @param {string} selector @returns {HTMLInputElement | undefined} */
export function inputAt(selector) {
  const found = document.querySelector(selector)
  return found instanceof HTMLInputElement ? found : undefined
}

/** @param {number} milliseconds */
export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/**
 * A click on what the selector names, now or after any change of view.
 * @param {string} selector
 * @param {(target: HTMLElement) => void} act
 */
export function onClick(selector, act) {
  document.addEventListener('click', (event) => {
    const target = event.target instanceof Element ? event.target.closest(selector) : null
    if (!(target instanceof HTMLElement)) return
    event.preventDefault()
    act(target)
  })
}

const SLIDE = 180

/**
 * Puts a fresh copy of a view in place of the one shown, with a slide. Nothing of the old view is kept: every
 * node is new, the field's too.
 * @param {HTMLElement} host
 * @param {string} name
 */
export async function changeView(host, name) {
  host.classList.add('slide-out')
  await pause(SLIDE)
  placeView(host, name)
  host.classList.remove('slide-out')
  host.classList.add('slide-in')
  void pause(SLIDE * 2).then(() => host.classList.remove('slide-in'))
}

/**
 * @param {HTMLElement} host
 * @param {string} name
 */
export function placeView(host, name) {
  const template = document.querySelector(`template[data-view="${name}"]`)
  if (!(template instanceof HTMLTemplateElement)) throw new Error(`the page has no view ${name}`)
  host.replaceChildren(template.content.cloneNode(true))
}

/**
 * @param {string} address
 * @param {Record<string, string>} message
 * @returns {Promise<Record<string, unknown>>}
 */
export async function ask(address, message) {
  const reply = await fetch(address, { method: 'POST', body: JSON.stringify(message) })
  return reply.json()
}
