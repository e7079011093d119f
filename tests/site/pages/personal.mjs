// Personal accounts (login.live.com): the code page in its three generations, and the two pages that look like
// it but ask for a code out of an e-mail.

import { attributes, html } from '../html.mjs'
import { wordsIn } from '../words.mjs'
import { documentOf, practiceNote } from './document.mjs'

/** @typedef {import('../html.mjs').Markup} Markup */
/** @typedef {import('../visit.mjs').Visit} Visit */
/** @typedef {import('../state.mjs').Flow} Flow */
/** @typedef {(key: string) => string} Say */
/** @typedef {{ skin: 'react' | 'knockout', app: boolean, field: (say: Say) => Markup }} Variant */

/** `variant=…` in the address. `app` says whether an authenticator's code answers it. @type {Record<string, Variant>} */
export const PERSONAL_VARIANTS = {
  current: { skin: 'react', app: true, field: currentField },
  floating: { skin: 'react', app: true, field: floatingField },
  knockout: { skin: 'knockout', app: true, field: knockoutField },
  mailed: { skin: 'knockout', app: false, field: mailedField },
  boxes: { skin: 'react', app: false, field: sixBoxes },
}

/**
 * @param {Visit} visit
 * @param {Flow} flow
 * @param {{ rejected: boolean }} state
 */
export function personalPage(visit, flow, { rejected }) {
  const say = wordsIn(visit.lang)
  const name = variantName(visit.query)
  const { skin, app, field } = PERSONAL_VARIANTS[name] ?? { skin: 'react', app: true, field: currentField }
  return documentOf(visit, {
    title: say('personalTitle'),
    look: 'entra',
    script: 'personal',
    data: { skin },
    body: html`<div id="lightbox" class="sign-in-box">
        <main>
          <div data-testid="identityBanner" class="identityBanner">
            <div id="userDisplayName" class="identity">${flow.user}</div>
          </div>
          <h1 id="oneTimeCodeTitle" class="text-title" data-testid="title">${say('personalTitle')}</h1>
          <p id="oneTimeCodeDescription" class="text-block-body">
            ${say(app ? 'personalText' : 'personalMailText')}
          </p>
          <form${attributes({
            name: name === 'floating' ? 'OneTimeCodeViewForm' : 'f1',
            method: 'post',
            action: `/ppsecure/post.srf?${visit.query.toString()}`,
            novalidate: true,
            autocomplete: name === 'knockout' ? 'off' : undefined,
          })}>
            <div role="alert" aria-live="assertive">
              ${rejected && html`<span data-testid="error">${say('personalWrong')}</span>`}
            </div>
            ${field(say)}
            <input type="hidden" name="flowToken" value="${flow.id}" />
            <input type="hidden" name="model" value="" />
            ${app && html`<input type="hidden" name="type" value="19" />`}
            <div class="row button-row">${submitButton(name, say)}</div>
          </form>
          <div data-testid="viewFooter">
            <span role="button" tabindex="0">${say('anotherWay')}</span>
          </div>
        </main>
      </div>
      ${practiceNote(visit)}`,
  })
}

/** @param {URLSearchParams} query */
export function variantName(query) {
  const wanted = query.get('variant') ?? 'current'
  return Object.hasOwn(PERSONAL_VARIANTS, wanted) ? wanted : 'current'
}

/** @param {Say} say */
function currentField(say) {
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
function floatingField(say) {
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
function knockoutField(say) {
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
function mailedField(say) {
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

/** @param {Say} say */
function sixBoxes(say) {
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
function submitButton(variant, say) {
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
