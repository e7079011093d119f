/** One way to know Microsoft's code field, with the stand-in page (tests/site/pages.mjs) that proves it. */
export interface FieldSign {
  readonly seenIn: string
  /** By structure, ids and names only: Microsoft translates every text, `placeholder` and `aria-label` too. */
  readonly matches: (field: HTMLInputElement) => boolean
}

/**
 * Where Microsoft puts the box for a verification code. The same box serves codes from an app and codes sent
 * by SMS, so a sign proves "a code belongs here", not which; `page-state` tells the rest.
 */
export const CODE_FIELDS: readonly FieldSign[] = [
  { seenIn: 'entra-otp-random-id', matches: ({ name }) => name === 'otc' },
  { seenIn: 'entra-otp', matches: ({ id }) => id === 'idTxtBx_SAOTCC_OTC' },
  { seenIn: 'msa-otp', matches: ({ id }) => id === 'otc-confirmation-input' },
  { seenIn: 'msa-otp', matches: (field) => testIdOf(field) === 'otc-confirmation-input' },
  { seenIn: 'register-code', matches: (field) => testIdOf(field) === 'verification-entercode-input' },
  { seenIn: 'msa-otp-floating', matches: (field) => formNameOf(field) === 'OneTimeCodeViewForm' },
]

/** Boxes that look alike but take another code; each may well carry `name=otc`. */
export const OTHER_FIELDS: readonly FieldSign[] = [
  // Another device's sign-in: a code typed here could sign in an attacker's device.
  { seenIn: 'device-code', matches: isDeviceCodeField },
  { seenIn: 'msa-mailed', matches: ({ id }) => id === 'idTxtBx_OTC_Password' },
  { seenIn: 'msa-six-boxes', matches: ({ id }) => /^codeEntry-\d+$/.test(id) },
  { seenIn: 'msa-proofs', matches: ({ id }) => id === 'iOttText' },
]

/** The box of Microsoft's device sign-in: `#otc` on its own, without the strong-authentication view around it. */
export function isDeviceCodeField(field: HTMLInputElement): boolean {
  return field.id === 'otc' && field.closest('[id*="SAOTCC"]') === null
}

const testIdOf = (field: HTMLInputElement): string | null => field.getAttribute('data-testid')
const formNameOf = (field: HTMLInputElement): string | null => field.form?.getAttribute('name') ?? null
