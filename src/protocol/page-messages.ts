import * as v from 'valibot'
import type { AccountId } from '../domain/account'
import { PAGE_STATES } from '../domain/page-state'
import { LABEL_LENGTH } from '../domain/text'
import type { PageFilled, PageSeen } from './messages'

/**
 * What the background says to the content script of a tab, after a person's word outside of the page: a click in
 * the popup, our menu item, our key. No code goes this way: the content script asks for it as it always does, and
 * `decide` sees who asks.
 */
export type PageMessage =
  { readonly verb: 'page.look' } | { readonly verb: 'page.fill'; readonly id: AccountId }

const seen = v.strictObject({
  state: v.picklist(PAGE_STATES),
  user: v.pipe(v.string(), v.maxLength(LABEL_LENGTH * 2)),
})

const filled = v.variant('status', [
  v.strictObject({
    status: v.picklist(['filled', 'waiting', 'gone', 'too-long', 'locked', 'unavailable', 'unreachable']),
  }),
  v.strictObject({
    status: v.literal('refused'),
    reason: v.picklist(['origin', 'frame', 'device-code', 'account', 'rate']),
  }),
])

/** The answer to `page.look`, or `undefined` if it is none. */
export function decodeSeen(reply: unknown): PageSeen | undefined {
  const decoded = v.safeParse(seen, reply)
  return decoded.success ? decoded.output : undefined
}

/** The answer to `page.fill`, or `undefined` if it is none. */
export function decodeFilled(reply: unknown): PageFilled | undefined {
  const decoded = v.safeParse(filled, reply)
  return decoded.success ? decoded.output : undefined
}
