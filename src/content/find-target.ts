import { leadsToCode, takesAppCode, type PageState } from '../domain/page-state'
import { planField, type FieldPlan } from './find-field'
import { findWay, placeOf } from './find-way'
import { isShown } from './is-shown'
import { readPage, type PageReading } from './page-state'
import { readUser } from './shown-user'

/** What an offer is made for: another element or another user is another offer. */
export type Target =
  /** The field for a code. */
  | {
      readonly kind: 'field'
      readonly anchor: HTMLInputElement
      readonly state: PageState
      readonly user: string
    }
  /** The page's own link to a code, or the list it stands in. */
  | { readonly kind: 'way'; readonly anchor: HTMLElement; readonly state: PageState; readonly user: string }
  /** The field where somebody's device would be let in. */
  | {
      readonly kind: 'danger'
      readonly anchor: HTMLElement
      readonly state: PageState
      readonly user: string
    }

/** What there is to say something at: a field that is empty, or `summoned` by the person though it is not. */
export function findTarget(
  page: Document,
  summoned?: HTMLInputElement,
  { state, plan }: PageReading = readPage(page),
): Target | undefined {
  // By the state first: on a page that wants something else no layout is asked for.
  if (takesAppCode(state)) {
    const field = fieldIn(plan())
    const offered = field && (field.value === '' || field === summoned)
    return offered ? { kind: 'field', anchor: field, state, user: readUser(page) } : undefined
  }
  if (leadsToCode(state)) {
    const way = findWay(page, state)
    return way && { kind: 'way', anchor: placeOf(way), state, user: readUser(page) }
  }
  const field = state === 'device-code' ? deviceField(page) : undefined
  return field && { kind: 'danger', anchor: field, state, user: readUser(page) }
}

/** The page's one field for a code. */
export const fieldOf = (page: Document): HTMLInputElement | undefined => fieldIn(planField(page))

const fieldIn = (plan: FieldPlan): HTMLInputElement | undefined =>
  plan.kind === 'field' ? plan.field : undefined

function deviceField(page: Document): HTMLInputElement | undefined {
  const field = page.getElementById('otc')
  return field instanceof HTMLInputElement && field.value === '' && isShown(field) ? field : undefined
}

export function sameTarget(a: Target | undefined, b: Target): boolean {
  return a?.anchor === b.anchor && a.user === b.user && a.kind === b.kind
}
