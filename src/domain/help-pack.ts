/** Microsoft's page with a person's sign-in methods. */
export const SECURITY_INFO = 'https://mysignins.microsoft.com/security-info'

/** Where an organisation's people get help with signing in. Every link is https and opens only on a click. */
export interface HelpPack {
  /** The organisation's name; empty where none is known. */
  readonly organisation: string
  readonly passwordReset: string | null
  readonly loginHelp: string | null
  readonly securityInfo: string
  readonly support: Support | null
}

export interface Support {
  /** As people write it: digits, spaces and a leading plus. */
  readonly phone: string
  /** The page with the opening hours. */
  readonly hours: string | null
}

/** For whoever's organisation Kode does not know. */
export const NEUTRAL_PACK: HelpPack = {
  organisation: '',
  passwordReset: null,
  loginHelp: null,
  securityInfo: SECURITY_INFO,
  support: null,
}

const KU: HelpPack = {
  organisation: 'Københavns Universitet',
  passwordReset: 'https://password.ku.dk/sspr/public/forgottenpassword',
  loginHelp: 'https://om.ku.dk/organisation/administration/it/hjaelp-til-login/',
  securityInfo: SECURITY_INFO,
  support: {
    phone: '+45 35 32 32 32',
    hours: 'https://kunet.ku.dk/oevrige/hjaelp/it/Sider/IT-supportcentre-p%C3%A5-KU.aspx',
  },
}

/** What a person may say of where they work or study. Their user name stays out of it. */
export const ORGANISATIONS = ['ku', 'other'] as const
export type Organisation = (typeof ORGANISATIONS)[number]

/** The packs built in. */
export const PACKS: Readonly<Record<Organisation, HelpPack>> = { ku: KU, other: NEUTRAL_PACK }

/** By the mail domains of those they are for. */
const BUILT_IN: Readonly<Record<string, HelpPack>> = { 'ku.dk': KU, 'alumni.ku.dk': KU }

/** What is known of where a person belongs. */
export interface Belonging {
  /** The pack that the organisation's policy gives. */
  readonly managed?: HelpPack | undefined
  /** What the person said. */
  readonly chosen?: Organisation | undefined
}

/**
 * The pack for the person with these user names: the organisation's own before the one they chose, and that before
 * the one that is built in for a user's mail domain.
 */
export function helpPackFor(users: readonly string[], { managed, chosen }: Belonging = {}): HelpPack {
  if (managed !== undefined) return managed
  if (chosen !== undefined) return PACKS[chosen]
  const domains = users.map((user) => user.trim().toLowerCase().split('@').at(-1) ?? '')
  const known = domains.find((domain) => Object.hasOwn(BUILT_IN, domain))
  return (known === undefined ? undefined : BUILT_IN[known]) ?? NEUTRAL_PACK
}

/** Which of the built-in packs this is; `undefined` for a policy's, which nobody chooses. */
export const organisationOf = (pack: HelpPack): Organisation | undefined =>
  ORGANISATIONS.find((one) => PACKS[one].organisation === pack.organisation)

/** The address that calls this number. */
export const telephoneLink = (phone: string): string => `tel:${phone.replace(/[^+\d]/g, '')}`
