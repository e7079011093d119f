import { SvelteMap } from 'svelte/reactivity'
import { t } from '../../platform/i18n'
import { joinFrames, readFrame, type Frame } from '../../transfer/move-frames'
import type { NamedPicture } from '../handed'
import { Reader } from '../reader'
import { Camera } from './camera.svelte'
import { Intake } from './intake.svelte'

/** Collects the QR codes that another computer shows, in any order, until they are a file. */
export class Receiving {
  readonly camera: Camera
  said = $state('')
  readonly #frames = new SvelteMap<number, Frame>()
  readonly #intake: Intake

  constructor(startWorker: () => Worker) {
    this.camera = new Camera(new Reader(startWorker), (text) => this.#isNew(text))
    this.#intake = new Intake(new Reader(startWorker))
  }

  /** How many QR codes there are, 0 while none was seen. */
  get of(): number {
    return this.#first?.of ?? 0
  }

  get missing(): readonly number[] {
    return Array.from({ length: this.of }, (_, index) => index + 1).filter((at) => !this.#frames.has(at))
  }

  /** Looks until all are there; `undefined` if the camera was stopped before. */
  async watch(video: HTMLVideoElement): Promise<Blob | undefined> {
    for (;;) {
      const read = await this.camera.watch(video)
      if (!read || !('sightings' in read.came)) return undefined
      const file = await this.#take(read.came.sightings.map(({ text }) => text))
      if (file) return file
    }
  }

  /** Looks in pictures: of the screen, or taken of it. */
  async look(pictures: readonly NamedPicture[]): Promise<Blob | undefined> {
    const reads = await this.#intake.read(pictures)
    const texts = reads.flatMap(({ came }) =>
      'sightings' in came ? came.sightings.map(({ text }) => text) : [],
    )
    const file = await this.#take(texts)
    if (!file && !texts.some((text) => readFrame(text))) this.said = t('moveNoFrame')
    return file
  }

  /** Forgets what was collected. */
  drop(): void {
    this.camera.stop()
    this.#intake.drop()
    this.#frames.clear()
    this.said = ''
  }

  get #first(): Frame | undefined {
    return this.#frames.values().next().value
  }

  #isNew(text: string): boolean {
    const frame = readFrame(text)
    return frame !== undefined && (!this.#belongs(frame) || !this.#frames.has(frame.at))
  }

  #belongs({ transfer, of }: Frame): boolean {
    const first = this.#first
    return !first || (first.transfer === transfer && first.of === of)
  }

  async #take(texts: readonly string[]): Promise<Blob | undefined> {
    for (const frame of texts.flatMap((text) => readFrame(text) ?? [])) this.#collect(frame)
    if (this.of === 0 || this.missing.length > 0) return undefined
    const file = await joinFrames([...this.#frames.values()])
    this.drop()
    if (!file) this.said = t('moveDamaged')
    return file && new Blob([file])
  }

  /** Somebody began anew on the other computer: what is of the transfer before has no use any more. */
  #collect(frame: Frame): void {
    const anew = !this.#belongs(frame)
    if (anew) this.#frames.clear()
    this.said = anew ? t('moveAnew') : ''
    this.#frames.set(frame.at, frame)
  }
}
