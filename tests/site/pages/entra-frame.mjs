import { attributes, html, scriptJson } from '../html.mjs'
import { wordsIn } from '../words.mjs'
import { documentOf, practiceNote, viewTemplate } from './document.mjs'

/** @typedef {import('../html.mjs').Markup} Markup */
/** @typedef {import('../visit.mjs').Visit} Visit */
/** @typedef {import('../state.mjs').Flow} Flow */

/**
 * @typedef {object} Screen
 * @property {string} pageId what `meta[name=PageID]` says
 * @property {string} action where the form is posted
 * @property {Record<string, Markup>} views by name
 * @property {string} first the view shown at first
 * @property {boolean} [late] the first view is put in by the script only
 * @property {Record<string, string>} hidden fields that go with the form
 * @property {Record<string, unknown>} [config] more for `$Config`
 * @property {string} [banner] who the page believes is signing in; nobody yet when empty
 * @property {string} [login] the same where no banner shows it
 * @property {Markup} [note] more for the foot of the page
 */

/**
 * The frame all work and school sign-in pages share, from the form inwards in the order Microsoft nests it.
 * @param {Visit} visit
 * @param {Flow} flow
 * @param {Screen} screen
 */
export function entraPage(visit, flow, screen) {
  const { first, late = false, views, banner = '' } = screen
  const config = {
    pgid: screen.pageId,
    sFTName: 'flowToken',
    sPOST_Username: banner,
    ...screen.config,
    serverDetails: serverDetails(visit),
  }
  return documentOf(visit, {
    title: wordsIn(visit.lang)('signInTitle'),
    look: 'entra',
    script: 'entra',
    head: html`<meta name="PageID" content="${screen.pageId}" />
      <script nonce="${visit.nonce}">
        $Config = ${scriptJson(config)}
      </script>`,
    data: { flow: flow.id, first: late ? first : undefined, ...tempoOf(visit.query) },
    body: html`<form
        name="f1"
        id="i0281"
        method="post"
        target="_top"
        autocomplete="off"
        novalidate
        spellcheck="false"
        action="${screen.action}"
      >
        ${lightbox(flow, screen, late ? undefined : views[first])}
      </form>
      ${Object.entries(views).map(([name, view]) => viewTemplate(name, view))}
      ${practiceNote(visit, screen.note)}`,
  })
}

/**
 * When the server answered, by its own clock, as the real page says it. With `clock=-300` in the address that clock
 * is five minutes behind; `clock=none` leaves it out.
 * @param {Visit} visit
 */
function serverDetails({ query, state }) {
  if (query.get('clock') === 'none') return undefined
  const at = new Date(state.now + Number(query.get('clock') ?? 0) * 1000)
  return { slc: 'ProdSlices', dc: 'PRACTICE', ver: { v: [2, 1] }, rt: at.toISOString().slice(0, 19) }
}

/**
 * How slow or restless the page is, in milliseconds: `delay` before its view is there, `rerender` until that is
 * drawn anew, `latency` of a verdict, `linger` of the field after a code was accepted.
 * @param {URLSearchParams} query
 */
const tempoOf = (query) =>
  Object.fromEntries(
    ['delay', 'rerender', 'latency', 'linger'].map((name) => [name, query.get(name) ?? undefined]),
  )

/**
 * @param {Flow} flow
 * @param {Screen} screen
 * @param {Markup | undefined} view
 */
const lightbox = (flow, { banner = '', login = banner, hidden }, view) =>
  html`<div id="lightboxTemplateContainer">
    <div id="lightbox" class="sign-in-box ext-sign-in-box fade-in-lightbox">
      <div role="main">
        <p class="tenant">${flow.tenant}</p>
        ${
          banner !== '' &&
          html`<div class="identityBanner">
            <div id="displayName" class="identity" title="${banner}">${banner}</div>
          </div>`
        }
        <div class="pagination-view animate">${view}</div>
        ${hiddenFields({ flowToken: flow.id, login, ...hidden })}
      </div>
    </div>
  </div>`

/** @param {Record<string, string>} fields */
const hiddenFields = (fields) =>
  Object.entries(fields).map(([name, value]) => html`<input${attributes({ type: 'hidden', name, value })} />`)
