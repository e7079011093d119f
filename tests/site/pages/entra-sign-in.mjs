// The sign-in views that ask for no second factor. Kode has nothing to offer on any of them.

import { HOSTS } from '../hosts.mjs'
import { attributes, html } from '../html.mjs'
import { addressOf } from '../visit.mjs'
import { wordsIn } from '../words.mjs'

/** @typedef {import('../visit.mjs').Visit} Visit */

/** The first view. The password box is there already, moved off the screen. @param {Visit} visit */
export function userNameView({ lang, person }) {
  const say = wordsIn(lang)
  return html`<div data-viewid="1">
    <div id="loginHeader" class="row text-title" role="heading" aria-level="1">${say('signIn')}</div>
    <div class="row">
      <div id="usernameError" role="alert"></div>
      <input${attributes({
        type: 'email',
        name: 'loginfmt',
        id: 'i0116',
        class: 'form-control',
        'aria-label': say('userName'),
        placeholder: say('userName'),
        value: person.user,
      })} />
      <input
        name="passwd"
        type="password"
        class="moveOffScreen"
        tabindex="-1"
        aria-hidden="true"
        autocomplete="off"
      />
    </div>
    ${submitRow(say('next'))}
  </div>`
}

/** @param {Visit} visit */
export function passwordView({ lang }) {
  const say = wordsIn(lang)
  return html`<div data-viewid="2" data-showidentitybanner="true">
    <div id="loginHeader" class="row text-title" role="heading" aria-level="1">${say('enterPassword')}</div>
    <div class="row">
      <div id="passwordError" role="alert"></div>
      <input${attributes({
        name: 'passwd',
        type: 'password',
        id: 'i0118',
        class: 'form-control',
        autocomplete: 'off',
        'aria-label': say('password'),
        placeholder: say('password'),
      })} />
    </div>
    <p class="text-block-body">${say('anyPassword')}</p>
    ${submitRow(say('signIn'))}
  </div>`
}

/** "Stay signed in?" @param {Visit} visit */
export function staySignedInView({ lang }) {
  const say = wordsIn(lang)
  return html`<div data-viewid="1" data-showidentitybanner="true">
    <div class="row text-title" role="heading" aria-level="1">${say('stay')}</div>
    <div id="KmsiDescription" class="text-block-body">${say('stayText')}</div>
    <div class="row">
      <label>
        <input id="KmsiCheckboxField" name="DontShowAgain" type="checkbox" value="true" /> ${say('dontShow')}
      </label>
    </div>
    <div class="row button-row">
      <input type="button" id="idBtn_Back" class="win-button button-secondary" value="${say('no')}" />
      <input type="submit" id="idSIButton9" class="win-button button_primary" value="${say('yes')}" />
    </div>
  </div>`
}

/** For somebody who has no second factor yet: the way to the registration pages. @param {Visit} visit */
export function moreNeededView(visit) {
  const say = wordsIn(visit.lang)
  return html`<div data-viewid="1" data-showidentitybanner="true">
    <div id="ProofUpDescription" class="row text-title" role="heading" aria-level="1">
      ${say('moreNeeded')}
    </div>
    <p class="text-block-body">${say('moreNeededText')}</p>
    <div class="row"><a id="moreInfoLink" href="#">${say('moreInformation')}</a></div>
    <div class="row button-row">
      <input${attributes({
        type: 'submit',
        id: 'idSubmit_ProofUp_Redirect',
        class: 'win-button button_primary',
        value: say('next'),
        'data-href': addressOf(HOSTS.registration, '/register', visit),
      })} />
    </div>
  </div>`
}

/** The page for codes of other devices: whoever types one there lets that device in. @param {Visit} visit */
export function deviceCodeView({ lang }) {
  const say = wordsIn(lang)
  return html`<div data-viewid="1">
    <div class="row text-title" role="heading" aria-level="1">${say('deviceTitle')}</div>
    <p class="text-block-body">${say('deviceText')}</p>
    <div class="row">
      <div role="alert" aria-live="assertive"></div>
      <input${attributes({
        id: 'otc',
        name: 'otc',
        type: 'text',
        class: 'form-control',
        maxlength: 9,
        'aria-label': say('code'),
        placeholder: say('code'),
      })} />
    </div>
    ${submitRow(say('next'))}
  </div>`
}

/** @param {Visit} visit */
export function deviceDoneView({ lang }) {
  const say = wordsIn(lang)
  return html`<div data-viewid="1">
    <div class="row text-title" role="heading" aria-level="1">${say('deviceTitle')}</div>
    <p class="text-block-body">${say('deviceDone')}</p>
  </div>`
}

/** @param {string} value */
const submitRow = (value) =>
  html`<div class="row button-row">
    <input type="submit" id="idSIButton9" class="win-button button_primary" value="${value}" />
  </div>`
