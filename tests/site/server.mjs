// The practice site: stand-ins, written for this project, for the Microsoft pages that Kode works on. They are
// served over https at Microsoft's host names, which mean this server inside one test browser and nowhere else.

import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:https'
import path from 'node:path'
import { createCertificate } from './certificate.mjs'
import { HOSTS } from './hosts.mjs'
import { headersFor } from './headers.mjs'
import { routeFor } from './routes.mjs'
import { noteReports } from './reports.mjs'
import { SiteState } from './state.mjs'
import { NO_CONTENT, NOTHING_HERE, TOO_LONG, visitOf } from './visit.mjs'

/** @typedef {import('./visit.mjs').Reply} Reply */

/** Files a page may load, by their path on every host. */
const ASSETS = '/practice-assets/'
const ASSET_TYPES = /** @type {Record<string, string>} */ ({
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
})

const LARGEST_BODY = 65_536

/**
 * @typedef {object} Options
 * @property {() => number} [clock] milliseconds since 1970; a test's own clock makes late codes quick to make
 * @property {Record<string, string>} [lookAlikes] other host names and the host whose pages they copy, so that
 *   attack tests can put a perfect copy at a wrong address
 */

/**
 * @typedef {object} Site
 * @property {number} port on 127.0.0.1
 * @property {string} spki base64 SHA-256 of the certificate's public key
 * @property {string} certificate PEM, for clients that check it
 * @property {SiteState} state what the server has seen and decided
 * @property {(reach?: Reach) => string[]} browserArguments
 * @property {() => Promise<void>} close
 */

/**
 * Where the rest of the web leads in the test browser: nowhere, or to this server too, which then has every
 * host name that anything asked for in `state.requests`.
 * @typedef {{ elsewhere?: 'nowhere' | 'here' }} Reach
 */

/**
 * Starts the practice site on a free port of 127.0.0.1.
 * @param {Options} [options]
 * @returns {Promise<Site>}
 */
export async function startSite({ clock = Date.now, lookAlikes = {} } = {}) {
  const hosts = [...Object.values(HOSTS), ...Object.keys(lookAlikes)]
  const { key, certificate, spki } = await createCertificate(hosts)
  const state = new SiteState(clock)
  const server = createServer({ key, cert: certificate }, (request, response) => {
    answer(state, lookAlikes, request).then(
      ({ status, headers, body }) => response.writeHead(status, headers).end(body),
      (cause) => response.writeHead(500).end(String(cause)),
    )
  })
  const port = await listen(server)
  return {
    port,
    spki,
    certificate,
    state,
    browserArguments: (reach) => browserArguments(hosts, port, spki, reach),
    close: () => close(server),
  }
}

/**
 * @param {SiteState} state
 * @param {Record<string, string>} lookAlikes
 * @param {import('node:http').IncomingMessage} request
 * @returns {Promise<Reply>}
 */
async function answer(state, lookAlikes, request) {
  const host = request.headers.host ?? ''
  const url = new URL(request.url ?? '/', `https://${host}`)
  const method = request.method ?? 'GET'
  state.requests.push({ method, host: url.hostname, path: url.pathname })
  const nonce = randomBytes(16).toString('base64')
  const body = await readBody(request)
  if (body === undefined) return TOO_LONG
  const visit = visitOf(state, url, { body, nonce })
  const served = lookAlikes[url.hostname] ?? url.hostname
  const reply = await replyTo(`${method} ${url.pathname}`, served, visit)
  return { ...reply, headers: { ...headersFor(reply, nonce), ...reply.headers } }
}

/**
 * @param {string} request method and path
 * @param {string} host
 * @param {import('./visit.mjs').Visit} visit
 * @returns {Promise<Reply>}
 */
async function replyTo(request, host, visit) {
  if (request === 'POST /practice-reports') {
    noteReports(visit)
    return NO_CONTENT
  }
  if (visit.url.pathname.startsWith(ASSETS)) return assetAt(visit.url.pathname.slice(ASSETS.length))
  return routeFor(host, request)?.(visit) ?? NOTHING_HERE
}

/**
 * @param {string} name
 * @returns {Promise<Reply>}
 */
async function assetAt(name) {
  const type = ASSET_TYPES[path.extname(name)]
  if (!type || !/^[a-z-]+\.(css|js)$/.test(name)) return NOTHING_HERE
  const file = path.join(import.meta.dirname, 'client', name)
  return { status: 200, headers: { 'content-type': type }, body: await readFile(file) }
}

/**
 * What was posted; undefined when it is longer than any practice page posts. It is read to its end all the same,
 * because a client that is cut off in the middle never sees the answer.
 * @param {import('node:http').IncomingMessage} request
 */
async function readBody(request) {
  const chunks = []
  let size = 0
  for await (const chunk of request) {
    size += chunk.length
    if (size <= LARGEST_BODY) chunks.push(chunk)
  }
  return size > LARGEST_BODY ? undefined : Buffer.concat(chunks).toString('utf8')
}

/**
 * What a Chromium needs on its command line to find the practice site, and to trust this one key.
 * @param {readonly string[]} hosts
 * @param {number} port
 * @param {string} spki
 * @param {Reach} [reach]
 */
function browserArguments(hosts, port, spki, { elsewhere = 'nowhere' } = {}) {
  const here = hosts.map((host) => `MAP ${host}:443 127.0.0.1:${port}`)
  const rest = elsewhere === 'here' ? `MAP * 127.0.0.1:${port}` : 'MAP * ~NOTFOUND'
  return [
    `--host-resolver-rules=${[...here, rest, 'EXCLUDE 127.0.0.1'].join(',')}`,
    `--ignore-certificate-errors-spki-list=${spki}`,
  ]
}

/**
 * @param {import('node:https').Server} server
 * @returns {Promise<number>} the port
 */
function listen(server) {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : 0)
    })
  })
}

/**
 * @param {import('node:https').Server} server
 * @returns {Promise<void>}
 */
function close(server) {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
