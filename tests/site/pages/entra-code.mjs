// Where work and school accounts ask for a code: from an authenticator app, or, in the very same field, from a
// text message.

import { attributes, html } from '../html.mjs'
import { wordsIn } from '../words.mjs'

/** @typedef {import('../visit.mjs').Visit} Visit */

/** @typedef {'PhoneAppOTP' | 'OneWaySMS'} CodeMethod */

/** @type {Record<CodeMethod, { picture: string, type: string, text: string }>} */
const METHODS = {
  PhoneAppOTP: { picture: 'picker_verify_code', type: '19', text: 'codeFromApp' },
  OneWaySMS: { picture: 'picker_verify_sms', type: '18', text: 'codeFromText' },
}

/**
 * The hidden fields that name the method. `hints=none` leaves them out, as tenants may.
 * @param {URLSearchParams} query
 * @param {CodeMethod} method
 * @returns {Record<string, string>}
 */
export const methodHints = (query, method) =>
  query.get('hints') === 'none' ? {} : { type: METHODS[method].type, mfaAuthMethod: method }

/**
 * The code view. Variants by address: `id=random`, `maxlength=N`, `picture=none`, `remember=hidden|disabled`,
 * `error=shown|old` (the error of an earlier try still stands there, in today's element or an older one).
 * @param {Visit} visit
 * @param {CodeMethod} method
 */
export function codeView({ lang, query }, method) {
  const say = wordsIn(lang)
  return html`<div data-viewid="1" data-showidentitybanner="true" data-method="${method}">
    <div id="idDiv_SAOTCC_Title" class="row text-title" role="heading" aria-level="1">
      ${say('enterCode')}
    </div>
    <div class="row tile-row">
      ${query.get('picture') !== 'none' && methodPicture(method)}
      <div id="idDiv_SAOTCC_Description" class="text-block-body overflow-hidden">
        ${say(METHODS[method].text)}
      </div>
    </div>
    ${codeRow(query, say)} ${rememberRow(query, say)}
    <div id="idDiv_SAOTCS_HavingTrouble" class="row">
      ${say('trouble')} <a id="signInAnotherWay" href="#">${say('anotherWay')}</a>
    </div>
    <div class="row"><a id="moreInfoUrl" href="#">${say('moreInformation')}</a></div>
    <div class="row button-row">
      <input${attributes({
        type: 'submit',
        id: 'idSubmit_SAOTCC_Continue',
        class: 'win-button button_primary',
        value: say('verify'),
        'data-report-event': 'Signin_Submit',
      })} />
    </div>
  </div>`
}

/**
 * The small picture that tells an app code from a text message in every language.
 * @param {CodeMethod} method
 */
const methodPicture = (method) =>
  html`<img
    class="tile-img"
    alt=""
    width="40"
    height="40"
    src="/practice-pictures/${METHODS[method].picture}.svg"
  />`

/**
 * @param {URLSearchParams} query
 * @param {(key: string) => string} say
 */
function codeRow(query, say) {
  const rejected = query.has('error')
  return html`<div id="idDiv_SAOTCC_OTCRow" class="row">
    <div role="alert" aria-live="assertive">
      ${
        rejected &&
        html`<span${attributes({
          id: query.get('error') === 'old' ? 'idDiv_SAOTCC_ErrorMsg_OTC' : 'idSpan_SAOTCC_Error_OTC',
        })}>${say('wrongCode')}</span>`
      }
    </div>
    <div id="idDiv_SAOTCC_OTC" class="textbox form-group">
      <div class="placeholderContainer">
        <input${attributes({
          id: query.get('id') === 'random' ? 'i7f3a91c' : 'idTxtBx_SAOTCC_OTC',
          name: 'otc',
          type: 'tel',
          class: rejected ? 'form-control has-error' : 'form-control',
          autocomplete: 'off',
          maxlength: query.get('maxlength') ?? '6',
          'aria-required': 'true',
          'aria-label': say('code'),
          placeholder: say('code'),
          'aria-labelledby': 'idDiv_SAOTCC_Title',
          'aria-describedby': 'idDiv_SAOTCS_Title idDiv_SAOTCC_Description idSpan_SAOTCC_Error_OTC',
          'data-bind': 'textInput: otcInputTextbox.value, hasFocusEx: otcInputTextbox.focused',
          'data-error': say('wrongCode'),
        })} />
      </div>
    </div>
    <div id="idDiv_SAOTCC_Success_OTC" hidden></div>
  </div>`
}

/**
 * @param {URLSearchParams} query
 * @param {(key: string) => string} say
 */
function rememberRow(query, say) {
  const variant = query.get('remember')
  return html`<div${attributes({ id: 'idDiv_SAOTCC_TD_Section', class: 'row', hidden: variant === 'hidden' })}>
    <label id="idLbl_SAOTCC_TD_Cb">
      <input${attributes({
        id: 'idChkBx_SAOTCC_TD',
        type: 'checkbox',
        name: 'rememberMFA',
        value: 'true',
        disabled: variant === 'disabled',
      })} />
      ${say('remember')}
    </label>
  </div>`
}
