// The last two steps: the first code, and the word that it was right.

import { attributes, html } from '../html.mjs'
import { wordsIn } from '../words.mjs'
import { backButton, nextButton } from './registration-parts.mjs'

/** @typedef {import('../visit.mjs').Visit} Visit */

const FIELD_TYPES = ['text', 'tel', 'number']

/**
 * The attributes of the real field are unknown, so they vary by address: `codeType=text|tel|number`, `maxlength`.
 * @param {Visit} visit
 */
export function codeStep({ lang, query }) {
  const say = wordsIn(lang)
  const error = query.get('error') === 'shown' && say('registerWrong')
  return html`<section data-step="code">
    <h1 data-testid="reskin-step-title">${say('registerCodeTitle')}</h1>
    <p>${say('registerCodeText')}</p>
    <div class="message-place" data-error="${say('registerWrong')}">
      ${error && html`<div class="ms-MessageBar" data-testid="message-bar-error" role="alert">${error}</div>`}
    </div>
    <div class="ms-TextField">
      <div class="ms-TextField-fieldGroup">
        <input${attributes({
          type: FIELD_TYPES.find((type) => type === query.get('codeType')) ?? 'text',
          class: 'ms-TextField-field',
          'data-testid': 'verification-entercode-input',
          maxlength: query.get('maxlength') ?? undefined,
          placeholder: say('code'),
          'aria-label': say('code'),
          value: '',
        })} />
      </div>
    </div>
    <div class="actions">${backButton(say('back'))} ${nextButton(say('next'), { disabled: true })}</div>
  </section>`
}

/** @param {Visit} visit */
export function doneStep({ lang }) {
  const say = wordsIn(lang)
  return html`<section data-step="done">
    <h1 data-testid="reskin-step-title">${say('addedTitle')}</h1>
    <p>${say('addedText')}</p>
    <div class="actions">${nextButton(say('done'))}</div>
  </section>`
}
