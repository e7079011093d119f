import * as v from 'valibot'
import { MOST_SYMBOLS, type Sighting } from '../domain/pixels'
import { sighting } from './decode'
import { NOTHING_SIGNS, type NothingSign } from './messages'

/*
 * What a page of ours and the worker that scans for it say to each other. The worker gets pictures and gives back
 * what their codes say: it knows neither the vault nor the background.
 */

/** A part of a picture, in shares (0 to 1) of its width and height. */
export interface Region {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** What to read the codes of. */
export type ReadingTask =
  | { readonly kind: 'picture'; readonly picture: Blob }
  /** A person showed where the code is. */
  | { readonly kind: 'region'; readonly picture: Blob; readonly region: Region }
  /** One of the camera's pictures: the next is already on its way, so this one is read quickly or not at all. */
  | { readonly kind: 'frame'; readonly frame: ImageBitmap }

export type Reading =
  | ({
      readonly status: 'found'
      readonly sightings: readonly Sighting[]
      /** The camera's picture that was read. Whoever sent another kind has it. */
      readonly frame?: Blob | undefined
    } & Size)
  | ({ readonly status: 'nothing'; readonly sign: NothingSign } & Size)
  | { readonly status: 'not-a-picture' | 'too-large' }

/** Pixels, of the whole picture. */
export interface Size {
  readonly width: number
  readonly height: number
}

/** A message either way carries the number of its task. */
export interface Numbered<T> {
  readonly task: number
  readonly body: T
}

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1))
const side = v.pipe(v.number(), v.integer(), v.minValue(1))
const size = { width: side, height: side }
const numbered = <T extends v.GenericSchema>(body: T) =>
  v.strictObject({ task: v.pipe(v.number(), v.integer()), body })

const task = numbered(
  v.variant('kind', [
    v.strictObject({ kind: v.literal('picture'), picture: v.blob() }),
    v.strictObject({
      kind: v.literal('region'),
      picture: v.blob(),
      region: v.strictObject({ x: share, y: share, width: share, height: share }),
    }),
    v.strictObject({
      kind: v.literal('frame'),
      frame: v.custom<ImageBitmap>((value) => value instanceof ImageBitmap),
    }),
  ]),
)

const reading = numbered(
  v.variant('status', [
    v.strictObject({
      status: v.literal('found'),
      sightings: v.pipe(v.array(sighting), v.minLength(1), v.maxLength(MOST_SYMBOLS)),
      ...size,
      frame: v.optional(v.blob()),
    }),
    v.strictObject({ status: v.literal('nothing'), sign: v.picklist(NOTHING_SIGNS), ...size }),
    v.strictObject({ status: v.picklist(['not-a-picture', 'too-large']) }),
  ]),
)

/** The task in a message to the worker, or `undefined` if it is not exactly one. */
export function decodeTask(message: unknown): Numbered<ReadingTask> | undefined {
  const decoded = v.safeParse(task, message)
  return decoded.success ? decoded.output : undefined
}

/** The reading in a message from the worker, or `undefined` if it is not exactly one. */
export function decodeReading(message: unknown): Numbered<Reading> | undefined {
  const decoded = v.safeParse(reading, message)
  return decoded.success ? decoded.output : undefined
}
