// WebDriver BiDi, spoken over a web socket: how Firefox is driven. Node 20 has no web socket of its own.

import { WebSocket } from 'undici'

/** How long an answer may take, in milliseconds. */
const PATIENCE = 30_000

/** One connection; commands answer in whatever order the browser is done with them. */
export class Bidi {
  /** @type {Map<number, { resolve: (result: any) => void, reject: (cause: Error) => void }>} */
  #waiting = new Map()
  #lastId = 0

  /** @param {WebSocket} socket that is open */
  constructor(socket) {
    this.socket = socket
    socket.addEventListener('message', ({ data }) => this.#hear(JSON.parse(data)))
    socket.addEventListener('close', () => this.#giveUp())
  }

  /** @param {string} url @returns {Promise<Bidi>} */
  static connect(url) {
    const socket = new WebSocket(url)
    return new Promise((resolve, reject) => {
      socket.addEventListener('open', () => resolve(new Bidi(socket)), { once: true })
      socket.addEventListener('error', ({ message }) => reject(new Error(message)), { once: true })
    })
  }

  /**
   * @param {string} method
   * @param {object} [params]
   * @returns {Promise<any>} the command's result
   * @throws {Error} with the browser's own words, or when it says nothing in time
   */
  send(method, params = {}) {
    const id = ++this.#lastId
    const answer = new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }))
    this.socket.send(JSON.stringify({ id, method, params }))
    const timer = setTimeout(() => this.#fail(id, `${method}: no answer`), PATIENCE)
    return answer.finally(() => clearTimeout(timer))
  }

  close() {
    this.socket.close()
  }

  /** @param {{ id?: number, type: string, result?: unknown, error?: string, message?: string }} message */
  #hear({ id, type, result, error, message }) {
    if (id === undefined) return // an event, and none was asked for
    if (type === 'error') this.#fail(id, `${error}: ${message}`)
    else this.#waiting.get(id)?.resolve(result)
    this.#waiting.delete(id)
  }

  /** @param {number} id @param {string} why */
  #fail(id, why) {
    this.#waiting.get(id)?.reject(new Error(why))
    this.#waiting.delete(id)
  }

  #giveUp() {
    for (const id of [...this.#waiting.keys()]) this.#fail(id, 'the browser is gone')
  }
}
