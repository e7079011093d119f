import { sightingsOf, type Pixels, type Sighting } from '../domain/pixels'
import { captureVisibleTab, type Capture } from '../platform/capture'
import { pictureIn } from '../platform/data-url'
import type { ScanGesture } from '../platform/gestures'
import { readPixels } from '../platform/picture'
import { thumbnailOf } from '../platform/thumbnail'
import { findSymbols, mayHoldMore, signOf, type Scan } from '../scan/find-symbols'
import { warmUp } from '../scan/warm-up'
import type { Finds, ScanOutcome } from './finds'

/** A click in our popup: the tab under it, and no picture in particular. */
const ANYWHERE: ScanGesture = { window: undefined, pictureUrl: undefined }

/** Characters. Session memory has room for 10 MB; a capture of a 4K screen is about 2. */
const LONGEST_CAPTURE_KEPT = 6_000_000

/**
 * Captures the visible part of the active tab (of the gesture's window, else of the last used one), reads the codes
 * on it and keeps them in `finds`. The picture stays in the extension: a small copy to show what was found, and
 * the whole only if nothing was.
 */
export async function scanVisibleTab(finds: Finds, gesture: ScanGesture = ANYWHERE): Promise<void> {
  await finds.keep(await readVisibleTab(gesture))
}

async function readVisibleTab({ window, pictureUrl }: ScanGesture): Promise<ScanOutcome> {
  const capturing = captureVisibleTab(window)
  // The first scan of a worker's life is the slowest, and the only one most workers do: the engine compiles it
  // while the browser takes the picture.
  warmUp()
  const capture = await capturing
  const clicked = await readClicked(pictureUrl)
  if (capture.ok) return readCapture(capture.value, clicked)
  return clicked.length > 0 ? { status: 'found', sightings: clicked, more: false } : capture.error
}

/**
 * What the picture that was right-clicked says, where its address holds it (`data:`): that is read without a
 * connection, however small or far out of view it is shown. Of any other picture only the capture is read.
 */
async function readClicked(pictureUrl: string | undefined): Promise<Sighting[]> {
  const sightings = pictureUrl === undefined ? [] : await readDataUrl(pictureUrl)
  // Where it stands in the picture is not where it stands in the capture.
  return sightings.map(({ text }) => ({ text, places: [] }))
}

/** What a picture says whose address holds it (`data:`); nothing for any other address, and where it cannot be read. */
export async function readDataUrl(url: string): Promise<Sighting[]> {
  const picture = pictureIn(url)
  const pixels = picture && (await readPixels(picture))
  return pixels?.ok ? sightingsOf(scanOf(pixels.value).symbols, pixels.value) : []
}

async function readCapture({ url, picture }: Capture, clicked: readonly Sighting[]): Promise<ScanOutcome> {
  // Drawn small by the browser's own threads while this one looks for codes.
  const drawing = thumbnailOf(picture)
  const pixels = await readPixels(picture)
  if (!pixels.ok) return { status: 'failed' }
  const scan = scanOf(pixels.value)
  const sightings = clickedFirst(clicked, sightingsOf(scan.symbols, pixels.value))
  const thumbnail = await drawing
  if (sightings.length > 0) return { status: 'found', sightings, more: mayHoldMore(scan), picture: thumbnail }
  const capture = url.length <= LONGEST_CAPTURE_KEPT ? url : undefined
  return { status: 'nothing', sign: signOf(scan), picture: thumbnail, capture }
}

const scanOf = (pixels: Pixels): Scan => findSymbols(pixels, { now: () => performance.now() })

/** What was right-clicked comes first, with its place in the capture if it was read there too. */
function clickedFirst(clicked: readonly Sighting[], captured: readonly Sighting[]): Sighting[] {
  const first = clicked.map((one) => captured.find(({ text }) => text === one.text) ?? one)
  const isFirst = ({ text }: Sighting) => first.some((one) => one.text === text)
  return [...first, ...captured.filter((one) => !isFirst(one))]
}
