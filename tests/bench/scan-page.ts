import jsQR from 'jsqr'
import { readPixels } from '../../src/platform/picture'
import { findSymbols } from '../../src/scan/find-symbols'
import { decodeBase64 } from '../../src/domain/base64'

interface Timed {
  readonly milliseconds: number
  readonly text: string | undefined
}

const pictureOf = (base64: string) =>
  new Blob([decodeBase64(base64) ?? new Uint8Array()], { type: 'image/jpeg' })

/** Kode's way, from the bytes that the browser's capture gives. */
async function ours(base64: string): Promise<Timed> {
  const begun = performance.now()
  const pixels = await readPixels(pictureOf(base64))
  const text = pixels.ok ? findSymbols(pixels.value).symbols[0]?.text : undefined
  return { milliseconds: performance.now() - begun, text }
}

/** One plain call; reading the pixels is not counted. */
async function jsqr(base64: string): Promise<Timed> {
  const pixels = await readPixels(pictureOf(base64))
  if (!pixels.ok) return { milliseconds: 0, text: undefined }
  const { data, width, height } = pixels.value
  const begun = performance.now()
  const text = jsQR(data, width, height, { inversionAttempts: 'attemptBoth' })?.data
  return { milliseconds: performance.now() - begun, text }
}

Object.assign(globalThis, { bench: { ours, jsqr } })
