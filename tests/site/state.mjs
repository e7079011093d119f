import { randomBytes, randomInt } from 'node:crypto'
import { decodeBase32, encodeBase32 } from './base32.mjs'
import { judgeCode } from './totp.mjs'

/**
 * @typedef {object} Method one authenticator a person has registered
 * @property {string} id
 * @property {string} secret base32
 * @property {number} period seconds
 * @property {number} lastStep newest step accepted, -1 when there is none
 */

/**
 * @typedef {object} Flow one sign-in under way
 * @property {string} id
 * @property {string} user
 * @property {string} tenant
 * @property {boolean} verified the second factor was accepted
 * @property {boolean} done the person went on to the end
 * @property {number} failures
 * @property {string} textMessage the code the practice text message holds
 */

/**
 * @typedef {object} Registration an authenticator shown as a picture but not confirmed
 * @property {string} id
 * @property {string} user
 * @property {string} secret
 */

/**
 * @typedef {'password' | 'code' | 'text-message-code' | 'mailed-code' | 'device-code' | 'registered' | 'removed' | 'signed-in'} EventKind
 */

/**
 * @typedef {object} SiteEvent
 * @property {number} at milliseconds since 1970, by the site's clock
 * @property {EventKind} kind
 * @property {string} user
 * @property {'sign-in' | 'registration' | 'personal'} [where]
 * @property {import('./totp.mjs').Verdict | 'too-many'} [verdict]
 * @property {string} [code] what was typed
 * @property {number} [step]
 */

/** @typedef {{ method: string, host: string, path: string }} SeenRequest */
/** @typedef {{ from: 'report-uri' | 'listener', page: string, directive: string, blocked: string }} Violation */

/** Failures in one sign-in before it answers nothing but "too many", roughly as Microsoft's does. */
export const MOST_FAILURES = 10

/** All that the practice site knows and has seen. It lives as long as the server, and only in memory. */
export class SiteState {
  /** @type {SiteEvent[]} */
  events = []
  /** @type {SeenRequest[]} */
  requests = []
  /** @type {Violation[]} */
  violations = []
  /** @type {Map<string, Method[]>} */
  #methods = new Map()
  /** @type {Map<string, Flow>} */
  #flows = new Map()
  /** @type {Map<string, Registration>} */
  #registrations = new Map()
  /** @type {Set<() => void>} */
  #waiting = new Set()
  #clock

  /** @param {() => number} clock milliseconds since 1970 */
  constructor(clock) {
    this.#clock = clock
  }

  /** By the site's clock, milliseconds since 1970. */
  get now() {
    return this.#clock()
  }

  /** The authenticators of a person. @param {string} user */
  methodsOf(user) {
    return this.#methods.get(user.toLowerCase()) ?? []
  }

  /**
   * Gives a person an authenticator without the registration pages.
   * @param {string} user
   * @param {string} secret base32 in either case
   * @param {number} [period] seconds; Microsoft's own is 30
   * @returns {Method}
   */
  enrol(user, secret, period = 30) {
    decodeBase32(secret)
    const method = { id: newId(), secret, period, lastStep: -1 }
    this.#methods.set(user.toLowerCase(), [...this.methodsOf(user), method])
    return method
  }

  /**
   * Takes an authenticator away.
   * @param {string} user
   * @param {string} id
   */
  remove(user, id) {
    const kept = this.methodsOf(user).filter((method) => method.id !== id)
    if (kept.length === this.methodsOf(user).length) return false
    this.#methods.set(user.toLowerCase(), kept)
    this.note({ kind: 'removed', user })
    return true
  }

  /**
   * @param {import('./people.mjs').Person} person
   * @returns {Flow}
   */
  openFlow({ user, tenant }) {
    const textMessage = String(randomInt(1_000_000)).padStart(6, '0')
    const flow = { id: newId(), user, tenant, verified: false, done: false, failures: 0, textMessage }
    this.#flows.set(flow.id, flow)
    return flow
  }

  /** @param {string | null | undefined} id */
  flow(id) {
    return this.#flows.get(id ?? '')
  }

  /**
   * Starts a registration with 80 fresh random bits, as many as Microsoft gives.
   * @param {string} user
   * @param {string} [secret] a fixed one, for tests that compare pictures
   * @returns {Registration}
   */
  openRegistration(user, secret = encodeBase32(randomBytes(10))) {
    const registration = { id: newId(), user, secret }
    this.#registrations.set(registration.id, registration)
    return registration
  }

  /**
   * Checks the first code of a registration; when it is right the authenticator counts from now on.
   * @param {string} id
   * @param {string} code
   * @returns {SiteEvent['verdict']}
   */
  confirmRegistration(id, code) {
    const registration = this.#registrations.get(id)
    if (!registration) return 'incorrect'
    const { user, secret } = registration
    const { verdict, step } = judgeCode({
      key: decodeBase32(secret),
      code,
      lastStep: -1,
      now: this.#clock(),
    })
    this.note({ kind: 'code', where: 'registration', user, verdict, code, step })
    if (verdict !== 'accepted') return verdict
    this.#registrations.delete(id)
    this.enrol(user, secret).lastStep = step
    this.note({ kind: 'registered', user })
    return verdict
  }

  /**
   * Judges a code typed at sign-in against every authenticator the person has.
   * @param {Flow} flow
   * @param {string} code
   * @param {'sign-in' | 'personal'} where
   * @returns {NonNullable<SiteEvent['verdict']>}
   */
  judgeSignIn(flow, code, where) {
    const { user } = flow
    if (flow.failures >= MOST_FAILURES) {
      this.note({ kind: 'code', where, user, verdict: 'too-many', code, step: -1 })
      return 'too-many'
    }
    const { verdict, step } = this.#judgeAny(user, code)
    if (verdict === 'accepted') flow.verified = true
    else flow.failures += 1
    this.note({ kind: 'code', where, user, verdict, code, step })
    return verdict
  }

  /**
   * @param {Flow} flow
   * @param {string} code
   */
  judgeTextMessage(flow, code) {
    const verdict = code === flow.textMessage ? 'accepted' : 'incorrect'
    if (verdict === 'accepted') flow.verified = true
    this.note({ kind: 'text-message-code', user: flow.user, verdict, code })
    return verdict
  }

  /** The person went through to the end. @param {Flow} flow */
  finish(flow) {
    if (flow.done) return
    flow.done = true
    this.note({ kind: 'signed-in', user: flow.user })
  }

  /** @param {Omit<SiteEvent, 'at'>} event */
  note(event) {
    this.events.push({ at: this.#clock(), ...event })
    for (const look of this.#waiting) look()
  }

  /**
   * The first event that fits, among those seen and those to come.
   * @param {(event: SiteEvent) => boolean} fits
   * @param {number} [patience] milliseconds
   * @returns {Promise<SiteEvent>}
   * @throws {Error} when none came in time
   */
  waitFor(fits, patience = 10_000) {
    return new Promise((resolve, reject) => {
      const settle = () => {
        clearTimeout(timer)
        this.#waiting.delete(look)
      }
      const look = () => {
        const found = this.events.find(fits)
        if (!found) return
        settle()
        resolve(found)
      }
      const timer = setTimeout(() => {
        settle()
        reject(new Error(`the practice site saw no such event; it saw ${JSON.stringify(this.events)}`))
      }, patience)
      this.#waiting.add(look)
      look()
    })
  }

  /**
   * @param {string} user
   * @param {string} code
   */
  #judgeAny(user, code) {
    const now = this.#clock()
    const judged = this.methodsOf(user).map((method) => {
      const { secret, period, lastStep } = method
      return { method, ...judgeCode({ key: decodeBase32(secret), code, lastStep, now, rules: { period } }) }
    })
    const accepted = judged.find(({ verdict }) => verdict === 'accepted')
    if (accepted) accepted.method.lastStep = accepted.step
    const closest = accepted ?? judged.find(({ verdict }) => verdict !== 'incorrect')
    return closest ?? { verdict: /** @type {const} */ ('incorrect'), step: -1 }
  }
}

const newId = () => randomBytes(12).toString('hex')
