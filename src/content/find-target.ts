import { planField } from './find-field'
import { readPageState, takesAppCode } from './page-state'
import { readUser } from './shown-user'

/** What an offer is made for: another field or another user is another offer. */
export interface Target {
  readonly field: HTMLInputElement
  readonly user: string
}

/** The field to offer a code at, if there is one: empty, or `summoned` by the person though it is not. */
export function findTarget(page: Document, summoned?: HTMLInputElement): Target | undefined {
  const plan = planField(page)
  if (plan.kind !== 'field' || !takesAppCode(readPageState(page))) return undefined
  const { field } = plan
  return field.value === '' || field === summoned ? { field, user: readUser(page) } : undefined
}

export function sameTarget(a: Target | undefined, b: Target): boolean {
  return a?.field === b.field && a.user === b.user
}
