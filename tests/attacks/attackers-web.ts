import { createServer, type Server } from 'node:http'
import { request } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { CDPSession, Page } from 'playwright-core'

const GUARDS = /^(?:content-security-policy|x-frame-options)$/i

interface Paused {
  readonly requestId: string
  readonly responseStatusCode?: number
  readonly responseHeaders?: { readonly name: string; readonly value: string }[]
}

/** Takes the headers that forbid framing and foreign content off all that comes into this tab from now on. */
export async function withoutGuards(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  session.on('Fetch.requestPaused', (paused) => {
    // A request of a page that is gone meanwhile is nobody's any more.
    letThrough(session, paused).catch(() => undefined)
  })
  await session.send('Fetch.enable', { patterns: [{ requestStage: 'Response' }] })
}

async function letThrough(session: CDPSession, { requestId, ...paused }: Paused): Promise<unknown> {
  const { responseStatusCode: responseCode = 200, responseHeaders: all = [] } = paused
  const responseHeaders = all.filter(({ name }) => !GUARDS.test(name))
  if (responseHeaders.length === all.length) return session.send('Fetch.continueResponse', { requestId })
  // Fulfilled anew: a response that is continued keeps the policies it came with.
  const { body } = await session.send('Fetch.getResponseBody', { requestId })
  return session.send('Fetch.fulfillRequest', { requestId, responseCode, responseHeaders, body })
}

/** The practice site on `port`, once more without encryption. */
export async function plainCopy(port: number): Promise<{ port: number; close: () => void }> {
  const server: Server = createServer(({ url, headers }, response) => {
    const options = { host: '127.0.0.1', port, path: url, headers, rejectUnauthorized: false }
    request(options, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers)
      answer.pipe(response)
    })
      .on('error', () => response.destroy()) // the browser has closed meanwhile
      .end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { port: (server.address() as AddressInfo).port, close: () => void server.close() }
}
