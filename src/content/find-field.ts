import { CODE_FIELDS, OTHER_FIELDS, type FieldSign } from './code-fields'
import { isShown } from './is-shown'

export type FieldPlan =
  | { readonly kind: 'field'; readonly field: HTMLInputElement }
  | { readonly kind: 'none' }
  /** Two boxes that would do equally well: which one is the person's to say, so neither is offered anything. */
  | { readonly kind: 'ambiguous' }

/** Looks for the one box that takes a verification code; touches nothing. */
export function planField(page: Document): FieldPlan {
  // One pass over the inputs, cheapest test first: this runs while the page works (see watch-page).
  const [field, rival] = [...page.getElementsByTagName('input')].filter(takesCode)
  if (field === undefined) return { kind: 'none' }
  return rival === undefined ? { kind: 'field', field } : { kind: 'ambiguous' }
}

const takesCode = (field: HTMLInputElement): boolean =>
  hasSign(CODE_FIELDS, field) && !hasSign(OTHER_FIELDS, field) && isWritable(field) && isShown(field)

const hasSign = (signs: readonly FieldSign[], field: HTMLInputElement): boolean =>
  signs.some(({ matches }) => matches(field))

const TYPES: readonly string[] = ['tel', 'text', 'number']

/** Microsoft's own lengths: 6 at work or school, 8 for personal accounts, 7 for both kinds' texted codes. */
const LENGTHS = { shortest: 6, longest: 8 } as const

function isWritable(field: HTMLInputElement): boolean {
  return TYPES.includes(field.type) && !field.readOnly && !field.matches(':disabled') && hasCodeLength(field)
}

/** `maxLength` is -1 when the page sets none. */
function hasCodeLength({ maxLength }: HTMLInputElement): boolean {
  return maxLength === -1 || (maxLength >= LENGTHS.shortest && maxLength <= LENGTHS.longest)
}
