import type { Browser, Runtime } from 'webextension-polyfill'
import { isQuestion, type Reply, type Request, type VerbOf } from '../protocol/messages'
import type { PageMessage } from '../protocol/page-messages'
import type { MessageKey } from './i18n'
import { speak, spokenText } from './spoken'

/*
 * What the content script reaches of the browser. It speaks to the browser's own promises, which every browser we
 * name has, because the polyfill would be a quarter of a script that runs on each of Microsoft's pages.
 */

const scope = globalThis as unknown as { readonly browser?: Browser; readonly chrome?: Browser }
const extension = (): Browser => {
  const api = scope.browser ?? scope.chrome
  if (api === undefined) throw new Error('no extension API')
  return api
}

/** The text of `key` in the language of the texts, with `$1`, `$2`, … replaced by `values`. */
export function t(key: MessageKey, ...values: readonly string[]): string {
  return spokenText(key, values) ?? extension().i18n.getMessage(key, [...values])
}

/** BCP 47 tag of the language the texts are in. */
export function language(): string {
  return t('languageTag')
}

/**
 * Says one verb to the background, waking it if it sleeps. Rejects if Kode was updated or removed meanwhile, or
 * if the background stopped before it answered; a question that changes nothing is then asked once more.
 */
export async function ask<V extends VerbOf<'content'>>(verb: V, request: Request<V>): Promise<Reply<V>> {
  const [reply] = await Promise.all([say(verb, request), speakChosen()])
  return reply
}

let spoken: Promise<void> | undefined

/**
 * Has Kode speak the language that was chosen by hand, if one was: asked with the first question of all, so that its
 * answer can be put into words.
 */
export function speakChosen(): Promise<void> {
  // A Kode that does not answer is noticed where it matters.
  return (spoken ??= say('autofill.texts', {}).then(speak, () => undefined))
}

async function say<V extends VerbOf<'content'>>(verb: V, request: Request<V>): Promise<Reply<V>> {
  const send = (): Promise<Reply<V>> => extension().runtime.sendMessage({ verb, request })
  const reply = await (isQuestion(verb) ? send().catch(send) : send())
  if (isFailure(reply)) throw new Error(`the background failed at ${verb}`)
  return reply
}

/** The polyfill on the other side sends an exception as an object of this shape. */
const isFailure = (reply: unknown): boolean =>
  typeof reply === 'object' && reply !== null && '__mozWebExtensionPolyfillReject__' in reply

/**
 * Hears what the background says to this page, and answers it. Only Kode can speak to it: other extensions have an
 * event of their own, which nobody listens to, and pages have none.
 */
export function hear(answer: (message: PageMessage) => Promise<unknown>, signal: AbortSignal): void {
  const { onMessage } = extension().runtime
  const listener = (
    message: unknown,
    { id }: Runtime.MessageSender,
    reply: (answer: unknown) => void,
  ): true | undefined => {
    if (id !== extension().runtime.id || !isPageMessage(message)) return undefined
    void answer(message).then(reply)
    return true // the answer comes later
  }
  // The types know the polyfill's way of answering, by the returned promise; both browsers know this one.
  onMessage.addListener(listener as Parameters<typeof onMessage.addListener>[0])
  signal.addEventListener('abort', () => onMessage.removeListener(listener as never), { once: true })
}

function isPageMessage(message: unknown): message is PageMessage {
  if (typeof message !== 'object' || message === null || !('verb' in message)) return false
  if (message.verb === 'page.look') return true
  return message.verb === 'page.fill' && 'id' in message && typeof message.id === 'string'
}

/** False once Kode was updated or removed under a running content script: it can no longer reach anything. */
export function isConnected(): boolean {
  // runtime.id disappears in an orphaned content script, though the types say it cannot.
  return (extension().runtime as Partial<Runtime.Static>).id !== undefined
}
