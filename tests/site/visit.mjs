// What a route gets and what it gives back.

import { personFrom } from './people.mjs'

/**
 * @typedef {object} Visit one request as the routes see it
 * @property {import('./state.mjs').SiteState} state
 * @property {URL} url
 * @property {URLSearchParams} query
 * @property {string} body at most 64 KiB of text
 * @property {string} nonce for the scripts of this one page
 * @property {string} lang
 * @property {import('./people.mjs').Person} person
 */

/** @typedef {{ status: number, headers: Record<string, string>, body: string | Buffer }} Reply */
/** @typedef {(visit: Visit) => Reply} Route */
/** @typedef {Readonly<Record<string, Route>>} Routes keyed by method, a space and the path */

/** The languages a page can be asked for; only English and Danish are whole, the others have the code view. */
const LANGUAGES = ['en', 'da', 'fi', 'ar']

/**
 * @param {import('./state.mjs').SiteState} state
 * @param {URL} url
 * @param {{ body: string, nonce: string }} rest
 * @returns {Visit}
 */
export function visitOf(state, url, { body, nonce }) {
  const query = url.searchParams
  const wanted = query.get('lang') ?? 'en'
  const lang = LANGUAGES.includes(wanted) ? wanted : 'en'
  return { state, url, query, body, nonce, lang, person: personFrom(query, lang) }
}

/**
 * @param {import('./html.mjs').Markup} markup
 * @returns {Reply}
 */
export const page = (markup, status = 200) => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: markup.text,
})

/**
 * @param {unknown} value
 * @returns {Reply}
 */
export const json = (value) => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
})

/**
 * "See other": what a form post ends in.
 * @param {string} location
 * @returns {Reply}
 */
export const seeOther = (location) => ({ status: 303, headers: { location }, body: '' })

/** @type {Reply} */
export const NOTHING_HERE = {
  status: 404,
  headers: { 'content-type': 'text/plain' },
  body: 'There is no such practice page.',
}

/** @type {Reply} */
export const NO_CONTENT = { status: 204, headers: {}, body: '' }

/** The fields of a posted form. @param {Visit} visit */
export const formOf = ({ body }) => new URLSearchParams(body)

/**
 * The text values of a posted JSON object; anything else in it is left out.
 * @param {Visit} visit
 * @returns {Record<string, string>}
 */
export function jsonOf({ body }) {
  const value = parseJson(body)
  if (typeof value !== 'object' || value === null) return {}
  return Object.fromEntries(Object.entries(value).filter(([, text]) => typeof text === 'string'))
}

/** @param {string} text @returns {unknown} */
function parseJson(text) {
  try {
    return JSON.parse(text)
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined
    throw cause
  }
}

/**
 * A whole number from the address, kept within bounds.
 * @param {URLSearchParams} query
 * @param {string} name
 * @param {{ low: number, high: number, otherwise: number }} bounds
 */
export function numberFrom(query, name, { low, high, otherwise }) {
  const value = Number.parseInt(query.get(name) ?? '', 10)
  return Number.isNaN(value) ? otherwise : Math.min(high, Math.max(low, value))
}

/**
 * An address within the site that keeps who is practising and in which language.
 * @param {string} host
 * @param {string} path
 * @param {{ lang: string, person: import('./people.mjs').Person }} visit
 * @param {Record<string, string>} [more]
 */
export function addressOf(host, path, { lang, person }, more = {}) {
  const query = new URLSearchParams({ lang, user: person.user, tenant: person.tenant, ...more })
  return `https://${host}${path}?${query.toString()}`
}
