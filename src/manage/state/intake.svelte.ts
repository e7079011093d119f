import { fileProblemOf } from '../file-rules'
import type { PictureRead } from '../gather'
import type { NamedPicture } from '../handed'
import type { Reader, ReadingEnd } from '../reader'

/** Milliseconds of work before it is worth a word. */
const SLOW = 150

interface Progress {
  /** Of the picture being read, from 1. */
  readonly at: number
  readonly of: number
  readonly name: string
}

/** Reads the pictures a person hands over, one after the other. */
export class Intake {
  /** What is being read; absent while nothing is, or while it has only just begun. */
  readonly progress: Progress | undefined = $derived.by(() => (this.#slow ? this.#at : undefined))
  #at = $state.raw<Progress>()
  #slow = $state(false)
  #running = new AbortController()
  readonly #reader: Reader

  constructor(reader: Reader) {
    this.#reader = reader
  }

  /** What came of each picture until the last, or until it was cancelled. An earlier reading comes to nothing. */
  async read(pictures: readonly NamedPicture[]): Promise<readonly PictureRead[]> {
    this.drop()
    const running = this.#running
    const timer = setTimeout(() => (this.#slow = this.#running === running), SLOW)
    const reads: PictureRead[] = []
    for (const [index, one] of pictures.entries()) {
      if (running.signal.aborted) break
      this.#at = { at: index + 1, of: pictures.length, name: one.name }
      const read = await this.#readOne(one, running.signal)
      if (read) reads.push(read)
    }
    clearTimeout(timer)
    if (this.#running !== running) return []
    this.drop()
    return reads
  }

  /** Stops; what was read so far is given. */
  cancel(): void {
    this.#running.abort()
  }

  /** Stops, and nobody wants what was read. */
  drop(): void {
    this.#running.abort()
    this.#running = new AbortController()
    this.#reader.stop()
    this.#at = undefined
    this.#slow = false
  }

  async #readOne({ name, picture }: NamedPicture, signal: AbortSignal): Promise<PictureRead | undefined> {
    const problem = fileProblemOf({ name, type: picture.type, size: picture.size })
    if (problem) return { name, came: { problem } }
    const end = await this.#reader.read({ kind: 'picture', picture }, signal)
    return readOf({ name, picture }, end)
  }
}

/** What came of a picture; `undefined` if nobody wants to know any more. */
export function readOf({ name, picture }: NamedPicture, end: ReadingEnd): PictureRead | undefined {
  if (end.status === 'cancelled') return undefined
  if (end.status !== 'found' && end.status !== 'nothing') return { name, came: { problem: end.status } }
  const { width, height } = end
  const came = end.status === 'found' ? { sightings: end.sightings } : { problem: end.sign }
  return { name, picture, size: { width, height }, came }
}
