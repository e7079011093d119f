// The steps of registering an authenticator, as the pages at mysignins.microsoft.com go through them.

import { HOSTS } from '../hosts.mjs'
import { attributes, html } from '../html.mjs'
import { addressOf } from '../visit.mjs'
import { wordsIn } from '../words.mjs'
import { documentOf, practiceNote, viewTemplate } from './document.mjs'
import { codeStep, doneStep } from './registration-code.mjs'
import { backButton, link, nextButton } from './registration-parts.mjs'
import { pushStep, qrStep } from './registration-qr.mjs'

/** @typedef {import('../html.mjs').Markup} Markup */
/** @typedef {import('../visit.mjs').Visit} Visit */
/** @typedef {import('../state.mjs').Registration} Registration */

const STEPS = /** @type {const} */ (['install', 'setup', 'qr', 'push', 'code', 'done'])

/**
 * The page with its first step drawn and the others ready. Variants by address: `step`, `wording=old`,
 * `otherApps=off`, `dialog=yes`, `delay`, and what the single steps take.
 * @param {Visit} visit
 * @param {Registration} registration
 */
export function registrationPage(visit, registration) {
  const { query } = visit
  const first = STEPS.find((step) => step === query.get('step')) ?? 'install'
  const late = query.has('delay')
  const steps = stepsOf(visit, registration)
  const panel = attributes({
    class: 'panel',
    role: query.get('dialog') === 'yes' ? 'dialog' : undefined,
    'aria-modal': query.get('dialog') === 'yes' ? 'true' : undefined,
  })
  return documentOf(visit, {
    title: wordsIn(visit.lang)('securityInfo'),
    look: 'registration',
    script: 'registration',
    data: {
      first,
      delay: query.get('delay') ?? undefined,
      registration: registration.id,
      onward: addressOf(HOSTS.registration, '/security-info', visit),
    },
    body: html`<div id="root">
        ${siteHeader(visit)}
        <main${panel}><div class="step-host">${late ? undefined : steps[first]}</div></main>
      </div>
      ${STEPS.map((step) => viewTemplate(step, steps[step]))} ${practiceNote(visit)}`,
  })
}

/**
 * @param {Visit} visit
 * @param {Registration} registration
 * @returns {Record<(typeof STEPS)[number], Markup>}
 */
const stepsOf = (visit, registration) => ({
  install: installStep(visit),
  setup: setUpStep(visit),
  qr: qrStep(visit, registration),
  push: pushStep(visit),
  code: codeStep(visit),
  done: doneStep(visit),
})

/** @param {Visit} visit */
export const siteHeader = ({ person }) =>
  html`<header class="site-header"><span>${person.tenant}</span><span>${person.user}</span></header>`

/** @param {Visit} visit */
function installStep({ lang, query }) {
  const say = wordsIn(lang)
  const old = query.get('wording') === 'old'
  return html`<section data-step="install">
    <h1 data-testid="reskin-step-title">${say(old ? 'installTitleOld' : 'installTitle')}</h1>
    <p>${say('installText')} <a href="#" data-testid="authenticator-download-link">${say('download')}</a></p>
    ${
      query.get('otherApps') !== 'off' &&
      html`<p>${link('other-app', say(old ? 'otherAppOld' : 'otherApp'))}</p>`
    }
    <div class="actions">
      ${link('leave', say(old ? 'otherMethodOld' : 'otherOptions'))} ${link('leave', say('skip'))}
      ${nextButton(say('next'))}
    </div>
  </section>`
}

/** @param {Visit} visit */
function setUpStep({ lang }) {
  const say = wordsIn(lang)
  return html`<section data-step="setup">
    <h1 data-testid="reskin-step-title">${say('setUpTitle')}</h1>
    <p data-testid="setup-instructions">${say('setUpText')}</p>
    <div class="actions">${backButton(say('back'))} ${nextButton(say('next'))}</div>
  </section>`
}
