import { pictureIn } from '../../platform/data-url'
import type { Region } from '../../protocol/reading'
import type { Ask } from '../../ui/ask'
import { Busy } from '../../ui/state/busy.svelte'
import type { PictureProblem, PictureRead } from '../gather'
import type { Reader } from '../reader'
import { FIRST_REGION } from '../region'
import { readOf } from './intake.svelte'

/** The picture in which a person points at the code. */
export interface PointedAt {
  readonly picture: Blob
  readonly url: string
}

/** Pointing at a code that was not found by itself. */
export class Pointing {
  /** `undefined` until the background has answered, `gone` if it holds no capture. */
  at = $state.raw<PointedAt | 'gone'>()
  region = $state.raw<Region>(FIRST_REGION)
  /** Why the region gave nothing; absent until one was read. */
  problem = $state.raw<PictureProblem>()
  readonly busy = new Busy()
  #running = new AbortController()
  readonly #ask: Ask
  readonly #reader: Reader

  constructor(ask: Ask, reader: Reader) {
    this.#ask = ask
    this.#reader = reader
  }

  /** Takes the capture that the background holds; false if there is none, and what is here stays. */
  async load(): Promise<boolean> {
    const held = await this.#ask('scan.capture', {})
    const picture = held.status === 'held' ? pictureIn(held.url) : undefined
    if (picture) this.take(picture)
    else this.at ??= 'gone'
    return picture !== undefined
  }

  take(picture: Blob): void {
    this.clear()
    this.at = { picture, url: URL.createObjectURL(picture) }
  }

  /** What the region holds; `undefined` if nothing, which is said here. */
  async read(): Promise<PictureRead | undefined> {
    const { at, region } = this
    if (at === undefined || at === 'gone') return undefined
    this.problem = undefined
    const { signal } = this.#running
    const { picture } = at
    const end = await this.busy.run(() => this.#reader.read({ kind: 'region', picture, region }, signal))
    const read = end && readOf({ name: '', picture }, end)
    if (read === undefined || 'sightings' in read.came) return read
    this.problem = read.came.problem
    return undefined
  }

  /** Nothing of it stays on the page. */
  clear(): void {
    this.#running.abort()
    this.#running = new AbortController()
    if (this.at !== undefined && this.at !== 'gone') URL.revokeObjectURL(this.at.url)
    this.at = this.problem = undefined
    this.region = FIRST_REGION
  }
}
