import { attributes, html } from '../html.mjs'
import { codeView, methodHints } from '../pages/entra-code.mjs'
import { entraPage } from '../pages/entra-frame.mjs'
import { expiredView, pickerView, pushView } from '../pages/entra-methods.mjs'
import {
  deviceCodeView,
  deviceDoneView,
  moreNeededView,
  passwordView,
  staySignedInView,
  userNameView,
} from '../pages/entra-sign-in.mjs'
import { personalPage } from '../pages/personal.mjs'
import { PICTURE_ROUTES } from '../pages/pictures.mjs'
import { codePosted } from './personal.mjs'
import { signedInAddress } from './signed-in.mjs'
import { addressOf, formOf, json, jsonOf, NOTHING_HERE, page, seeOther } from '../visit.mjs'
import { wordsIn } from '../words.mjs'

/** @typedef {import('../visit.mjs').Visit} Visit */
/** @typedef {import('../visit.mjs').Reply} Reply */
/** @typedef {import('../state.mjs').Flow} Flow */

/** The second-factor view a flow can begin with, and what its hidden fields say. */
const SECOND_FACTORS = /** @type {const} */ ({
  code: 'PhoneAppOTP',
  sms: 'OneWaySMS',
  picker: 'PhoneAppNotification',
  push: 'PhoneAppNotification',
  expired: 'PhoneAppNotification',
})

/** @typedef {keyof typeof SECOND_FACTORS} SecondFactor */

/** @type {import('../visit.mjs').Routes} */
export const ENTRA_ROUTES = {
  'GET /common/oauth2/v2.0/authorize': (visit) => page(signInPage(visit, visit.state.openFlow(visit.person))),
  'POST /common/login': passwordGiven,
  'GET /common/login': (visit) => page(secondFactorPage(visit, visit.state.openFlow(visit.person))),
  // The newer skin, which personal accounts have already, at the address of work and school accounts.
  'GET /common/reprocess': (visit) =>
    page(
      personalPage(visit, visit.state.openFlow(visit.person), {
        rejected: visit.query.get('error') === 'shown',
      }),
    ),
  'POST /ppsecure/post.srf': codePosted,
  'POST /common/SAS/EndAuth': endAuth,
  'POST /common/SAS/ProcessAuth': processAuth,
  'GET /kmsi': (visit) => page(staySignedInPage(visit, visit.state.openFlow(visit.person))),
  'POST /kmsi': signedIn,
  'GET /common/proofup': (visit) => page(moreNeededPage(visit, visit.state.openFlow(visit.person))),
  'GET /common/oauth2/deviceauth': (visit) => page(devicePage(visit, deviceCodeView(visit))),
  'POST /common/oauth2/deviceauth': deviceCodeGiven,
  ...PICTURE_ROUTES,
}

/**
 * @param {Visit} visit
 * @param {Flow} flow
 */
const signInPage = (visit, flow) =>
  entraPage(visit, flow, {
    pageId: 'ConvergedSignIn',
    action: addressOf(visit.url.hostname, '/common/login', visit, carriedOn(visit)),
    first: 'user-name',
    views: { 'user-name': userNameView(visit), password: passwordView(visit) },
    hidden: {},
  })

/** What the choice of the first page (which second factor, which variant) hands on to the next. @param {Visit} visit */
const carriedOn = ({ query }) =>
  Object.fromEntries([...query].filter(([name]) => !['lang', 'user', 'tenant'].includes(name)))

/** @param {Visit} visit @returns {Reply} */
function passwordGiven(visit) {
  const form = formOf(visit)
  const flow = visit.state.flow(form.get('flowToken'))
  if (!flow) return NOTHING_HERE
  flow.user = form.get('login') || flow.user
  visit.state.note({ kind: 'password', user: flow.user })
  const registered = visit.state.methodsOf(flow.user).length > 0
  return page(registered ? secondFactorPage(visit, flow) : moreNeededPage(visit, flow))
}

/**
 * @param {Visit} visit
 * @param {Flow} flow
 */
function secondFactorPage(visit, flow) {
  const { query, lang } = visit
  const first = secondFactorFrom(query)
  const method = SECOND_FACTORS[first]
  return entraPage(visit, flow, {
    pageId: 'ConvergedTFA',
    action: addressOf(visit.url.hostname, '/common/SAS/ProcessAuth', visit),
    first,
    late: query.has('delay'),
    views: {
      code: codeView(visit, 'PhoneAppOTP'),
      sms: codeView(visit, 'OneWaySMS'),
      picker: pickerView(visit),
      push: pushView(visit),
      expired: expiredView(visit),
    },
    hidden: hiddenFor(query, method),
    config: { arrUserProofs: [{ authMethodId: method, data: '', display: '', isDefault: true }] },
    banner: query.get('banner') === 'none' ? '' : (query.get('shown') ?? flow.user),
    login: query.get('shown') ?? flow.user,
    note: html`<p${attributes({ 'data-note': 'sms', hidden: first !== 'sms' })}>
      ${wordsIn(lang)('textMessageHolds')} <b>${flow.textMessage}</b>
    </p>`,
  })
}

/**
 * @param {URLSearchParams} query
 * @param {(typeof SECOND_FACTORS)[SecondFactor]} method
 * @returns {Record<string, string>}
 */
function hiddenFor(query, method) {
  const fields = { request: '', mfaLastPollStart: '', mfaLastPollEnd: '', canary: '', hpgrequestid: '' }
  if (method === 'PhoneAppNotification') return { ...fields, type: '22', mfaAuthMethod: method }
  return { ...fields, ...methodHints(query, method) }
}

/** @param {URLSearchParams} query @returns {SecondFactor} */
function secondFactorFrom(query) {
  const wanted = query.get('view') ?? 'code'
  return Object.hasOwn(SECOND_FACTORS, wanted) ? /** @type {SecondFactor} */ (wanted) : 'code'
}

/** The words of the service for our verdicts; the page shows one sentence for all of them. */
const RESULTS = /** @type {const} */ ({
  accepted: 'Success',
  incorrect: 'OathCodeIncorrect',
  duplicate: 'OathCodeDuplicate',
  old: 'OathCodeOld',
  'too-many': 'OathCodeFailedMaxAllowedRetryReached',
})

/** The check of a code, which the page asks for without leaving. @param {Visit} visit @returns {Reply} */
function endAuth(visit) {
  const { AuthMethodId, AdditionalAuthData = '', FlowToken } = jsonOf(visit)
  const flow = visit.state.flow(FlowToken)
  if (!flow) return json({ Success: false, ResultValue: 'FlowTokenExpired', Retry: false })
  const verdict =
    AuthMethodId === 'OneWaySMS'
      ? visit.state.judgeTextMessage(flow, AdditionalAuthData)
      : visit.state.judgeSignIn(flow, AdditionalAuthData, 'sign-in')
  const Success = verdict === 'accepted'
  return json({ Success, ResultValue: RESULTS[verdict], AuthMethodId, Retry: verdict !== 'too-many' })
}

/** @param {Visit} visit @returns {Reply} */
function processAuth(visit) {
  const flow = visit.state.flow(formOf(visit).get('flowToken'))
  if (!flow?.verified) return NOTHING_HERE
  return page(staySignedInPage(visit, flow))
}

/**
 * @param {Visit} visit
 * @param {Flow} flow
 */
const staySignedInPage = (visit, flow) =>
  entraPage(visit, flow, {
    pageId: 'KmsiInterrupt',
    action: addressOf(visit.url.hostname, '/kmsi', visit),
    first: 'stay',
    views: { stay: staySignedInView(visit) },
    hidden: { type: '28' },
    banner: flow.user,
  })

/** @param {Visit} visit @returns {Reply} */
function signedIn(visit) {
  const flow = visit.state.flow(formOf(visit).get('flowToken'))
  if (!flow?.verified) return NOTHING_HERE
  visit.state.finish(flow)
  return seeOther(signedInAddress(visit, flow))
}

/**
 * @param {Visit} visit
 * @param {Flow} flow
 */
const moreNeededPage = (visit, flow) =>
  entraPage(visit, flow, {
    pageId: 'ConvergedProofUpRedirect',
    action: visit.url.pathname,
    first: 'more',
    views: { more: moreNeededView({ ...visit, person: { ...visit.person, user: flow.user } }) },
    hidden: {},
    banner: flow.user,
  })

/**
 * @param {Visit} visit
 * @param {import('../html.mjs').Markup} view
 */
const devicePage = (visit, view) =>
  entraPage(visit, visit.state.openFlow(visit.person), {
    pageId: 'ConvergedSignIn',
    action: '/common/oauth2/deviceauth',
    first: 'device',
    views: { device: view },
    hidden: {},
  })

/** @param {Visit} visit @returns {Reply} */
function deviceCodeGiven(visit) {
  const code = formOf(visit).get('otc') ?? ''
  visit.state.note({ kind: 'device-code', user: '', code })
  return page(devicePage(visit, deviceDoneView(visit)))
}
