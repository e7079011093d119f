import { decodeReading, type Numbered, type Reading, type ReadingTask } from '../protocol/reading'

/** Milliseconds after which a picture is given up: the scanner looks at the clock, jsqr does not. */
const LONGEST = 12_000

/**
 * `too-long`: it was given up. `failed`: the worker broke, for want of memory as a rule. `cancelled`: nobody wants
 * to know any more.
 */
export type ReadingEnd = Reading | { readonly status: 'too-long' | 'failed' | 'cancelled' }

/** Has pictures read by a worker of its own, which starts with the first. */
export class Reader {
  readonly #start: () => Worker
  #worker: Worker | undefined
  #task = 0

  constructor(start: () => Worker) {
    this.#start = start
  }

  /** Reads one picture. When `signal` is aborted that ends at once, and the worker with it. */
  async read(body: ReadingTask, signal: AbortSignal): Promise<ReadingEnd> {
    if (signal.aborted) return { status: 'cancelled' }
    const worker = (this.#worker ??= this.#start())
    const asked: Numbered<ReadingTask> = { task: ++this.#task, body }
    const over = new AbortController()
    try {
      const end = endOf(worker, asked.task, signal, over.signal)
      worker.postMessage(asked, body.kind === 'frame' ? [body.frame] : [])
      const reading = await end
      if (BROKEN.includes(reading.status)) this.stop()
      return reading
    } finally {
      over.abort()
    }
  }

  /** Ends the worker, whatever it is doing; the next picture starts another. */
  stop(): void {
    this.#worker?.terminate()
    this.#worker = undefined
  }
}

/** After these the worker is busy with what nobody waits for, or gone. */
const BROKEN: readonly ReadingEnd['status'][] = ['too-long', 'failed', 'cancelled']

/** What comes first: the answer to `task`, the deadline, a broken worker, or `cancelled`. Nothing outlives `over`. */
function endOf(worker: Worker, task: number, cancelled: AbortSignal, over: AbortSignal): Promise<ReadingEnd> {
  return new Promise((resolve) => {
    const late = setTimeout(() => resolve({ status: 'too-long' }), LONGEST)
    over.addEventListener('abort', () => clearTimeout(late))
    worker.addEventListener(
      'message',
      ({ data }) => {
        const answered = decodeReading(data)
        if (answered?.task === task) resolve(answered.body)
      },
      { signal: over },
    )
    worker.addEventListener('error', () => resolve({ status: 'failed' }), { signal: over })
    cancelled.addEventListener('abort', () => resolve({ status: 'cancelled' }), { signal: over })
  })
}
