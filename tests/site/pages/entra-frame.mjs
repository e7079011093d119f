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
 * @property {string} [banner] who is signing in; none when empty
 * @property {Markup} [note] more for the foot of the page
 */

/**
 * The frame all work and school sign-in pages share, from the form inwards in the order Microsoft nests it.
 * @param {Visit} visit
 * @param {Flow} flow
 * @param {Screen} screen
 */
export function entraPage(visit, flow, screen) {
  const { first, late = false, views } = screen
  const config = { pgid: screen.pageId, sFTName: 'flowToken', sPOST_Username: flow.user, ...screen.config }
  return documentOf(visit, {
    title: wordsIn(visit.lang)('signInTitle'),
    look: 'entra',
    script: 'entra',
    head: html`<meta name="PageID" content="${screen.pageId}" />
      <script nonce="${visit.nonce}">
        $Config = ${scriptJson(config)}
      </script>`,
    data: {
      flow: flow.id,
      first: late ? first : undefined,
      delay: visit.query.get('delay') ?? undefined,
      rerender: visit.query.get('rerender') ?? undefined,
      latency: visit.query.get('latency') ?? undefined,
      linger: visit.query.get('linger') ?? undefined,
    },
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
 * @param {Flow} flow
 * @param {Screen} screen
 * @param {Markup | undefined} view
 */
const lightbox = (flow, { banner = '', hidden }, view) =>
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
        ${hiddenFields({ flowToken: flow.id, login: flow.user, ...hidden })}
      </div>
    </div>
  </div>`

/** @param {Record<string, string>} fields */
const hiddenFields = (fields) =>
  Object.entries(fields).map(([name, value]) => html`<input${attributes({ type: 'hidden', name, value })} />`)
