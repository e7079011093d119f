/** Where Microsoft's React pages, which have no form around the field, keep the button that sends the code. */
const SUBMITS: readonly { readonly seenIn: string; readonly selector: string }[] = [
  { seenIn: 'msa-otp', selector: '#oneTimeCodePrimaryButton' },
  { seenIn: 'register-code', selector: '[data-testid="reskin-step-next-button"]' },
]

/** The button a person presses after the code is in: not to be covered. */
export function findSubmit(field: HTMLInputElement): Element | null {
  const known = SUBMITS.map(({ selector }) => selector).join()
  return field.form?.querySelector('[type="submit"]') ?? field.ownerDocument.querySelector(known)
}
