import { decodeReading, type Numbered, type Reading, type ReadingTask } from '../protocol/reading'

/** Milliseconds after which a picture is given up: the scanner looks at the clock, jsqr does not. */
const LONGEST = 12_000

/** `failed`: the worker broke, for want of memory as a rule. `cancelled`: nobody wants to know any more. */
export type ReadingEnd = Reading | { readonly status: 'failed' | 'cancelled' }

/** Has pictures read by a worker, one at a time. The worker starts with the first. */
export class Reader {
  readonly #start: () => Worker
  #worker: Worker | undefined
  #task = 0

  constructor(start: () => Worker) {
    this.#start = start
  }

  /** Reads one picture; ends early, and the worker with it, when `signal` is aborted. */
  read(body: ReadingTask, signal: AbortSignal): Promise<ReadingEnd> {
    const worker = (this.#worker ??= this.#start())
    const asked: Numbered<ReadingTask> = { task: ++this.#task, body }
    const over = new AbortController()
    const { promise, resolve } = Promise.withResolvers<ReadingEnd>()
    const end = (reading: ReadingEnd) => {
      over.abort()
      resolve(reading)
    }
    const giveUp = (reading: ReadingEnd) => {
      this.stop()
      end(reading)
    }
    const late = setTimeout(() => giveUp({ status: 'nothing', sign: 'too-much' }), LONGEST)
    over.signal.addEventListener('abort', () => clearTimeout(late))
    worker.addEventListener('message', ({ data }) => take(data), { signal: over.signal })
    worker.addEventListener('error', () => giveUp({ status: 'failed' }), { signal: over.signal })
    signal.addEventListener('abort', () => giveUp({ status: 'cancelled' }), { signal: over.signal })
    const take = (message: unknown) => {
      const answered = decodeReading(message)
      if (answered?.task === asked.task) end(answered.body)
    }
    worker.postMessage(asked, body.kind === 'frame' ? [body.frame] : [])
    return promise
  }

  /** Ends the worker, whatever it is doing; the next picture starts another. */
  stop(): void {
    this.#worker?.terminate()
    this.#worker = undefined
  }
}
