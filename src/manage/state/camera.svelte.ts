import type { Sighting } from '../../domain/pixels'
import {
  cameraOf,
  closeCamera,
  listCameras,
  openCamera,
  type CameraDevice,
  type CameraProblem,
} from '../../platform/camera'
import { frameOf } from '../../platform/frame'
import { readPayload } from '../../scan/payload'
import type { PictureRead } from '../gather'
import type { Reader, ReadingEnd } from '../reader'

/** Milliseconds from one look to the next, at the least: eight a second. */
const PACE = 125
/** Pixels of a frame's longer side. */
const LONGEST = 1280

type Phase = 'off' | 'asking' | 'on' | CameraProblem

/** The camera, from the press that starts it until a code is found or the person turns away. */
export class Camera {
  phase = $state<Phase>('off')
  stream = $state.raw<MediaStream>()
  devices = $state.raw<readonly CameraDevice[]>([])
  /** Which of `devices` is on. */
  id = $state('')
  mirrored = $state(true)
  /** What is seen now and is no account: outlined, while the search goes on. */
  seen = $state.raw<readonly Sighting[]>([])
  #running = new AbortController()
  readonly #reader: Reader
  readonly #isWanted: (text: string) => boolean

  /** `isWanted` tells of a code's text whether it ends the search. */
  constructor(reader: Reader, isWanted = isForKode) {
    this.#reader = reader
    this.#isWanted = isWanted
  }

  /** Starts a camera, this one if it is told which. */
  async start(id?: string): Promise<void> {
    this.stop()
    const { signal } = this.#running
    this.phase = 'asking'
    const opened = await openCamera(id)
    if (!opened.ok) {
      if (!signal.aborted) this.phase = opened.error
      return
    }
    // The person may have gone elsewhere while the browser asked.
    if (signal.aborted) closeCamera(opened.value)
    else await this.#take(opened.value, signal)
  }

  /** Looks at the video until there is something to tell of; `undefined` when the camera was stopped before. */
  async watch(video: HTMLVideoElement): Promise<PictureRead | undefined> {
    const { signal } = this.#running
    while (!signal.aborted) {
      const paced = pause(PACE)
      const read = video.readyState >= video.HAVE_CURRENT_DATA ? await this.#look(video, signal) : undefined
      if (read) return read
      await paced
    }
    return undefined
  }

  stop(): void {
    this.#running.abort()
    this.#running = new AbortController()
    if (this.stream) closeCamera(this.stream)
    this.stream = undefined
    this.seen = []
    this.phase = 'off'
  }

  async #take(stream: MediaStream, signal: AbortSignal): Promise<void> {
    this.stream = stream
    const { id, facesPerson } = cameraOf(stream)
    this.id = id
    this.mirrored = facesPerson
    this.phase = 'on'
    // Unplugged, or taken away in the browser's own settings.
    for (const track of stream.getTracks()) track.addEventListener('ended', () => this.#end(), { signal })
    this.devices = await listCameras()
  }

  #end(): void {
    this.stop()
    this.phase = 'none'
  }

  /** Reads one frame: what is in it, if that is for Kode. */
  async #look(video: HTMLVideoElement, signal: AbortSignal): Promise<PictureRead | undefined> {
    const frame = await frameOf(video, LONGEST)
    if (!frame) return undefined
    const end = await this.#reader.read({ kind: 'frame', frame }, signal)
    if (signal.aborted) return undefined
    const sightings = end.status === 'found' ? end.sightings : []
    const telling = sightings.filter(({ text }) => this.#isWanted(text))
    this.seen = sightings
    return end.status === 'found' && telling.length > 0 ? pictureOf(end, telling) : undefined
  }
}

const isForKode = (text: string): boolean => readPayload(text).kind !== 'other'

function pictureOf(
  end: Extract<ReadingEnd, { status: 'found' }>,
  sightings: readonly Sighting[],
): PictureRead {
  const { frame, width, height } = end
  return { name: '', picture: frame, size: { width, height }, came: { sightings } }
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))
