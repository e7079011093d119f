import { captureVisibleTab } from '../platform/capture'
import { readPixels } from '../platform/picture'
import type { ScanReport } from '../protocol/messages'
import { findSymbols } from '../scan/find-symbols'
import type { Finds } from './finds'

/** Codes of one picture that are looked at. */
const MAXIMUM_SYMBOLS = 20

/**
 * Captures the visible part of the active tab, reads the codes on it and keeps them in `finds`. The picture
 * stays in the extension and is dropped here.
 */
export async function scanVisibleTab(finds: Finds): Promise<void> {
  const { status, texts } = await readVisibleTab()
  await finds.keep(status, texts)
}

async function readVisibleTab(): Promise<{ status: ScanReport['status']; texts?: readonly string[] }> {
  const capture = await captureVisibleTab()
  if (!capture.ok) return { status: capture.error }
  const pixels = await readPixels(capture.value)
  if (!pixels.ok) return { status: 'failed' }
  const texts = findSymbols(pixels.value).symbols.map(({ text }) => text)
  return texts.length > 0
    ? { status: 'found', texts: texts.slice(0, MAXIMUM_SYMBOLS) }
    : { status: 'nothing' }
}
