import { HOSTS } from '../hosts.mjs'
import { registrationPage } from '../pages/registration.mjs'
import { securityInfoPage } from '../pages/security-info.mjs'
import { addressOf, formOf, json, jsonOf, page, seeOther } from '../visit.mjs'

/** @typedef {import('../visit.mjs').Visit} Visit */

/** @type {import('../visit.mjs').Routes} */
export const REGISTRATION_ROUTES = {
  'GET /security-info': (visit) => page(securityInfoPage(visit)),
  'GET /register': (visit) =>
    page(registrationPage(visit, visit.state.openRegistration(visit.person.user, fixedSecret(visit)))),
  'POST /api/authenticationmethods/verify': verify,
  'POST /api/authenticationmethods/delete': remove,
}

/** `secret=…` fixes the secret, for tests that compare what was scanned with what was shown. @param {Visit} visit */
const fixedSecret = ({ query }) => {
  const wanted = query.get('secret') ?? ''
  return /^[a-z2-7]{1,64}$/i.test(wanted) ? wanted : undefined
}

/** @param {Visit} visit */
function verify(visit) {
  const { registration = '', VerificationData = '' } = jsonOf(visit)
  const verdict = visit.state.confirmRegistration(registration, VerificationData)
  return json({ Success: verdict === 'accepted' })
}

/** @param {Visit} visit */
function remove(visit) {
  visit.state.remove(visit.person.user, formOf(visit).get('id') ?? '')
  return seeOther(addressOf(HOSTS.registration, '/security-info', visit))
}
