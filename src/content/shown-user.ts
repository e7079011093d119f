/** Where Microsoft's pages name who is signing in, surest first. */
const USER_SIGNS: readonly {
  readonly seenIn: string
  readonly read: (page: Document) => string | undefined
}[] = [
  { seenIn: 'entra-otp', read: (page) => textOf(page.getElementById('displayName')) },
  { seenIn: 'msa-otp', read: (page) => textOf(page.getElementById('userDisplayName')) },
  { seenIn: 'entra-otp-no-banner', read: hiddenLogin },
]

/** Longer than any address (RFC 5321 section 4.5.3.1): a page that shows more is not naming a person. */
const LONGEST_USER = 320

/** The user the page shows, as it shows it: an address, an alias, a phone number; empty if none. */
export function readUser(page: Document): string {
  for (const { read } of USER_SIGNS) {
    const user = read(page)?.trim() ?? ''
    if (user !== '' && user.length <= LONGEST_USER) return user
  }
  return ''
}

const textOf = (element: HTMLElement | null): string | undefined => element?.textContent

function hiddenLogin(page: Document): string | undefined {
  const input = page.getElementsByName('login')[0]
  return input instanceof HTMLInputElement ? input.value : undefined
}
