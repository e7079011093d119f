import type { Wish } from './offer-view'

/** `quiet`: beside what to do now, not it. */
interface StepAction {
  readonly label: string
  readonly wish: Wish
  readonly quiet?: boolean
}

/** A step of something longer: what to do now, whose account it is about, and what can be pressed for it. */
export interface StepView {
  readonly kind: 'step'
  readonly title: string
  /** Empty for none. */
  readonly text: string
  /** The account's name first. May come from outside. */
  readonly who?: readonly string[]
  /** What the account is called now, in a field where it can be called something else. */
  readonly named?: string
  readonly actions?: readonly StepAction[]
}
