import type { Frame, Page } from 'playwright-core'
import type { Kode } from '../harness/kode.mjs'

/** Evaluates JavaScript text in a world, and waits for what it promises. */
export type World = (code: string) => Promise<unknown>

/**
 * The worlds of our content script in `target` and the frames that share its process. An evaluation there may do
 * whatever a script could that took ours over.
 */
export async function ourWorlds({ context, id }: Kode, target: Page | Frame): Promise<readonly World[]> {
  const session = await context.newCDPSession(target)
  const contexts: { id: number; origin: string }[] = []
  session.on('Runtime.executionContextCreated', ({ context: made }) => contexts.push(made))
  await session.send('Runtime.enable')
  const ours = contexts.filter(({ origin }) => origin === `chrome-extension://${id}`)
  return ours.map(({ id: contextId }) => async (expression) => {
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
      ...{ expression, contextId },
      ...{ awaitPromise: true, returnByValue: true },
    })
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
    return result.value as unknown
  })
}

/** The one world of our content script in a page. */
export async function ourWorld(kode: Kode, page: Page): Promise<World> {
  const [world] = await ourWorlds(kode, page)
  if (!world) throw new Error('our content script has no world here')
  return world
}
