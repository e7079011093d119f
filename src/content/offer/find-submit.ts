/** Where Microsoft's React pages, which have no form around the field, keep the button that sends the code. */
const SUBMITS: readonly { readonly seenIn: string; readonly selector: string }[] = [
  { seenIn: 'msa-otp', selector: '#oneTimeCodePrimaryButton' },
  { seenIn: 'register-code', selector: '[data-testid="reskin-step-next-button"]' },
]

/** The button a person presses after the code is in. */
export function findSubmit(field: HTMLInputElement): Element | null {
  const known = SUBMITS.map(({ selector }) => selector).join()
  return field.form?.querySelector('[type="submit"]') ?? field.ownerDocument.querySelector(known)
}

/** What of the page a person may want while the card is open: the button first, then the way to other methods. */
export function neededBeside(anchor: HTMLElement): readonly Element[] {
  const page = anchor.ownerDocument
  const submit = anchor instanceof HTMLInputElement ? findSubmit(anchor) : null
  const otherWay = page.querySelector('#signInAnotherWay, [data-testid="viewFooter"]')
  return [submit, otherWay, ...stepParts(page)]
    .filter((element) => element !== null)
    .filter((element) => element !== anchor)
}

/**
 * Of a registration step (stand-ins: register-install, register-qr-otpauth): "Next" and the buttons it stands with,
 * then its other links, then its heading.
 */
function stepParts(page: Document): readonly Element[] {
  const next = page.querySelector('[data-testid="reskin-step-next-button"]')
  if (next === null) return []
  const links = page.querySelectorAll('button.ms-Link, [data-testid="authenticator-download-link"]')
  const title = page.querySelector('[data-testid="reskin-step-title"]')
  const row = next.parentElement?.querySelectorAll('button') ?? []
  return [next, ...row, ...links, ...(title === null ? [] : [title])]
}
