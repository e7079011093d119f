import browser, { type Runtime } from 'webextension-polyfill'
import { isQuestion, type Reply, type Request, type Verb } from '../protocol/messages'

export type Sender = Runtime.MessageSender & {
  /** Chromium 80+, Firefox 126+: the browser's word on who sent it. */
  readonly origin?: string
  /** Chromium only. */
  readonly documentId?: string
  /** Chromium only. */
  readonly documentLifecycle?: string
}

/**
 * Says one verb to the background, waking it if it sleeps. Rejects if Kode was updated or removed meanwhile, or
 * if the background stopped before it answered; a question that changes nothing is then asked once more.
 */
export async function ask<V extends Verb>(verb: V, request: Request<V>): Promise<Reply<V>> {
  const say = (): Promise<Reply<V>> => browser.runtime.sendMessage({ verb, request })
  return isQuestion(verb) ? say().catch(say) : say()
}

/** Hands every message to `answer`; `undefined` from it leaves the message to nobody. */
export function listen(answer: (message: unknown, sender: Sender) => Promise<unknown> | undefined): void {
  browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) =>
    answer(message, sender),
  )
}

/** False once Kode was updated or removed under a running content script: it can no longer reach anything. */
export function isConnected(): boolean {
  // runtime.id disappears in an orphaned content script, though the types say it cannot.
  return (browser.runtime as Partial<typeof browser.runtime>).id !== undefined
}
