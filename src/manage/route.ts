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
  'language',
  'help',
  'welcome',
  'about',
] as const
export type Route = (typeof ROUTES)[number]

/** Places that hold nothing of anybody's, so that no door stands before them. */
const ALWAYS_OPEN: readonly Route[] = ['help']

export const isAlwaysOpen = (route: Route): boolean => ALWAYS_OPEN.includes(route)

/** The place that a hash names; the first for any other. */
export function routeOf(hash: string): Route {
  return ROUTES.find((route) => `#${route}` === hash) ?? 'accounts'
}
