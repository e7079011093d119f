import type { CDPSession, Page } from 'playwright-core'
import type { Kode } from '../harness/kode.mjs'

/** A world of our content script, and where it is. */
export interface World {
  readonly url: string
  readonly isTop: boolean
  /** Evaluates JavaScript text there, as a script that took ours over could, and waits for what it promises. */
  readonly evaluate: (code: string) => Promise<unknown>
}

/** All worlds of our content script in a tab, the top document's first: none where it does not run. */
export async function ourWorlds(kode: Kode, page: Page): Promise<readonly World[]> {
  const children = page.frames().filter((frame) => frame !== page.mainFrame())
  const sessions = await Promise.all([
    kode.context.newCDPSession(page),
    // A frame in its parent's process has no session, and its worlds are among the parent's.
    ...children.map((frame) => kode.context.newCDPSession(frame).catch(() => undefined)),
  ])
  const worlds = await Promise.all(
    sessions.filter((session) => session !== undefined).map((session) => worldsOf(session, kode.id)),
  )
  return worlds.flat().sort((a, b) => Number(b.isTop) - Number(a.isTop))
}

async function worldsOf(session: CDPSession, id: string): Promise<readonly World[]> {
  const contexts: { id: number; origin: string }[] = []
  session.on('Runtime.executionContextCreated', ({ context }) => contexts.push(context))
  await session.send('Runtime.enable')
  const ours = contexts.filter(({ origin }) => origin === `chrome-extension://${id}`)
  return Promise.all(
    ours.map(async ({ id: contextId }) => {
      const evaluate = (code: string) => evaluateIn(session, contextId, code)
      const isTop = (await evaluate('self === top')) === true
      return { url: String(await evaluate('location.href')), isTop, evaluate }
    }),
  )
}

async function evaluateIn(session: CDPSession, contextId: number, expression: string): Promise<unknown> {
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
    ...{ expression, contextId },
    ...{ awaitPromise: true, returnByValue: true },
  })
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
  return result.value as unknown
}

/** The one world of our content script in a page. */
export async function ourWorld(kode: Kode, page: Page): Promise<World> {
  const [world] = await ourWorlds(kode, page)
  if (!world) throw new Error('our content script has no world here')
  return world
}

/** What the background answers in this world: `nobody` where it does not speak with it. */
export const saying = (verb: string, request: unknown): string =>
  `new Promise((done) => chrome.runtime.sendMessage(${JSON.stringify({ verb, request })},
    (reply) => done(chrome.runtime.lastError ? 'nobody' : reply ?? 'nobody')))`
