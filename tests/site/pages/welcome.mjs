// The first page of a trial: what there is to try, step by step, and how far one has come.

import { HOSTS } from '../hosts.mjs'
import { attributes, html } from '../html.mjs'
import { addressOf } from '../visit.mjs'
import { documentOf } from './document.mjs'
import { welcomeWords } from './welcome-words.mjs'

/** @typedef {import('../visit.mjs').Visit} Visit */
/** @typedef {import('./welcome-words.mjs').Step} Step */

/** @param {Visit} visit */
export function welcomePage(visit) {
  const words = welcomeWords(visit.lang)
  const progress = progressOf(visit)
  return documentOf(visit, {
    title: words.title,
    look: 'practice',
    body: html`${languageLinks(visit)}
      <main class="sheet">
        <h1>${words.title}</h1>
        <p class="lead">${words.lead}</p>
        <p class="who">
          ${words.who} <b>${visit.person.user}</b>
          <span class="state">${progress.registered ? words.registered : words.notRegistered}</span>
        </p>
        <ol class="steps">
          ${words.steps.map((step, index) =>
            stepRow(visit, step, index < progress.stepsDone ? words.done : undefined),
          )}
        </ol>
        <h2>${words.othersTitle}</h2>
        <ul class="others">
          ${words.others.map((step) => otherRow(visit, step))}
        </ul>
        <p><a href="${addressOf(HOSTS.practice, '/pages', visit)}">${words.allPages}</a></p>
      </main>`,
  })
}

/**
 * How far the site has seen this person come. What happens inside Kode it cannot see, but nobody registers
 * without the steps before.
 * @param {Visit} visit
 */
function progressOf({ state, person }) {
  const registered = state.methodsOf(person.user).length > 0
  const signedIn = state.events.some(({ kind, user }) => kind === 'signed-in' && user === person.user)
  return { registered, stepsDone: registered ? (signedIn ? 5 : 4) : 0 }
}

/**
 * @param {Visit} visit
 * @param {Step} step
 * @param {string | undefined} done
 */
const stepRow = (visit, step, done) =>
  html`<li${attributes({ class: done && 'done' })}>
    <h3>${step.title} ${done && html`<small>${done}</small>`}</h3>
    <p>${step.text}</p>
    ${step.action && html`<p><a class="button" href="${linkOf(visit, step)}">${step.action}</a></p>`}
  </li>`

/**
 * @param {Visit} visit
 * @param {Step} step
 */
const otherRow = (visit, step) =>
  html`<li><a href="${linkOf(visit, step)}">${step.title}</a><span>${step.text}</span></li>`

/**
 * @param {Visit} visit
 * @param {Step} step
 */
const linkOf = (visit, { host = HOSTS.practice, path = '/', more = {} }) => addressOf(host, path, visit, more)

const LANGUAGES = /** @type {const} */ ([
  ['en', 'English'],
  ['da', 'Dansk'],
])

/** Another language is another person, who reads it. @param {Visit} visit */
const languageLinks = ({ lang }) =>
  html`<nav class="languages">
    ${LANGUAGES.map(
      ([code, name]) =>
        html`<a${attributes({ href: `/?lang=${code}`, lang: code, 'aria-current': code === lang && 'page' })}>${name}</a>`,
    )}
  </nav>`
