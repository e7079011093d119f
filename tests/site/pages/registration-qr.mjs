// The two QR steps: the one any authenticator can read, and Microsoft's own, which no other app can use.

import { attributes, html } from '../html.mjs'
import { otpauthUri } from '../people.mjs'
import { qrDataUrl } from '../qr.mjs'
import { numberFrom } from '../visit.mjs'
import { wordsIn } from '../words.mjs'
import { backButton, nextButton } from './registration-parts.mjs'

/** @typedef {import('../visit.mjs').Visit} Visit */

const ACTIVATION_CODE = '123456789'
const ACTIVATION_URL = `https://mobileappcommunicator.auth.microsoft.com/activatev2/${ACTIVATION_CODE}/SAMPLE`
const ACTIVATE = 'https://login.microsoftonline.com/authenticatorApp/activateAccount'

/** What Microsoft's own symbol holds, in the three forms that are known. None has a secret in it. */
export const PUSH_PAYLOADS = /** @type {const} */ ({
  phonefactor: `phonefactor://activate_account?code=${ACTIVATION_CODE}&url=${encodeURIComponent(ACTIVATION_URL).replace(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase())}`,
  work: `${ACTIVATE}?accountType=mfa&source=qrCode&code=${ACTIVATION_CODE}&url=${encodeURIComponent(ACTIVATION_URL)}`,
  personal: `${ACTIVATE}?source=qrCode&accountType=msa&code=M.C000_SAMPLE.2.U.00000000-sample&uaid=${'0123456789abcdef'.repeat(2)}&expires=1799999999`,
})

/**
 * The symbol with the account in it, and the same as text. Variants by address: `escapes=lower`, `size` in CSS
 * pixels, `scale` in picture pixels a module, `theme=dark`.
 * @param {Visit} visit
 * @param {import('../state.mjs').Registration} registration
 */
export function qrStep(visit, { secret }) {
  const { lang, person, query } = visit
  const say = wordsIn(lang)
  const uri = otpauthUri(person, secret, { lowerCaseEscapes: query.get('escapes') === 'lower' })
  return html`<section data-step="qr">
    <h1 data-testid="reskin-step-title">${say('scanTitle')}</h1>
    <p>${say('scanText')}</p>
    ${picture(visit, uri)}
    ${cannotScan(say, [
      { name: say('accountName'), value: `${person.tenant}:${person.user}` },
      { name: say('secretKey'), value: secret, testId: 'activation-url/key' },
    ])}
    <div class="actions">${backButton(say('back'))} ${nextButton(say('next'))}</div>
  </section>`
}

/**
 * The symbol for Microsoft's own app; `push=phonefactor|work|personal` chooses its form.
 * @param {Visit} visit
 */
export function pushStep(visit) {
  const say = wordsIn(visit.lang)
  const wanted = visit.query.get('push')
  const form = wanted === 'phonefactor' || wanted === 'personal' ? wanted : 'work'
  return html`<section data-step="push">
    <h1 data-testid="reskin-step-title">${say('scanTitle')}</h1>
    <p>${say('scanPushText')}</p>
    ${picture(visit, PUSH_PAYLOADS[form])}
    ${cannotScan(say, [
      { name: say('pushCode'), value: ACTIVATION_CODE },
      { name: say('pushUrl'), value: ACTIVATION_URL, testId: 'activation-url/key' },
    ])}
    <div class="actions">${backButton(say('back'))} ${nextButton(say('next'), { disabled: true })}</div>
  </section>`
}

/**
 * @param {Visit} visit
 * @param {string} payload
 */
function picture({ lang, query }, payload) {
  const size = numberFrom(query, 'size', { low: 60, high: 600, otherwise: 180 })
  const scale = numberFrom(query, 'scale', { low: 1, high: 12, otherwise: 6 })
  return html`<p class="qr">
    <img${attributes({
      alt: wordsIn(lang)('qrAlternative'),
      width: size,
      height: size,
      src: qrDataUrl(payload, { scale }),
    })} />
  </p>`
}

/**
 * @param {(key: string) => string} say
 * @param {readonly { name: string, value: string, testId?: string }[]} rows
 */
const cannotScan = (say, rows) =>
  html`<p>
      <button
        type="button"
        class="ms-Link"
        data-testid="activation-qr-show/hide-info-button"
        aria-expanded="false"
      >
        ${say('cannotScan')}
      </button>
    </p>
    <div class="cannot-scan" hidden>
      <p>${say('enterFollowing')}</p>
      <table>
        <tbody>
          ${rows.map(
            ({ name, value, testId }) =>
              html`<tr${attributes({ 'data-testid': testId })}><th scope="row">${name}:</th><td>${value}</td></tr>`,
          )}
        </tbody>
      </table>
    </div>`
