// A field in React's manner. React keeps its own note of the field's last value, by way of a `value` property on
// the node itself, and takes an `input` event for news only when the field differs from that note. So a script
// of the page that sets `.value` changes the note too and goes unheard, and the next drawing puts the state back.

const native = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')

/**
 * @param {HTMLInputElement} input
 * @param {(state: string) => void} changed called after each change of the state
 * @returns {{ draw: () => void, state: () => string }}
 */
export function controlInput(input, changed) {
  /** @returns {string} */
  const read = () => native?.get?.call(input) ?? ''
  let state = read()
  let noted = state
  Object.defineProperty(input, 'value', {
    configurable: true,
    get: read,
    set(value) {
      noted = String(value)
      native?.set?.call(input, value)
    },
  })
  const draw = () => {
    if (read() !== state) input.value = state
  }
  const hear = () => {
    if (read() !== noted) {
      state = noted = read()
      changed(state)
    }
    draw()
  }
  input.addEventListener('input', hear)
  input.addEventListener('change', hear)
  input.addEventListener('blur', draw)
  return { draw, state: () => state }
}
