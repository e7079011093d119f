import type { Label } from './account'
import { cleanLabel } from './text'

const MICROSOFT = 'microsoft'

/**
 * The label of an account that another app keeps as an issuer and a name. Many apps repeat the issuer before the
 * name (`GitHub:alice`); before a Microsoft account's user name stands its tenant (`Contoso University:alice@…`).
 */
export function labelOf(issuerText: string, name: string): Label {
  const issuer = cleanLabel(issuerText)
  const rest = withoutIssuer(name, issuerText)
  // A Microsoft user name has no colon, a tenant's name may.
  const colon = issuer.toLowerCase() === MICROSOFT ? rest.lastIndexOf(':') : -1
  const tenant = cleanLabel(rest.slice(0, Math.max(colon, 0)))
  const organisation = tenant.toLowerCase() === MICROSOFT ? '' : tenant
  return { issuer, organisation, user: cleanLabel(rest.slice(colon + 1)) }
}

/** The name for which `labelOf(label.issuer, name)` is this label again. */
export function nameOf(label: Label): string {
  const name = plainNameOf(label)
  return withoutIssuer(name, label.issuer) === name ? name : `${label.issuer}:${name}`
}

/** The name as people read it: a Microsoft account's with its tenant before it. */
export function plainNameOf({ organisation, user }: Label): string {
  return organisation === '' ? user : `${organisation}:${user}`
}

/** `name` without the issuer and its colon before it, where they are there. */
export function withoutIssuer(name: string, issuer: string): string {
  const prefix = `${issuer}:`
  const starts = issuer !== '' && name.slice(0, prefix.length).toLowerCase() === prefix.toLowerCase()
  return starts ? name.slice(prefix.length) : name
}
