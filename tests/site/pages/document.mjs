import { HOSTS } from '../hosts.mjs'
import { attributes, html } from '../html.mjs'
import { addressOf } from '../visit.mjs'
import { directionOf, wordsIn } from '../words.mjs'

/** @typedef {import('../html.mjs').Markup} Markup */
/** @typedef {import('../visit.mjs').Visit} Visit */

/**
 * @typedef {object} Parts
 * @property {string} title
 * @property {Markup} body
 * @property {Markup} [head]
 * @property {string} look the style sheet besides the common one
 * @property {string} [script] the module that brings the page to life
 * @property {Record<string, string | undefined>} [data] what that module needs, as data attributes of the body
 */

/**
 * A whole page. `theme=dark` in its address darkens it; otherwise it is as its look says.
 * @param {Visit} visit
 * @param {Parts} parts
 */
export function documentOf({ lang, query, nonce }, { title, body, head, look, script, data = {} }) {
  const theme = query.get('theme') === 'dark' ? 'dark' : undefined
  return html`<!doctype html>
    <html${attributes({ dir: directionOf(lang), lang, class: theme })}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/practice-assets/${look}.css" />
        <script type="module" nonce="${nonce}" src="/practice-assets/violations.js"></script>
        ${head}
      </head>
      <body${attributes(dataAttributes(data))}>
        ${body}
        ${script && html`<script type="module" nonce="${nonce}" src="/practice-assets/${script}.js"></script>`}
      </body>
    </html>`
}

/** @param {Record<string, string | undefined>} data */
const dataAttributes = (data) =>
  Object.fromEntries(Object.entries(data).map(([name, value]) => [`data-${name}`, value]))

/**
 * The small print at the foot of every stand-in. It stands after everything else and holds no field.
 * @param {Visit} visit
 * @param {Markup} [more]
 */
export function practiceNote({ lang, person }, more) {
  const say = wordsIn(lang)
  return html`<aside class="practice-note">
    <p>
      ${say('practice')}
      <a href="${addressOf(HOSTS.practice, '/', { lang, person })}">${say('backToStart')}</a>
    </p>
    ${more}
  </aside>`
}

/**
 * A view the page's script may switch to. What lies in a template is not part of the page until it is cloned.
 * @param {string} name
 * @param {Markup} view
 */
export const viewTemplate = (name, view) => html`<template data-view="${name}">${view}</template>`
