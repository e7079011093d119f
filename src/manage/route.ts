/** The places on this page, each the hash of its address. What is at each stands in `places.ts`. */
const ROUTES = [
  'accounts',
  'scan',
  'region',
  'camera',
  'security',
  'backup',
  'move',
  'sign-in',
  'about',
] as const
export type Route = (typeof ROUTES)[number]

/** The place that a hash names; the first for any other. */
export function routeOf(hash: string): Route {
  return ROUTES.find((route) => `#${route}` === hash) ?? 'accounts'
}
