import { HOSTS } from '../hosts.mjs'
import { addressOf } from '../visit.mjs'

/**
 * Where every finished sign-in leads: a page that says who is signed in.
 * @param {import('../visit.mjs').Visit} visit
 * @param {import('../state.mjs').Flow} flow
 */
export const signedInAddress = ({ lang }, flow) =>
  addressOf(HOSTS.practice, '/signed-in', { lang, person: flow }, { flow: flow.id })
