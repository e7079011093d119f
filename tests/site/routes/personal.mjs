import { personalPage, variantOf } from '../pages/personal.mjs'
import { signedInAddress } from './signed-in.mjs'
import { formOf, NOTHING_HERE, page, seeOther } from '../visit.mjs'

/** @typedef {import('../visit.mjs').Visit} Visit */

/** @type {import('../visit.mjs').Routes} */
export const PERSONAL_ROUTES = {
  'GET /login.srf': (visit) =>
    page(
      personalPage(visit, visit.state.openFlow(visit.person), {
        rejected: visit.query.get('error') === 'shown',
      }),
    ),
  'POST /ppsecure/post.srf': codePosted,
}

/**
 * A mailed code is never right: nobody was sent one.
 * @param {Visit} visit
 */
export function codePosted(visit) {
  const form = formOf(visit)
  const flow = visit.state.flow(form.get('flowToken'))
  if (!flow) return NOTHING_HERE
  const code = form.get('model') ?? ''
  const { app } = variantOf(visit.query)
  if (!app) visit.state.note({ kind: 'mailed-code', user: flow.user, verdict: 'incorrect', code })
  const verdict = app ? visit.state.judgeSignIn(flow, code, 'personal') : 'incorrect'
  if (verdict !== 'accepted') return page(personalPage(visit, flow, { rejected: true }))
  visit.state.finish(flow)
  return seeOther(signedInAddress(visit, flow))
}
