import type { AccountId } from '../domain/account'
import type { CodeGiven, Reply, Request, VerbOf } from '../protocol/messages'

/** `undefined` if Kode could not be reached. */
export type AskKode = <V extends VerbOf<'content'>>(
  verb: V,
  request: Request<V>,
) => Promise<Reply<V> | undefined>

/** Milliseconds after the announced time, so that a timer that fires early does not ask in the old step. */
const WAIT_MARGIN_MS = 250

/**
 * Asks for the code a person has chosen; where the fresh one is still to come, says when (`waiting`, Unix
 * milliseconds) and asks once more then. `undefined` if it was taken back, if the person looks elsewhere when
 * the code comes and would not see where it went, or if Kode could not be reached.
 */
export async function askCode(
  askKode: AskKode,
  id: AccountId,
  waiting: (at: number) => void,
  taken: AbortSignal,
): Promise<CodeGiven | undefined> {
  const reply = await askKode('autofill.code', { id })
  if (taken.aborted) return undefined
  if (reply?.status !== 'wait') return reply
  waiting(reply.at)
  await untilTime(reply.at + WAIT_MARGIN_MS, taken)
  if (isAborted(taken) || document.visibilityState !== 'visible') return undefined
  return askKode('autofill.code', { id })
}

/** A call, because the compiler would hold a flag read before an `await` to be the same after it. */
const isAborted = (signal: AbortSignal): boolean => signal.aborted

/** Resolves at `at`, or at once when `signal` aborts. */
function untilTime(at: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, Math.max(0, at - Date.now()))
    const stop = () => {
      clearTimeout(timer)
      resolve()
    }
    signal.addEventListener('abort', stop, { once: true })
  })
}
