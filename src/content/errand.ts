import type { AccountId } from '../domain/account'
import type { RefusalReason } from '../protocol/messages'
import { askCode, type AskKode } from './ask-code'
import { fillField } from './fill-field'

/** How a person's wish for a code ended. */
export type ErrandEnd =
  /** `submit`: the person wants the page's button pressed, too. */
  | { readonly status: 'filled'; readonly digits: string; readonly submit: boolean }
  | { readonly status: 'gone' | 'too-long' | 'still-waiting' | 'locked' | 'unavailable' }
  | { readonly status: 'refused'; readonly reason: RefusalReason }
  /** Taken back, or nobody looked when the code came, or Kode could not be reached. */
  | { readonly status: 'dropped' }

/** One wish for a code, carried out once. */
interface Errand {
  readonly id: AccountId
  readonly field: HTMLInputElement
  /** The fresh code comes at this time, Unix milliseconds. */
  readonly waiting: (at: number) => void
  /** Aborted when the person takes the wish back. */
  readonly taken: AbortSignal
}

/** Gets the code and writes it into the field, if that still is the page's field for it. */
export async function runErrand(askKode: AskKode, { id, field, waiting, taken }: Errand): Promise<ErrandEnd> {
  const reply = await askCode(askKode, id, waiting, taken)
  if (reply === undefined || taken.aborted) return { status: 'dropped' }
  if (reply.status === 'wait') return { status: 'still-waiting' }
  if (reply.status !== 'code') return reply
  const { digits, submit } = reply
  const filled = fillField(field, digits)
  return filled === 'filled' ? { status: filled, digits, submit } : { status: filled }
}
