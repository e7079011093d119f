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

/** The packs built in, by the mail domains of those they are for. */
const BUILT_IN: Readonly<Record<string, HelpPack>> = { 'ku.dk': KU, 'alumni.ku.dk': KU }

/**
 * The pack for the person with these user names: the organisation's own (`managed`, from its policy) before one that
 * is built in for a user's mail domain.
 */
export function helpPackFor(users: readonly string[], managed?: HelpPack): HelpPack {
  const domains = users.map((user) => user.trim().toLowerCase().split('@').at(-1) ?? '')
  const known = domains.find((domain) => Object.hasOwn(BUILT_IN, domain))
  return managed ?? (known === undefined ? undefined : BUILT_IN[known]) ?? NEUTRAL_PACK
}

/** The address that calls this number. */
export const telephoneLink = (phone: string): string => `tel:${phone.replace(/[^+\d]/g, '')}`
