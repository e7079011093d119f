// Which page answers at which host and path.

import { HOSTS } from './hosts.mjs'
import { ENTRA_ROUTES } from './routes/entra.mjs'
import { PERSONAL_ROUTES } from './routes/personal.mjs'
import { PRACTICE_ROUTES } from './routes/practice.mjs'
import { REGISTRATION_ROUTES } from './routes/registration.mjs'

/** @type {Readonly<Record<string, import('./visit.mjs').Routes>>} */
const ROUTES = {
  [HOSTS.entra]: ENTRA_ROUTES,
  [HOSTS.hop]: ENTRA_ROUTES,
  [HOSTS.registration]: REGISTRATION_ROUTES,
  [HOSTS.personal]: PERSONAL_ROUTES,
  [HOSTS.practice]: PRACTICE_ROUTES,
}

/**
 * @param {string} host
 * @param {string} request method, a space and the path
 * @returns {import('./visit.mjs').Route | undefined}
 */
export function routeFor(host, request) {
  const routes = ROUTES[host]
  // hasOwn: a path is the visitor's word, and must not reach what every object has.
  return routes && Object.hasOwn(routes, request) ? routes[request] : undefined
}
