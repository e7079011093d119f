import { HOSTS } from '../hosts.mjs'
import { PERSONAL_VARIANTS, personalPage, variantName } from '../pages/personal.mjs'
import { formOf, NOTHING_HERE, page, seeOther } from '../visit.mjs'

/** @typedef {import('../visit.mjs').Visit} Visit */

/** @type {import('../visit.mjs').Routes} */
export const PERSONAL_ROUTES = {
  'GET /login.srf': (visit) =>
    page(personalPage(visit, visit.state.openFlow(visit.person), { rejected: false })),
  'POST /ppsecure/post.srf': codeGiven,
}

/**
 * A mailed code is never right: nobody was sent one.
 * @param {Visit} visit
 */
function codeGiven(visit) {
  const form = formOf(visit)
  const flow = visit.state.flow(form.get('flowToken'))
  if (!flow) return NOTHING_HERE
  const code = form.get('model') ?? ''
  const takesAppCodes = PERSONAL_VARIANTS[variantName(visit.query)]?.app === true
  if (!takesAppCodes) visit.state.note({ kind: 'mailed-code', user: flow.user, verdict: 'incorrect', code })
  const verdict = takesAppCodes ? visit.state.judgeSignIn(flow, code, 'personal') : 'incorrect'
  if (verdict !== 'accepted') return page(personalPage(visit, flow, { rejected: true }))
  visit.state.finish(flow)
  return seeOther(`https://${HOSTS.practice}/signed-in?lang=${visit.lang}&flow=${flow.id}`)
}
