import type { WayState } from '../domain/page-state'
import { isShown } from './is-shown'

/** A link or tile of Microsoft's that leads on towards the code field; known by its documented id alone. */
interface Way {
  readonly state: WayState
  readonly seenIn: string
  readonly selector: string
}

/** The nearer way first: an expired push request has a link straight to the code. */
export const WAYS: readonly Way[] = [
  { state: 'push', seenIn: 'entra-push-expired', selector: '#idA_SAASTO_TOTP' },
  { state: 'push', seenIn: 'entra-push', selector: '#signInAnotherWay' },
  {
    state: 'method-picker',
    seenIn: 'entra-picker',
    selector: '#idDiv_SAOTCS_Proofs [data-value="PhoneAppOTP"]',
  },
]

/** What to press on a page in `state` to come nearer to the code field. */
export function findWay(page: Document, state: WayState): HTMLElement | undefined {
  for (const way of WAYS) {
    const found = way.state === state ? page.querySelector<HTMLElement>(way.selector) : null
    if (found !== null && isShown(frameOf(found))) return found
  }
  return undefined
}

/** What of a way a person sees: a tile is a table whose own box may be empty, in an item that is not. */
const frameOf = (way: HTMLElement): HTMLElement => way.closest<HTMLElement>('[role="listitem"]') ?? way

/** Beside what to say that there is this way: no other method in the list is to be covered. */
export function placeOf(way: HTMLElement): HTMLElement {
  return way.closest<HTMLElement>('[role="list"]') ?? way
}
