// Personal accounts (login.live.com): the code page in its three generations, and the two pages that look like
// it but ask for a code out of an e-mail.

import { attributes, html } from '../html.mjs'
import { wordsIn } from '../words.mjs'
import { documentOf, practiceNote } from './document.mjs'
import {
  currentField,
  floatingField,
  knockoutField,
  mailedField,
  proofsField,
  sixBoxes,
  submitButton,
} from './personal-fields.mjs'

/** @typedef {import('../html.mjs').Markup} Markup */
/** @typedef {import('../visit.mjs').Visit} Visit */
/** @typedef {import('../state.mjs').Flow} Flow */
/** @typedef {import('./personal-fields.mjs').Say} Say */
/** @typedef {{ name: string, skin: 'react' | 'knockout', app: boolean, field: (say: Say) => Markup }} Variant */

/**
 * `variant=…` in the address. `app` says whether an authenticator's code answers it.
 * @type {readonly [Variant, ...Variant[]]}
 */
const VARIANTS = [
  { name: 'current', skin: 'react', app: true, field: currentField },
  { name: 'floating', skin: 'react', app: true, field: floatingField },
  { name: 'knockout', skin: 'knockout', app: true, field: knockoutField },
  { name: 'mailed', skin: 'knockout', app: false, field: mailedField },
  { name: 'proofs', skin: 'knockout', app: false, field: proofsField },
  { name: 'boxes', skin: 'react', app: false, field: sixBoxes },
]

/**
 * @param {Visit} visit
 * @param {Flow} flow
 * @param {{ rejected: boolean }} state
 */
export function personalPage(visit, flow, { rejected }) {
  const say = wordsIn(visit.lang)
  const { skin, app } = variantOf(visit.query)
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
          ${codeForm(visit, flow, rejected)}
          <div data-testid="viewFooter"><span role="button" tabindex="0">${say('anotherWay')}</span></div>
        </main>
      </div>
      ${practiceNote(visit)}`,
  })
}

/**
 * @param {Visit} visit
 * @param {Flow} flow
 * @param {boolean} rejected
 */
function codeForm({ lang, query }, flow, rejected) {
  const say = wordsIn(lang)
  const { name, app, skin, field } = variantOf(query)
  const form = attributes({
    name: name === 'floating' ? 'OneTimeCodeViewForm' : 'f1',
    method: 'post',
    action: `/ppsecure/post.srf?${query.toString()}`,
    novalidate: true,
    autocomplete: skin === 'knockout' ? 'off' : undefined,
  })
  return html`<form${form}>
    <div role="alert" aria-live="assertive">
      ${rejected && html`<span data-testid="error">${say('personalWrong')}</span>`}
    </div>
    ${field(say)}
    <input type="hidden" name="flowToken" value="${flow.id}" />
    <input type="hidden" name="model" value="" />
    ${app && query.get('hints') !== 'none' && html`<input type="hidden" name="type" value="19" />`}
    <div class="row button-row">${submitButton(name, say)}</div>
  </form>`
}

/**
 * The variant an address asks for; the page of today when it asks for none that there is.
 * @param {URLSearchParams} query
 */
export const variantOf = (query) => VARIANTS.find(({ name }) => name === query.get('variant')) ?? VARIANTS[0]
