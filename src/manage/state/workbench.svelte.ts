import type { Assignment, TransferWork, WorkKind } from '../transfer-work'

/** Has one piece of work at a time done by a worker of its own, which ends with it. */
export class Workbench {
  /** Something is being done. */
  busy = $state(false)
  #worker: Worker | undefined
  #settle: ((end: 'failed' | 'cancelled') => void) | undefined
  readonly #start: () => Worker

  constructor(start: () => Worker) {
    this.#start = start
  }

  /** What is done; `failed` where the worker broke, for want of memory as a rule. Earlier work is cancelled. */
  async do<K extends WorkKind>(
    kind: K,
    task: TransferWork[K]['task'],
  ): Promise<TransferWork[K]['done'] | 'failed' | 'cancelled'> {
    this.cancel()
    const worker = (this.#worker = this.#start())
    this.busy = true
    const assignment: Assignment<K> = { kind, task }
    return new Promise<TransferWork[K]['done'] | 'failed' | 'cancelled'>((resolve) => {
      this.#settle = resolve
      worker.addEventListener('message', ({ data }) => this.#end(resolve, data as TransferWork[K]['done']))
      worker.addEventListener('error', () => this.#end(resolve, 'failed'))
      worker.postMessage(assignment)
    })
  }

  cancel(): void {
    this.#settle?.('cancelled')
    this.#clear()
  }

  #end<T>(resolve: (end: T) => void, end: T): void {
    this.#clear()
    resolve(end)
  }

  #clear(): void {
    this.#worker?.terminate()
    this.#worker = this.#settle = undefined
    this.busy = false
  }
}
