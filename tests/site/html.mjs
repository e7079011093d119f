// Markup for the practice pages. Whatever is put into a template is escaped unless it is markup itself, so that
// a hostile tenant or user name stays text on every page.

/** Text that is already HTML. Only `html` and `attributes` make one. */
export class Markup {
  /** @param {string} text */
  constructor(text) {
    this.text = text
  }

  toString() {
    return this.text
  }
}

/** @typedef {string | number | Markup | false | undefined | readonly Markup[]} Piece */

/** @type {Record<string, string>} */
const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** @param {string} text */
export const escapeHtml = (text) => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '')

/**
 * Template tag. `false` and `undefined` leave nothing behind, lists are joined.
 * @param {TemplateStringsArray} strings
 * @param {...Piece} pieces
 */
export function html(strings, ...pieces) {
  const rendered = pieces.map(render)
  return new Markup(strings.map((text, index) => text + (rendered[index] ?? '')).join(''))
}

/**
 * Attributes with a leading space each. `undefined` and `false` leave the attribute out, `true` gives a bare one.
 * @param {Record<string, string | number | boolean | undefined>} values
 */
export function attributes(values) {
  const written = Object.entries(values).map(([name, value]) => {
    if (value === undefined || value === false) return ''
    return value === true ? ` ${name}` : ` ${name}="${escapeHtml(String(value))}"`
  })
  return new Markup(written.join(''))
}

/**
 * A value for an inline script: JSON in which nothing can close the script element.
 * @param {unknown} value
 */
export const scriptJson = (value) => new Markup(JSON.stringify(value).replaceAll('<', '\\u003c'))

/**
 * @param {Piece} piece
 * @returns {string}
 */
function render(piece) {
  if (piece === undefined || piece === false) return ''
  if (piece instanceof Markup) return piece.text
  return Array.isArray(piece) ? piece.map(render).join('') : escapeHtml(String(piece))
}
