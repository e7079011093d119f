import { correction, generate } from 'lean-qr'
import { toPngBuffer } from 'lean-qr/extras/node_export'

/**
 * @typedef {object} Drawing
 * @property {number} [scale] pixels a module, 1 to 24
 * @property {'L' | 'M' | 'Q' | 'H'} [level] error correction at least this
 * @property {boolean} [dark] light modules on a dark ground
 * @property {boolean} [faint] grey on lighter grey, as a bad screen or a bad printer makes it
 */

/** @typedef {readonly [number, number, number, number]} Colour */

/** @type {Record<'normal' | 'dark' | 'faint', { on: Colour, off: Colour }>} */
const INK = {
  normal: { on: [0, 0, 0, 255], off: [255, 255, 255, 255] },
  dark: { on: [236, 235, 231, 255], off: [22, 24, 27, 255] },
  faint: { on: [150, 150, 150, 255], off: [205, 205, 205, 255] },
}

/**
 * A PNG of one QR symbol, made on the server as Microsoft's are.
 * @param {string} text
 * @param {Drawing} [drawing]
 * @returns {Buffer}
 * @throws {Error} when the text does not fit in a symbol
 */
export function drawQr(text, { scale = 6, level = 'M', dark = false, faint = false } = {}) {
  const symbol = generate(text, { minCorrectionLevel: correction[level] })
  const { on, off } = INK[faint ? 'faint' : dark ? 'dark' : 'normal']
  return Buffer.from(toPngBuffer(symbol, { on: [...on], off: [...off], scale: clamp(scale, 1, 24), pad: 4 }))
}

/**
 * The same as a `data:` URL, the natural way to show what Microsoft's service hands out as base64.
 * @param {string} text
 * @param {Drawing} [drawing]
 */
export const qrDataUrl = (text, drawing) =>
  `data:image/png;base64,${drawQr(text, drawing).toString('base64')}`

/**
 * @param {number} value
 * @param {number} low
 * @param {number} high
 */
const clamp = (value, low, high) => Math.min(high, Math.max(low, Math.trunc(value) || low))
