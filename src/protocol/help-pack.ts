import * as v from 'valibot'
import { SECURITY_INFO, type HelpPack } from '../domain/help-pack'
import { err, ok, type Result } from '../domain/result'
import { LABEL_LENGTH } from '../domain/text'

/** Characters of an address: as many as browsers show. */
const LONGEST_LINK = 2048

const link = v.pipe(v.string(), v.maxLength(LONGEST_LINK), v.check(isPlainHttps))

/** All of it holds or none. */
export const helpPack = v.strictObject({
  organisation: v.pipe(v.string(), v.maxLength(LABEL_LENGTH)),
  passwordReset: v.optional(v.nullable(link), null),
  loginHelp: v.optional(v.nullable(link), null),
  securityInfo: v.optional(link, SECURITY_INFO),
  support: v.optional(
    v.nullable(
      v.strictObject({
        phone: v.pipe(v.string(), v.maxLength(32), v.regex(/^\+?\d(?:[ -]?\d){2,19}$/)),
        hours: v.optional(v.nullable(link), null),
      }),
    ),
    null,
  ),
})

/** An organisation's pack as its policy writes it. All of it holds or none; the error says where it first does not. */
export function decodeHelpPack(value: unknown): Result<HelpPack, string> {
  const decoded = v.safeParse(helpPack, value)
  if (decoded.success) return ok(decoded.output)
  const [issue] = decoded.issues
  return err(v.getDotPath(issue) ?? 'helpPack')
}

/** An https address that says where it leads: no user name before the host. */
function isPlainHttps(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, username, password } = new URL(text)
  return protocol === 'https:' && username === '' && password === ''
}
