import { takesAppCode } from '../domain/page-state'
import { readPage } from './page-state'

export type Filled =
  | 'filled'
  /** The field is not the page's code field any more: replaced, hidden, or asking for another kind of code. */
  | 'gone'
  /** The page takes fewer digits than the code has. */
  | 'too-long'

/**
 * Writes a code into the field that was offered, if it is still the page's one code field at this moment.
 * Never submits.
 */
export function fillField(field: HTMLInputElement, digits: string): Filled {
  if (!isStillTheField(field)) return 'gone'
  if (field.maxLength !== -1 && digits.length > field.maxLength) return 'too-long'
  writeValue(field, digits)
  field.focus()
  return 'filled'
}

function isStillTheField(field: HTMLInputElement): boolean {
  const { state, plan } = readPage(field.ownerDocument)
  const planned = plan()
  return planned.kind === 'field' && planned.field === field && takesAppCode(state)
}

const nativeValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')

/**
 * Knockout reads the field on `input`, and on `change` where it was bound that way. React hides the field's
 * `value` behind its own, so the prototype's setter is used: through it React sees a value it does not know.
 */
function writeValue(field: HTMLInputElement, digits: string): void {
  nativeValue?.set?.call(field, digits)
  field.dispatchEvent(
    new InputEvent('input', { bubbles: true, composed: true, inputType: 'insertText', data: digits }),
  )
  field.dispatchEvent(new Event('change', { bubbles: true }))
}
