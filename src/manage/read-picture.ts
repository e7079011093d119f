import { sightingsOf, type Pixels } from '../domain/pixels'
import { drawFrame } from '../platform/frame'
import { readPixels } from '../platform/picture'
import type { Reading, ReadingTask, Region, Size } from '../protocol/reading'
import { findInPicture } from '../scan/find-in-picture'
import { findSymbols, signOf, type Scan } from '../scan/find-symbols'
import { crop, enlarge } from './crop'
import { outlineInWhole, withMargin } from './region'

/** Share of the region's sides. */
const MARGIN = 0.15

/** How many times as large a region is tried, after its own size. */
const ENLARGEMENTS = [2, 3, 5]
/** Pixels: what is enlarged further only takes longer. */
const MOST_ENLARGED = 2_500_000

/** Milliseconds for one of the camera's pictures: the next is better than a long look at this one. */
const FRAME_LIMIT = 400

const now = () => performance.now()

/** Reads the codes of a picture. May take seconds: for a worker. */
export function readTask(task: ReadingTask): Promise<Reading> {
  if (task.kind === 'frame') return readFrame(task.frame)
  return task.kind === 'picture' ? readWhole(task.picture) : readRegion(task.picture, task.region)
}

async function readWhole(picture: Blob): Promise<Reading> {
  const pixels = await readPixels(picture)
  return pixels.ok ? toldOf(findInPicture(pixels.value, { now }), pixels.value) : { status: pixels.error }
}

/** Reads the part a person pointed at: as it is, and enlarged as a code too small to be found at once needs it. */
async function readRegion(picture: Blob, region: Region): Promise<Reading> {
  const whole = await readPixels(picture)
  if (!whole.ok) return { status: whole.error }
  const { width, height } = whole.value
  const wide = withMargin(region, MARGIN)
  const reading = lookCloser(crop(whole.value, wide))
  if (reading.status !== 'found') return { ...reading, width, height }
  const sightings = reading.sightings.map(({ text, places }) => ({
    text,
    places: places.map((place) => outlineInWhole(place, wide)),
  }))
  return { ...reading, sightings, width, height }
}

/** Reads a small picture at each of several sizes until a code is found. */
export function lookCloser(part: Pixels): Told {
  let told = toldOf(findInPicture(part, { now }), part)
  for (const factor of ENLARGEMENTS) {
    if (told.status === 'found' || part.width * part.height * factor * factor > MOST_ENLARGED) break
    const large = enlarge(part, factor)
    told = toldOf(findInPicture(large, { now }), large)
  }
  return { ...told, width: part.width, height: part.height }
}

async function readFrame(frame: ImageBitmap): Promise<Reading> {
  const { pixels, toJpeg } = drawFrame(frame)
  const reading = toldOf(findSymbols(pixels, { now, timeLimit: FRAME_LIMIT }), pixels)
  return reading.status === 'found' ? { ...reading, frame: await toJpeg() } : reading
}

/** What a scan came to. */
type Told = Extract<Reading, { status: 'found' | 'nothing' }>

function toldOf(scan: Scan, { width, height }: Size): Told {
  if (scan.symbols.length === 0) return { status: 'nothing', sign: signOf(scan), width, height }
  return { status: 'found', sightings: sightingsOf(scan.symbols, { width, height }), width, height }
}
