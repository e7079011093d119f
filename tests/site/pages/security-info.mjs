// "Security info": the list of a person's sign-in methods, with a way to add and to delete.

import { HOSTS } from '../hosts.mjs'
import { attributes, html } from '../html.mjs'
import { addressOf } from '../visit.mjs'
import { wordsIn } from '../words.mjs'
import { documentOf, practiceNote } from './document.mjs'
import { link } from './registration-parts.mjs'
import { siteHeader } from './registration.mjs'

/** @typedef {import('../visit.mjs').Visit} Visit */

/** @param {Visit} visit */
export function securityInfoPage(visit) {
  const say = wordsIn(visit.lang)
  return documentOf(visit, {
    title: say('securityInfo'),
    look: 'registration',
    script: 'security-info',
    body: html`<div id="root">
        ${siteHeader(visit)}
        <main class="panel wide">
          <h1>${say('securityInfo')}</h1>
          <p>${say('securityText')}</p>
          <p>
            <button type="button" class="ms-Button add">
              <span data-automationid="splitbuttonprimary">
                <i data-icon-name="Add" aria-hidden="true">+</i> ${say('addMethod')}
              </span>
            </button>
          </p>
          ${methodList(visit)}
        </main>
      </div>
      ${chooser(visit)} ${practiceNote(visit)}`,
  })
}

/** @param {Visit} visit */
function methodList(visit) {
  const say = wordsIn(visit.lang)
  const methods = visit.state.methodsOf(visit.person.user)
  if (methods.length === 0) return html`<p class="none">${say('noMethods')}</p>`
  return html`<ul class="methods">
    ${methods.map(({ id }) => methodRow(visit, id))}
  </ul>`
}

/**
 * @param {Visit} visit
 * @param {string} id
 */
function methodRow(visit, id) {
  const say = wordsIn(visit.lang)
  const action = addressOf(HOSTS.registration, '/api/authenticationmethods/delete', visit)
  return html`<li>
    <span>
      <b>${say('listedAs')}</b>
      <small>${say('listedText')}</small>
    </span>
    <form method="post" action="${action}">
      <input${attributes({ type: 'hidden', name: 'id', value: id })} />
      <button type="submit" class="ms-Link">${say('delete')}</button>
    </form>
  </li>`
}

/** @param {Visit} visit */
function chooser(visit) {
  const say = wordsIn(visit.lang)
  return html`<dialog>
    <h2>${say('chooseMethod')}</h2>
    <button${attributes({
      type: 'button',
      class: 'choice',
      'data-testid': 'authmethod-picker-authenticatorApp',
      'data-href': addressOf(HOSTS.registration, '/register', visit),
    })}>${say('authenticatorApp')}</button>
    <button type="button" class="choice" data-testid="authmethod-picker-email" disabled>
      ${say('email')} <small>${say('emailText')}</small>
    </button>
    <p>${link('close', say('close'))}</p>
  </dialog>`
}
