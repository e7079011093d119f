import { routeFor } from './routes.mjs'
import { SiteState } from './state.mjs'
import { visitOf } from './visit.mjs'

/**
 * The text of a practice page as the server would send it, for tests that need no server. Its scripts do not run.
 * @param {string} address
 * @returns {string}
 * @throws {RangeError} where there is no such page
 */
export function drawPage(address) {
  const url = new URL(address)
  const visit = visitOf(new SiteState(Date.now), url, { body: '', nonce: '' })
  const reply = routeFor(url.hostname, `GET ${url.pathname}`)?.(visit)
  if (reply?.status !== 200) throw new RangeError(`no practice page answers at ${address}`)
  return String(reply.body)
}
