/** The parts of this page, each the hash of its address. */
const ROUTES = ['scan', 'region', 'camera'] as const
export type Route = (typeof ROUTES)[number]

/** The part that a hash names; the first for any other. */
export function routeOf(hash: string): Route {
  return ROUTES.find((route) => `#${route}` === hash) ?? 'scan'
}
