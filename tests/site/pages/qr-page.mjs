import { attributes, html } from '../html.mjs'
import { qrDataUrl } from '../qr.mjs'
import { numberFrom } from '../visit.mjs'
import { documentOf, practiceNote } from './document.mjs'

/** @typedef {import('../visit.mjs').Visit} Visit */
/** @typedef {import('./qr-kinds.mjs').QrKind} QrKind */

const MOST_PICTURES = 12
/** What the largest symbol holds of plain bytes at the lowest correction. */
const LONGEST_PAYLOAD = 2900

/**
 * A neutral page with QR codes on it.
 * @param {Visit} visit
 * @param {QrKind} kind
 */
export function qrPage(visit, { payloads, drawing, about }) {
  const title = visit.lang === 'da' ? about.da : about.en
  const bounded = payloads.slice(0, MOST_PICTURES).map((payload) => payload.slice(0, LONGEST_PAYLOAD))
  return documentOf(visit, {
    title,
    look: 'practice',
    body: html`<main class="sheet">
        <h1>${title}</h1>
        ${payloads.length === 0 && html`<p>${NOTHING_TO_SCAN[visit.lang === 'da' ? 'da' : 'en']}</p>`}
        <p class="pictures">${bounded.map((payload) => picture(visit.query, payload, drawing))}</p>
      </main>
      ${practiceNote(visit)}`,
  })
}

/**
 * A page with the payloads its address names: `payload=…` once or more, `size` in CSS pixels, `scale` in
 * picture pixels a module, `level=L|M|Q|H`, `dark=yes`, `faint=yes`.
 * @param {Visit} visit
 */
export function askedQrPage(visit) {
  const { query } = visit
  return qrPage(visit, {
    payloads: query.getAll('payload'),
    drawing: {
      scale: numberFrom(query, 'scale', { low: 1, high: 24, otherwise: 6 }),
      level: levelFrom(query),
      dark: query.get('dark') === 'yes',
      faint: query.get('faint') === 'yes',
    },
    about: { en: 'QR codes', da: 'QR-koder' },
  })
}

const NOTHING_TO_SCAN = {
  en: 'There is nothing to scan here.',
  da: 'Her er ikke noget at scanne.',
}

/**
 * @param {URLSearchParams} query
 * @param {string} payload
 * @param {QrKind['drawing']} drawing
 */
function picture(query, payload, drawing = {}) {
  const size = numberFrom(query, 'size', { low: 40, high: 1200, otherwise: drawing.size ?? 220 })
  return html`<img${attributes({ alt: 'QR', width: size, height: size, src: qrDataUrl(payload, drawing) })} />`
}

/** @param {URLSearchParams} query */
function levelFrom(query) {
  const level = query.get('level')
  return level === 'L' || level === 'Q' || level === 'H' ? level : 'M'
}
