/**
 * Inline on the host, with `!important`: so that neither a style sheet of the page nor an animation gets a
 * say. Where the shadow root's own `:host` rules below say otherwise, they win.
 */
export const HOST_STYLE: Readonly<Record<string, string>> = {
  display: 'block',
  opacity: '1',
  filter: 'none',
  transform: 'none',
  translate: 'none',
  rotate: 'none',
  scale: 'none',
  zoom: '1',
  'clip-path': 'none',
  mask: 'none',
  'mix-blend-mode': 'normal',
  'pointer-events': 'auto',
  transition: 'none',
  animation: 'none',
}

/**
 * Written out wherever they are used, never as custom properties: a page may register one of any name
 * (`CSS.registerProperty`), and what it registers holds in our shadow root too.
 */
const COLOUR = {
  card: 'light-dark(#fff, #1f2226)',
  ink: 'light-dark(#1a1d21, #ecebe7)',
  quiet: 'light-dark(#61666d, #a0a5ab)',
  line: 'light-dark(#e4e1da, #3a3f45)',
  accent: 'light-dark(#0e6a5b, #5fc9b3)',
  onAccent: 'light-dark(#fff, #08241f)',
  tint: 'light-dark(#e6f1ee, #17322d)',
  danger: 'light-dark(#a12b22, #f2948b)',
  dangerTint: 'light-dark(#fbeae7, #3b1f1c)',
} as const

/** A disc of which `share` (0 to 1) is still left. */
export const discOf = (share: number): string =>
  `conic-gradient(${COLOUR.accent} ${share * 100}%, ${COLOUR.line} 0)`

export const OFFER_FAMILY = 'system-ui, "Segoe UI", sans-serif'

/** What `OFFER_CSS` makes of it for an offer, in CSS pixels where the browser's own text has 16. */
export const OFFER_FONTS = [
  { weight: 400, size: 14 },
  { weight: 600, size: 14 },
  { weight: 600, size: 11.2 },
  { weight: 400, size: 15.4 },
  { weight: 400, size: 12.04 },
  { weight: 600, size: 10.08 },
] as const

/**
 * Sizes are in `em` of the browser's own text size, which `all: initial` brings back: the page's `rem` may be
 * anything. `direction` is not part of `all`; the card sets its own. Nor are the boxes a page can hang before and
 * after the host, which would lie on the card, or the look of selected text, which is inherited.
 */
export const OFFER_CSS = `
:host {
  all: initial !important;
  position: fixed !important;
  inset: auto !important;
  display: block !important;
  visibility: visible !important;
  opacity: 1 !important;
  pointer-events: auto !important;
  inline-size: max-content !important;
  max-inline-size: calc(100vw - 16px) !important;
  color-scheme: light dark !important;
}
:host(:not(:popover-open)) { display: none !important }
:host::before, :host::after { content: none !important }
* { box-sizing: border-box }
.card {
  font: .875em/1.4 ${OFFER_FAMILY}; color: ${COLOUR.ink}; background: ${COLOUR.card};
  inline-size: 26em; max-inline-size: 100%; max-block-size: min(26em, calc(100vh - 16px)); overflow: auto;
  border: 1px solid ${COLOUR.line}; border-radius: 12px; padding: 6px; box-shadow: 0 8px 28px #0003;
  overflow-wrap: anywhere; text-align: start; user-select: none;
}
.head { display: flex; justify-content: space-between; align-items: center; gap: 1em; padding: 2px 2px 2px 10px; padding-inline: 10px 2px; color: ${COLOUR.quiet} }
.title { font-size: .8em; font-weight: 600 }
button { font: inherit; color: inherit; text-align: inherit; background: none; border: 0; margin: 0; padding: 0; cursor: pointer }
.close { flex: none; inline-size: 1.75em; block-size: 1.75em; border-radius: 7px; font-size: 1.1em; line-height: 1; text-align: center }
.close:hover { background: ${COLOUR.tint}; color: ${COLOUR.ink} }
.row { display: flex; align-items: center; gap: 10px; inline-size: 100%; padding: 9px 10px; border-radius: 8px }
.row + .row { margin-block-start: 2px }
.row.mine, .row:hover, .row:focus-visible { background: ${COLOUR.tint} }
button:focus-visible { outline: 2px solid ${COLOUR.accent}; outline-offset: -2px }
.main:focus-visible { outline-offset: 2px }
.text { flex: 1; min-inline-size: 0 }
.name, .user, .other { display: block; unicode-bidi: plaintext }
.name { font-weight: 600 }
.row:not(.mine) .name { font-weight: 500 }
.user, .other { font-size: .86em; color: ${COLOUR.quiet} }
.ring { flex: none; inline-size: 2.15em; block-size: 2.15em; border-radius: 50%; display: grid }
.ring > span { margin: 10%; border-radius: 50%; display: grid; place-items: center; background: ${COLOUR.card} }
.ring > span > span { font-size: .72em; font-weight: 600; color: ${COLOUR.quiet}; font-variant-numeric: tabular-nums }
:is(.row.mine, .row:hover, .row:focus-visible) > .ring > span { background: ${COLOUR.tint} }
.row:not(.mine) .ring { visibility: hidden }
.chip, .main {
  flex: none; border: 1px solid ${COLOUR.accent}; border-radius: 9px; padding: .45em 1em; font-weight: 600; color: ${COLOUR.accent};
}
.row.mine .chip, .main { background: ${COLOUR.accent}; color: ${COLOUR.onAccent} }
.card:not(.settled) :is(.chip, .main) { opacity: .72 }
@media (prefers-reduced-motion: no-preference) { .chip, .main { transition: opacity .15s } }
.said { display: flex; align-items: center; gap: 12px; padding: 8px 10px 10px }
.said > p { flex: 1; margin: 0 }
.strong { font-weight: 600; font-variant-numeric: tabular-nums }
.strong + .quiet { font-size: .86em }
.quiet { display: block; color: ${COLOUR.quiet} }
.note { margin: 0; padding: 4px 10px 8px; font-size: .93em }
.row ~ .note { position: sticky; inset-block-end: -6px; padding: 6px 10px 10px; background: ${COLOUR.card} }
.warning { display: grid; gap: 4px; padding: 8px 10px; border-radius: 8px; background: ${COLOUR.dangerTint} }
.warning .strong { color: ${COLOUR.danger} }
.step { padding: 4px 10px 10px }
.step > p { margin: 0 0 4px }
.step > .main { margin-block-start: 8px }
.naming { display: grid; gap: 2px; margin-block-start: 8px; font-size: .93em }
.naming input {
  all: unset; box-sizing: border-box; inline-size: 100%; padding: .4em .6em; border: 1px solid ${COLOUR.quiet}; border-radius: 8px;
  font: inherit; font-weight: 600; color: ${COLOUR.ink}; user-select: text; cursor: text;
}
.naming input:focus { border-color: ${COLOUR.accent}; outline: 1px solid ${COLOUR.accent} }
.plain { flex: none; color: ${COLOUR.accent}; font-weight: 600; padding: .45em .6em; border-radius: 9px }
.heard { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%) }
@media (max-width: 20em) {
  .row { flex-wrap: wrap } .ring { display: none }
}
@media (forced-colors: active) { .row.mine, .row:focus-visible { outline: 1px solid Highlight } }
`
