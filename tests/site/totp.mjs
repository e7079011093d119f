// The practice site's judge of codes: RFC 6238 from node:crypto alone, independent of the library the
// extension uses, with the refusals Microsoft is known for (a used step and every older step).

import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * @typedef {object} Rules
 * @property {'sha1' | 'sha256' | 'sha512'} [algorithm]
 * @property {number} [digits]
 * @property {number} [period] seconds
 */

/** @typedef {'accepted' | 'incorrect' | 'duplicate' | 'old'} Verdict */

/** Steps to either side of now: a clock that is a minute off still works, as it does at Microsoft. */
export const WINDOW = 2

/**
 * The time step that `now` falls in.
 * @param {number} now milliseconds since 1970
 * @param {number} [period] seconds
 */
export const stepAt = (now, period = 30) => Math.floor(now / 1000 / period)

/**
 * The code of one step (RFC 4226 section 5.3 with the step as the counter).
 * @param {Uint8Array} key
 * @param {number} step
 * @param {Rules} [rules]
 */
export function codeOfStep(key, step, { algorithm = 'sha1', digits = 6 } = {}) {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac(algorithm, key).update(counter).digest()
  const offset = mac.readUInt8(mac.length - 1) & 0x0f
  const number = mac.readUInt32BE(offset) & 0x7fffffff
  return String(number % 10 ** digits).padStart(digits, '0')
}

/**
 * Judges one code. Nothing is remembered here: whoever asks keeps `lastStep` and moves it on `accepted`.
 * @param {{ key: Uint8Array, code: string, lastStep: number, now: number, rules?: Rules }} attempt
 *   `lastStep` is the newest step accepted so far, -1 when there is none; `now` in milliseconds since 1970
 * @returns {{ verdict: Verdict, step: number }} `step` is the one the code belongs to, -1 when there is none
 */
export function judgeCode({ key, code, lastStep, now, rules = {} }) {
  const middle = stepAt(now, rules.period)
  // Newest first: should one code stand for two steps by chance, the one still unused decides.
  for (let step = middle + WINDOW; step >= Math.max(0, middle - WINDOW); step -= 1) {
    if (sameText(codeOfStep(key, step, rules), code)) return { verdict: verdictFor(step, lastStep), step }
  }
  return { verdict: 'incorrect', step: -1 }
}

/**
 * @param {number} step
 * @param {number} lastStep
 * @returns {Verdict}
 */
function verdictFor(step, lastStep) {
  if (step > lastStep) return 'accepted'
  return step === lastStep ? 'duplicate' : 'old'
}

/**
 * @param {string} expected
 * @param {string} given
 */
function sameText(expected, given) {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)]
  return a.length === b.length && timingSafeEqual(a, b)
}
