import { decodeRequest, isVerb } from './decode'
import { CALLER, type Caller, type Reply, type Request, type Verb } from './messages'

/** One handler a verb. `S` is what the room knows of a sender. */
export type Routes<S> = { [V in Verb]: (request: Request<V>, sender: S) => Promise<Reply<V>> }

/**
 * Answers messages by `routes`: `undefined` (nobody answers) for an unknown verb, a caller who may not say it,
 * or a request that is not exactly what the verb takes.
 */
export function serve<S>(
  routes: Routes<S>,
  callerOf: (sender: S) => Caller | 'nobody',
): (message: unknown, sender: S) => Promise<unknown> | undefined {
  return (message, sender) => {
    const { verb, request } = fieldsOf(message)
    if (!isVerb(verb) || callerOf(sender) !== CALLER[verb]) return undefined
    return answer(routes, verb, request, sender)
  }
}

function answer<S, V extends Verb>(
  routes: Routes<S>,
  verb: V,
  request: unknown,
  sender: S,
): Promise<Reply<V>> | undefined {
  const decoded = decodeRequest(verb, request)
  return decoded === undefined ? undefined : routes[verb](decoded, sender)
}

function fieldsOf(message: unknown): { verb: unknown; request: unknown } {
  if (typeof message !== 'object' || message === null) return { verb: undefined, request: undefined }
  const { verb, request, ...rest } = message as Record<string, unknown>
  return Object.keys(rest).length === 0 ? { verb, request } : { verb: undefined, request: undefined }
}
