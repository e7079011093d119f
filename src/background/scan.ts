import { captureVisibleTab } from '../platform/capture'
import { readPixels } from '../platform/picture'
import { findSymbols, MOST_SYMBOLS, type Scan } from '../scan/find-symbols'
import { inReadingOrder } from '../scan/reading-order'
import { warmUp } from '../scan/warm-up'
import type { Finds, ScanOutcome } from './finds'

/**
 * Captures the visible part of the active tab of `window` (the last used one unless told), reads the codes on it and keeps them in `finds`. The picture
 * stays in the extension and is dropped here.
 */
export async function scanVisibleTab(finds: Finds, window?: number): Promise<void> {
  await finds.keep(await readVisibleTab(window))
}

async function readVisibleTab(window: number | undefined): Promise<ScanOutcome> {
  const capturing = captureVisibleTab(window)
  // The first scan of a worker's life is the slowest, and the only one most workers do: the engine compiles it
  // while the browser takes the picture.
  warmUp()
  const capture = await capturing
  if (!capture.ok) return { status: capture.error }
  const pixels = await readPixels(capture.value)
  if (!pixels.ok) return { status: 'failed' }
  const scan = findSymbols(pixels.value, { now: () => performance.now() })
  return scan.symbols.length > 0 ? foundOf(scan) : { status: 'nothing', sign: signOf(scan) }
}

/** Each text once, in the order in which a person meets them. */
function foundOf({ symbols, timedOut }: Scan): ScanOutcome {
  const texts = [...new Set(inReadingOrder(symbols).map(({ text }) => text))]
  return { status: 'found', texts, more: timedOut || symbols.length >= MOST_SYMBOLS }
}

/** What there was to see instead of a code that could be read. */
function signOf({
  cutOff,
  unsupported,
  timedOut,
}: Scan): Extract<ScanOutcome, { status: 'nothing' }>['sign'] {
  if (cutOff) return 'cut-off'
  if (unsupported) return unsupported
  return timedOut ? 'too-much' : 'none'
}
