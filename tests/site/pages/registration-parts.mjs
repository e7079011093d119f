import { attributes, html } from '../html.mjs'

/**
 * A link that is a button, as all of these are.
 * @param {string} act
 * @param {string} text
 */
export const link = (act, text) =>
  html`<button type="button" class="ms-Link" role="link" data-act="${act}">${text}</button>`

/**
 * @param {string} text
 * @param {{ disabled?: boolean }} [state]
 */
export const nextButton = (text, { disabled = false } = {}) =>
  html`<button${attributes({
    type: 'button',
    class: 'ms-Button ms-Button--primary',
    'data-testid': 'reskin-step-next-button',
    disabled,
  })}><span class="ms-Button-label">${text}</span></button>`

/** @param {string} text */
export const backButton = (text) =>
  html`<button type="button" class="ms-Button" data-act="back">
    <span class="ms-Button-label">${text}</span>
  </button>`
