// The neutral pages at our own host: where a sign-in ends, and the list of all stand-ins.

import { html } from '../html.mjs'
import { PAGES } from '../pages.mjs'
import { wordsIn } from '../words.mjs'
import { documentOf, practiceNote } from './document.mjs'

/** @typedef {import('../visit.mjs').Visit} Visit */

/** @param {Visit} visit */
export function signedInPage(visit) {
  const say = wordsIn(visit.lang)
  const flow = visit.state.flow(visit.query.get('flow'))
  const signedIn = flow?.done === true
  const title = say(signedIn ? 'signedInTitle' : 'notSignedIn')
  return documentOf(visit, {
    title,
    look: 'practice',
    body: html`<main class="sheet end">
        <h1>${title}</h1>
        ${
          signedIn
            ? html`<p>${say('signedInText')} <b id="signed-in-user">${flow.user}</b>.</p>`
            : html`<p>${say('notSignedInText')}</p>`
        }
      </main>
      ${practiceNote(visit)}`,
  })
}

/** @param {Visit} visit */
export function allPages(visit) {
  return documentOf(visit, {
    title: 'PAGES',
    look: 'practice',
    body: html`<main class="sheet wide">
        <h1>${visit.lang === 'da' ? 'Alle øvesider' : 'All practice pages'}</h1>
        <table class="all">
          <tbody>
            ${PAGES.map(
              ({ id, url, state }) =>
                html`<tr>
                  <td><a href="${url}">${id}</a></td>
                  <td>${state}</td>
                  <td>${new URL(url).hostname}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </main>
      ${practiceNote(visit)}`,
  })
}
