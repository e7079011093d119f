import { isShown } from './is-shown'

/** Where Microsoft's pages say that a code was not right, with the stand-in page that proves it. */
const ERROR_SIGNS: readonly { readonly seenIn: string; readonly selector: string }[] = [
  { seenIn: 'entra-otp-error', selector: '#idSpan_SAOTCC_Error_OTC' },
  { seenIn: 'entra-otp-error-old', selector: '#idDiv_SAOTCC_ErrorMsg_OTC' },
  { seenIn: 'msa-otp-error', selector: '[role="alert"] [data-testid="error"]' },
  { seenIn: 'register-code-error', selector: '[data-testid="message-bar-error"]' },
]

const ANY_ERROR = ERROR_SIGNS.map(({ selector }) => selector).join()

/** An error as it stands: another element or another text is another error. */
export interface PageError {
  readonly element: Element
  readonly text: string
}

/** The error that is shown beside the code field, if there is one. Looked for around the field: pages are large. */
export function findError(field: HTMLInputElement): PageError | undefined {
  const around = field.form ?? field.closest('main, section') ?? field.ownerDocument
  const element = around.querySelector<HTMLElement>(ANY_ERROR)
  if (element === null) return undefined
  const text = element.textContent.trim()
  return text !== '' && isShown(element) ? { element, text } : undefined
}

export function sameError(a: PageError | undefined, b: PageError | undefined): boolean {
  return a?.element === b?.element && a?.text === b?.text
}
