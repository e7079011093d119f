// The code fields and buttons of login.live.com, a generation each.

import { attributes, html } from '../html.mjs'

/** @typedef {(key: string) => string} Say */

/** @param {Say} say */
export function currentField(say) {
  return html`<input${attributes({
    id: 'otc-confirmation-input',
    'data-testid': 'otc-confirmation-input',
    'data-code': true,
    name: 'otc',
    type: 'tel',
    maxlength: 8,
    class: 'ext-input ext-text-box form-control',
    placeholder: say('code'),
    'aria-label': say('personalLabel'),
    'aria-describedby': 'oneTimeCodeDescription',
  })} />`
}

/** @param {Say} say */
export function floatingField(say) {
  return html`<label for="floatingLabelInput5">${say('code')}</label>
    <input${attributes({
      id: 'floatingLabelInput5',
      'data-code': true,
      name: 'otc',
      type: 'text',
      class: 'form-control',
    })} />`
}

/** @param {Say} say */
export function knockoutField(say) {
  return html`<input${attributes({
      id: 'idTxtBx_SAOTCC_OTC',
      'data-code': true,
      name: 'otc',
      type: 'tel',
      class: 'form-control',
      autocomplete: 'off',
      maxlength: 8,
      'aria-required': 'true',
      'aria-label': say('code'),
      placeholder: say('code'),
      'data-bind': 'textInput: otcInputTextbox.value',
    })} />
    <label><input type="checkbox" name="AddTD" value="true" /> ${say('dontAskDevice')}</label>`
}

/** @param {Say} say */
export function mailedField(say) {
  return html`<input${attributes({
    id: 'idTxtBx_OTC_Password',
    'data-code': true,
    name: 'otc',
    type: 'tel',
    class: 'form-control',
    maxlength: 10,
    placeholder: say('enterCode'),
    'aria-describedby': 'oneTimeCodeTitle  oneTimeCodeDescription',
  })} />`
}

/** Where account.live.com asks for a mailed code; served by login.live.com's stand-in. @param {Say} say */
export function proofsField(say) {
  return html`<input${attributes({
    id: 'iOttText',
    'data-code': true,
    name: 'iOttText',
    type: 'tel',
    class: 'form-control',
    maxlength: 7,
    'aria-label': say('enterCode'),
  })} />`
}

/** @param {Say} say */
export function sixBoxes(say) {
  const boxes = Array.from({ length: 6 }, (_, index) => index)
  return html`<div data-testid="codeEntry" class="code-entry">
    ${boxes.map(
      (index) =>
        html`<span
          ><input${attributes({
            id: `codeEntry-${index}`,
            type: 'tel',
            class: 'form-control',
            'aria-label': `${say('code')} ${index + 1}`,
          })}
        /></span>`,
    )}
  </div>`
}

/**
 * @param {string} variant
 * @param {Say} say
 */
export function submitButton(variant, say) {
  if (variant === 'knockout') {
    return html`<input${attributes({
      type: 'submit',
      id: 'idSubmit_SAOTCC_Continue',
      class: 'button_primary',
      value: say('verify'),
    })} />`
  }
  const id = { current: 'oneTimeCodePrimaryButton', mailed: 'primaryButton' }[variant]
  return html`<button${attributes({
    type: 'submit',
    id,
    class: 'button_primary',
    'data-testid': 'primaryButton',
  })}>${say('verify')}</button>`
}
