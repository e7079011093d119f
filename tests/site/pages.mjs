// Every stand-in page in one table: where it is and what Kode should make of it. Tests iterate over it, and a
// new page or variant begins with a row here.

import { HOSTS } from './hosts.mjs'
import { QR_KINDS } from './pages/qr-kinds.mjs'

/**
 * What a page is, for somebody with an authenticator: `app-code` is answered by one of its codes, `rejected` is
 * that page after a refusal, `unclear-code` may be answered; `push` and `method-picker` have a way to a code, and
 * `other-method` has none.
 * @typedef {'app-code' | 'rejected' | 'other-code' | 'unclear-code' | 'method-picker' | 'push' | 'other-method'
 *   | 'device-code'
 *   | 'registration-install' | 'registration-setup' | 'registration-qr' | 'registration-push-qr'
 *   | 'registration-code' | 'registration-done' | 'security-info' | 'none'} PageState
 */

/**
 * @typedef {object} StandIn
 * @property {string} id
 * @property {string} url at the real host, without a language: add `lang` to it
 * @property {PageState} state
 * @property {string} [field] selector of the code field, on pages that have one
 */

const ENTRA_FIELD = '#idTxtBx_SAOTCC_OTC'
const REGISTRATION_FIELD = '[data-testid="verification-entercode-input"]'

/**
 * @param {string} id
 * @param {string} host
 * @param {string} path
 * @param {PageState} state
 * @param {string} [field]
 * @returns {StandIn}
 */
const row = (id, host, path, state, field) => ({
  id,
  url: `https://${host}${path}`,
  state,
  ...(field === undefined ? {} : { field }),
})

/**
 * The second-factor page of work and school accounts, in its variants.
 * @param {string} id
 * @param {string} query
 * @param {PageState} state
 * @param {string} [field]
 */
const entra = (id, query, state, field) => row(id, HOSTS.entra, `/common/login?${query}`, state, field)

/**
 * @param {string} id
 * @param {string} query
 * @param {PageState} state
 * @param {string} [field]
 */
const register = (id, query, state, field) => row(id, HOSTS.registration, `/register?${query}`, state, field)

/**
 * @param {string} id
 * @param {string} variant
 * @param {PageState} state
 * @param {string} [field]
 */
const personal = (id, variant, state, field) =>
  row(id, HOSTS.personal, `/login.srf?variant=${variant}`, state, field)

/** @type {readonly StandIn[]} */
export const PAGES = [
  // Work and school: pages a code answers.
  entra('entra-otp', 'view=code', 'app-code', ENTRA_FIELD),
  entra('entra-otp-random-id', 'view=code&id=random', 'app-code', 'input[name=otc]'),
  entra('entra-otp-eight', 'view=code&maxlength=8', 'app-code', ENTRA_FIELD),
  entra('entra-otp-finnish', 'view=code&lang=fi', 'app-code', ENTRA_FIELD),
  entra('entra-otp-right-to-left', 'view=code&lang=ar', 'app-code', ENTRA_FIELD),
  entra('entra-otp-no-hints', 'view=code&hints=none', 'app-code', ENTRA_FIELD),
  entra('entra-otp-late', 'view=code&delay=1500', 'app-code', ENTRA_FIELD),
  entra('entra-otp-redrawn', 'view=code&rerender=1200', 'app-code', ENTRA_FIELD),
  entra('entra-otp-no-remember', 'view=code&remember=hidden', 'app-code', ENTRA_FIELD),
  entra('entra-otp-remember-off', 'view=code&remember=disabled', 'app-code', ENTRA_FIELD),
  entra('entra-otp-slow-verdict', 'view=code&latency=1000', 'app-code', ENTRA_FIELD),
  entra('entra-otp-error', 'view=code&error=shown&latency=1000', 'rejected', ENTRA_FIELD),
  entra('entra-otp-error-old', 'view=code&error=old', 'rejected', ENTRA_FIELD),
  entra('entra-otp-no-clock', 'view=code&clock=none', 'app-code', ENTRA_FIELD),
  row(
    'entra-otp-react',
    HOSTS.entra,
    '/common/reprocess?variant=current',
    'app-code',
    '#otc-confirmation-input',
  ),
  // Who the page says is signing in: somebody else, the same in another case, by an alias, nobody.
  entra('entra-otp-other-account', 'view=code&user=bob%40contoso.example', 'app-code', ENTRA_FIELD),
  entra('entra-otp-other-case', 'view=code&user=Alice%40CONTOSO.example', 'app-code', ENTRA_FIELD),
  entra('entra-otp-alias', 'view=code&shown=alice.smith%40contoso.example', 'app-code', ENTRA_FIELD),
  entra('entra-otp-phone', 'view=code&shown=%2B45+12345678', 'app-code', ENTRA_FIELD),
  entra('entra-otp-no-banner', 'view=code&banner=none', 'app-code', ENTRA_FIELD),
  entra('entra-otp-no-name', 'view=code&shown=', 'app-code', ENTRA_FIELD),
  // Neither the hidden fields nor the picture say what kind of code: an app's or a text message's.
  entra('entra-otp-unclear', 'view=code&hints=none&picture=none', 'unclear-code', ENTRA_FIELD),
  // Work and school: pages a code does not answer.
  entra('entra-sms', 'view=sms', 'other-code', ENTRA_FIELD),
  entra('entra-sms-no-hints', 'view=sms&hints=none', 'other-code', ENTRA_FIELD),
  entra('entra-sms-error', 'view=sms&error=shown', 'other-code', ENTRA_FIELD),
  entra('entra-picker', 'view=picker', 'method-picker'),
  entra('entra-picker-no-app', 'view=picker&app=off', 'other-method'),
  entra('entra-push', 'view=push', 'push'),
  entra('entra-push-expired', 'view=expired', 'push'),
  entra('entra-push-only', 'view=push&kind=only', 'other-method'),
  entra('entra-push-passwordless', 'view=push&kind=passwordless', 'other-method'),
  row('sign-in', HOSTS.entra, '/common/oauth2/v2.0/authorize', 'none'),
  row('entra-kmsi', HOSTS.entra, '/kmsi', 'none'),
  row('entra-more-needed', HOSTS.entra, '/common/proofup', 'none'),
  row('device-code', HOSTS.entra, '/common/oauth2/deviceauth', 'device-code', '#otc'),
  // Registration.
  row('security-info', HOSTS.registration, '/security-info', 'security-info'),
  register('register-install', 'step=install', 'registration-install'),
  register('register-install-old', 'step=install&wording=old', 'registration-install'),
  register('register-install-closed', 'step=install&otherApps=off', 'registration-install'),
  register('register-setup', 'step=setup', 'registration-setup'),
  register('register-qr-otpauth', 'step=qr', 'registration-qr'),
  register('register-qr-small', 'step=qr&size=120&scale=2', 'registration-qr'),
  register('register-qr-large', 'step=qr&size=240&scale=8', 'registration-qr'),
  register('register-qr-dark', 'step=qr&theme=dark', 'registration-qr'),
  register('register-qr-dialog', 'step=qr&dialog=yes', 'registration-qr'),
  register('register-qr-late', 'step=qr&delay=1500', 'registration-qr'),
  register('register-qr-lower-case', 'step=qr&escapes=lower', 'registration-qr'),
  register('register-qr-plus', 'step=qr&tenant=Contoso%2BFabrikam+Labs', 'registration-qr'),
  register(
    'register-qr-guest',
    'step=qr&user=alice_fabrikam.example%23EXT%23%40contoso.example',
    'registration-qr',
  ),
  register('register-qr-push-work', 'step=push&push=work', 'registration-push-qr'),
  register('register-qr-push-personal', 'step=push&push=personal', 'registration-push-qr'),
  register('register-qr-push-old', 'step=push&push=phonefactor', 'registration-push-qr'),
  register('register-code', 'step=code', 'registration-code', REGISTRATION_FIELD),
  register(
    'register-code-tel',
    'step=code&codeType=tel&maxlength=6',
    'registration-code',
    REGISTRATION_FIELD,
  ),
  register('register-code-number', 'step=code&codeType=number', 'registration-code', REGISTRATION_FIELD),
  register('register-code-error', 'step=code&error=shown', 'registration-code', REGISTRATION_FIELD),
  register('register-done', 'step=done', 'registration-done'),
  // Personal accounts.
  personal('msa-otp', 'current', 'app-code', '#otc-confirmation-input'),
  personal('msa-otp-error', 'current&error=shown', 'rejected', '#otc-confirmation-input'),
  personal('msa-otp-unclear', 'current&hints=none', 'unclear-code', '#otc-confirmation-input'),
  personal('msa-otp-floating', 'floating', 'app-code', '#floatingLabelInput5'),
  personal('msa-otp-knockout', 'knockout', 'app-code', ENTRA_FIELD),
  personal('msa-mailed', 'mailed', 'other-code', '#idTxtBx_OTC_Password'),
  personal('msa-mailed-error', 'mailed&error=shown', 'other-code', '#idTxtBx_OTC_Password'),
  personal('msa-proofs', 'proofs', 'other-code', '#iOttText'),
  personal('msa-six-boxes', 'boxes', 'other-code', '#codeEntry-0'),
  // Neutral pages at a host Kode has no business on.
  row('welcome', HOSTS.practice, '/', 'none'),
  row('signed-in', HOSTS.practice, '/signed-in', 'none'),
  ...Object.keys(QR_KINDS).map((kind) => row(`qr-${kind}`, HOSTS.practice, `/qr/${kind}`, 'none')),
]

/**
 * One row of the table, in a language.
 * @param {string} id
 * @param {Record<string, string>} [more] added to its address
 * @throws {RangeError} when there is no such row
 */
export function standIn(id, more = {}) {
  const found = PAGES.find((page) => page.id === id)
  if (!found) throw new RangeError(`there is no practice page ${id}`)
  const url = new URL(found.url)
  for (const [name, value] of Object.entries(more)) url.searchParams.set(name, value)
  return { ...found, url: url.href }
}
