// Who practises here. Nobody is real; the domains are reserved for examples, but for the one Danish user name,
// which has the shape the University of Copenhagen's guide prints.

/**
 * @typedef {object} Person
 * @property {string} user the user name as it is typed at sign-in
 * @property {string} tenant the organisation's display name
 */

/** @type {Record<string, string>} */
const TENANTS = {
  'contoso.example': 'Contoso University',
  'ku.dk': 'Københavns Universitet',
  'alumni.ku.dk': 'Københavns Universitet',
}

const LONGEST = 320

/**
 * The person a page is about: named by `user` and `tenant` in the address, else the one who reads this language.
 * @param {URLSearchParams} query
 * @param {string} lang
 * @returns {Person}
 */
export function personFrom(query, lang) {
  const user = (query.get('user') ?? (lang === 'da' ? 'abc123@ku.dk' : 'alice@contoso.example')).slice(
    0,
    LONGEST,
  )
  const domain = user.slice(user.lastIndexOf('@') + 1).toLowerCase()
  const tenant = query.get('tenant') ?? TENANTS[domain] ?? domain
  return { user, tenant: tenant.slice(0, LONGEST) }
}

/**
 * The label and address Microsoft puts into its symbol: form-encoded, lower-case secret, no digits, no period.
 * @param {Person} person
 * @param {string} secret
 * @param {{ lowerCaseEscapes?: boolean }} [shape]
 */
export function otpauthUri({ user, tenant }, secret, { lowerCaseEscapes = false } = {}) {
  const label = `${formEncode(tenant)}%3A${formEncode(user)}`
  const shown = lowerCaseEscapes ? label.replace(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase()) : label
  return `otpauth://totp/${shown}?secret=${secret}&issuer=Microsoft`
}

/** @param {string} text */
const formEncode = (text) => new URLSearchParams([['', text]]).toString().slice(1)
