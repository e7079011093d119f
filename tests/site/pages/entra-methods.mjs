// The other second-factor views of work and school sign-in: the list of methods and the push request.

import { attributes, html } from '../html.mjs'
import { wordsIn } from '../words.mjs'

/** @typedef {import('../visit.mjs').Visit} Visit */

/** The methods of the list and their words, in the order they stand. */
const TILES = /** @type {const} */ ([
  ['PhoneAppNotification', 'approveInApp', 'picker_verify_fluent_authenticator'],
  ['PhoneAppOTP', 'useCode', 'picker_verify_code'],
  ['OneWaySMS', 'textMe', 'picker_verify_sms'],
  ['TwoWayVoiceMobile', 'callMe', 'picker_verify_call'],
])

/** The list of methods; with `app=off` in the address a code from an app is none of them. @param {Visit} visit */
export function pickerView({ lang, query }) {
  const say = wordsIn(lang)
  const tiles = TILES.filter(([method]) => method !== 'PhoneAppOTP' || query.get('app') !== 'off')
  return html`<div data-viewid="2" data-showidentitybanner="true">
    <div id="idDiv_SAOTCS_Title" class="row text-title" role="heading" aria-level="1">
      ${say('verifyIdentity')}
    </div>
    <div id="idDiv_SAOTCS_Proofs_Section">
      <div id="idDiv_SAOTCS_Proofs" class="form-group" role="list">
        ${tiles.map(([method, words, picture]) => tile(method, say(words), picture))}
      </div>
    </div>
    <div class="row"><a id="moreInfoUrl" href="#">${say('moreInformation')}</a></div>
    <div class="row button-row">
      <input type="button" id="idBtn_Back" class="win-button button-secondary" value="${say('cancel')}" />
    </div>
  </div>`
}

/**
 * @param {string} method
 * @param {string} text
 * @param {string} picture
 */
const tile = (method, text, picture) =>
  html`<div class="row tile" role="listitem">
    <div class="table" role="button" tabindex="0" data-value="${method}">
      <div class="table-row">
        <div class="table-cell tile-img">
          <img alt="" width="32" height="32" src="/practice-pictures/${picture}.svg" />
        </div>
        <div class="table-cell text-left content"><div>${text}</div></div>
      </div>
    </div>
  </div>`

/**
 * "Approve on your phone", with the number to type there. `kind=passwordless` asks for the first factor, so no code
 * can answer it; `kind=only` shows no way to another method.
 * @param {Visit} visit
 */
export function pushView({ lang, query }) {
  const say = wordsIn(lang)
  const passwordless = query.get('kind') === 'passwordless'
  return html`<div data-viewid="6" data-showidentitybanner="true">
    <div id="idDiv_SAOTCAS_Title" class="row text-title" role="heading" aria-level="1">
      ${say('approveTitle')}
    </div>
    <div id="idDiv_SAOTCAS_Description" class="text-block-body">${say('approveText')}</div>
    <div${attributes({
      id: passwordless ? 'idRemoteNGC_DisplaySign' : 'idRichContext_DisplaySign',
      class: 'displaySign',
    })}>42</div>
    ${passwordless ? passwordLink(say) : pushChoices(say, query.get('kind') !== 'only')}
  </div>`
}

/** @param {(key: string) => string} say */
const passwordLink = (say) =>
  html`<div class="row"><a id="idA_PWD_SwitchToPassword" href="#">${say('usePassword')}</a></div>`

/**
 * @param {(key: string) => string} say
 * @param {boolean} others there are other methods
 */
const pushChoices = (say, others) =>
  html`<div class="row">
      <label id="idLbl_SAOTCAS_TD_Cb">
        <input id="idChkBx_SAOTCAS_TD" type="checkbox" name="rememberMFA" value="true" /> ${say('remember')}
      </label>
    </div>
    ${
      others &&
      html`<div id="idDiv_SAOTCS_HavingTrouble" class="row">
        <a id="signInAnotherWay" href="#">${say('cannotUseApp')}</a>
      </div>`
    }`

/** The push request that nobody answered. @param {Visit} visit */
export function expiredView({ lang }) {
  const say = wordsIn(lang)
  return html`<div data-viewid="6" data-showidentitybanner="true">
    <div id="idDiv_SAASTO_Title" class="row text-title" role="heading" aria-level="1">${say('noAnswer')}</div>
    <div id="idDiv_SAASTO_Description" class="text-block-body">${say('noAnswerText')}</div>
    <div class="row"><a id="idA_SAASTO_Resend" href="#">${say('sendAgain')}</a></div>
    <div class="row"><a id="idA_SAASTO_TOTP" href="#">${say('useCode')}</a></div>
  </div>`
}
