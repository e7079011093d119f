import { request } from 'node:https'

/** @typedef {{ status: number, headers: import('node:http').IncomingHttpHeaders, body: string }} Answer */

/**
 * A visitor without a browser: asks the practice site over real https, and checks its certificate as it does.
 * @param {Pick<import('./server.mjs').Site, 'port' | 'certificate'>} site
 * @returns {{ get: (url: string) => Promise<Answer>, post: (url: string, body: string | object) => Promise<Answer> }}
 *   `post` sends an object as JSON and a text as it is
 */
export function createVisitor({ port, certificate }) {
  /**
   * @param {string} method
   * @param {string} url
   * @param {string} [body]
   * @returns {Promise<Answer>}
   */
  const send = (method, url, body) =>
    new Promise((resolve, reject) => {
      const { hostname, pathname, search } = new URL(url)
      const options = { host: '127.0.0.1', port, servername: hostname, ca: certificate, agent: false }
      const asked = request({ ...options, method, path: pathname + search, headers: { host: hostname } })
      asked.on('error', reject)
      asked.on('response', (response) => void collect(response).then(resolve, reject))
      asked.end(body)
    })
  return {
    get: (url) => send('GET', url),
    post: (url, body) => send('POST', url, typeof body === 'string' ? body : JSON.stringify(body)),
  }
}

/** @param {import('node:http').IncomingMessage} response @returns {Promise<Answer>} */
async function collect(response) {
  const chunks = []
  for await (const chunk of response) chunks.push(chunk)
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    body: Buffer.concat(chunks).toString('utf8'),
  }
}
