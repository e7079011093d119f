import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

/**
 * @typedef {import('./pictures.mjs').Pixels} Pixels
 * @typedef {(pixels: Pixels) => Promise<string[]>} Decode all texts of a picture
 */

/**
 * Each loads its decoder and resolves to a function that runs it.
 *
 * @type {Record<string, (scanner: string) => Promise<Decode>>}
 */
export const DECODERS = { kode: loadKode, jsqr: loadJsqr, zxing: loadZxing }

/**
 * @param {string} scanner file of the bundled scanner
 * @returns {Promise<Decode>}
 */
async function loadKode(scanner) {
  const { findSymbols } = await import(pathToFileURL(scanner).href)
  const now = () => performance.now()
  return async (pixels) =>
    findSymbols(pixels, { now }).symbols.map((/** @type {{ text: string }} */ one) => one.text)
}

/**
 * Ours for picture files.
 *
 * @param {string} scanner file of the bundled scanner
 * @returns {Promise<Decode>}
 */
export async function loadKodeForFiles(scanner) {
  const { findInPicture } = await import(pathToFileURL(scanner).href)
  const now = () => performance.now()
  return async (pixels) =>
    findInPicture(pixels, { now }).symbols.map((/** @type {{ text: string }} */ one) => one.text)
}

/**
 * jsqr as published, called once on the whole picture.
 *
 * @returns {Promise<Decode>}
 */
async function loadJsqr() {
  const { default: jsQR } = await import('jsqr')
  return async ({ data, width, height }) => {
    const found = jsQR(data, width, height, { inversionAttempts: 'attemptBoth' })
    return found ? [found.data] : []
  }
}

/**
 * zxing-wasm's reader with its own wasm file: by default it would be fetched.
 *
 * @returns {Promise<Decode>}
 */
async function loadZxing() {
  const { prepareZXingModule, readBarcodes } = await import('zxing-wasm/reader')
  const file = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')
  const wasmBinary = Uint8Array.from(readFileSync(file)).buffer
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true })
  return async (pixels) => {
    const found = await readBarcodes(/** @type {ImageData} */ ({ ...pixels, colorSpace: 'srgb' }), {
      formats: ['QRCode'],
      tryHarder: true,
      tryInvert: true,
      tryDownscale: true,
      maxNumberOfSymbols: 255,
    })
    return found.filter((one) => one.isValid).map((one) => one.text)
  }
}
