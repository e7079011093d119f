import { render } from '@testing-library/svelte'
import { tick } from 'svelte'
import { vi } from 'vitest'
import App from '../../../src/manage/App.svelte'
import { Manage } from '../../../src/manage/manage.svelte'
import { work, type Assignment } from '../../../src/manage/transfer-work'
import { NEUTRAL_PACK } from '../../../src/domain/help-pack'
import type { Reply, Request, ScanReport, Verb, VaultClosed } from '../../../src/protocol/messages'
import type { Numbered, Reading, ReadingTask } from '../../../src/protocol/reading'
import type { Ask } from '../../../src/ui/ask'
import { accountId } from '../popup/setup'

/** A worker that gives these readings in turn, or none if it is told none. A real one is seen at work in tests/e2e. */
class StandInWorker extends EventTarget {
  readonly #readings: readonly Reading[]
  constructor(readings: readonly Reading[]) {
    super()
    this.#readings = readings
  }

  postMessage({ task }: Numbered<ReadingTask>): void {
    const body = this.#readings[(task - 1) % this.#readings.length]
    const data = { task, body }
    if (body) queueMicrotask(() => this.dispatchEvent(Object.assign(new Event('message'), { data })))
  }

  terminate(): void {
    // Nothing runs.
  }
}

/** The worker that opens and seals files: its real work, without a thread of its own. */
class WorkerHere extends EventTarget {
  postMessage(assignment: Assignment): void {
    void work(assignment).then((data) => this.dispatchEvent(Object.assign(new Event('message'), { data })))
  }

  terminate(): void {
    // What it still answers nobody waits for.
  }
}

interface Scene {
  readonly closed?: VaultClosed['status']
  readonly hash?: string
  readonly pending?: ScanReport
  /** What submitting comes to. */
  readonly report?: ScanReport
  readonly reading?: Reading
  /** One for each picture, instead. */
  readonly readings?: readonly Reading[]
  readonly capture?: Reply<'scan.capture'>
  /** How the last backup stands. */
  readonly backup?: Partial<Extract<Reply<'transfer.backup'>, { status: 'backup' }>>
  /** What further verbs come to. */
  readonly others?: Answers
}

type Answers = { [V in Verb]?: (request: Request<V>) => Reply<V> }

/** The page over a background and a worker that answer from a list: what was asked, and what a person sees. */
export async function setup({
  closed,
  hash = '#scan',
  pending,
  report,
  reading,
  readings,
  capture,
  backup,
  others = {},
}: Scene = {}) {
  vi.useFakeTimers()
  setObjectUrls()
  const kept = { closed, pending, capture: capture ?? { status: 'gone' as const } }
  const asked: [Verb, unknown][] = []
  const answers: Answers = {
    'codes.list': () =>
      kept.closed === undefined
        ? { status: 'open', kept: 0, total: 0, byHand: false, hidden: false, first: 0, rows: [] }
        : { status: kept.closed },
    'help.pack': () => NEUTRAL_PACK,
    'move.read': () => ({ move: null }),
    'transfer.backup': () => ({ status: 'backup', at: null, accounts: 0, missing: 0, ...backup }),
    'policy.read': () => ({ policy: {}, ignored: [] }),
    'scan.pending': () => kept.pending ?? { status: 'none' },
    'scan.submit': () => (kept.pending = report) ?? { status: 'failed' },
    'scan.capture': () => kept.capture,
    'scan.dismiss': () => 'done',
    'vault.doors': () => ({ status: 'doors', passkeys: [], recovery: true, pin: false, waitsUntil: null }),
    'vault.copies': () => ({ status: 'copies', copies: [] }),
    'vault.recovery': () => ({ status: 'recovery', confirmed: true }),
    'accounts.tags': () => ({ status: 'tags', tags: [] }),
    'accounts.trash': ({ first }) => ({ status: 'trash', total: 0, first, rows: [] }),
    'accounts.add': () => ({ status: 'added', id: accountId('new') }),
    'vault.lock': () => {
      kept.closed = 'locked'
      kept.pending = undefined
      return 'done'
    },
    'vault.unlock': () => {
      kept.closed = undefined
      return { status: 'unlocked' }
    },
    ...others,
  }
  const ask: Ask = (verb, request) => {
    asked.push([verb, request])
    const answer = answers[verb] as ((request: unknown) => Reply<typeof verb>) | undefined
    return answer ? Promise.resolve(answer(request)) : Promise.reject(new Error(`nobody answers ${verb}`))
  }
  const manage = new Manage(
    ask,
    () => new StandInWorker(readings ?? (reading ? [reading] : [])) as unknown as Worker,
    () => new WorkerHere() as unknown as Worker,
  )
  await manage.begin(hash)
  render(App, { manage })
  await settle()
  return {
    manage,
    kept,
    asked: (verb: Verb) => asked.filter(([said]) => said === verb).map(([, request]) => request),
  }
}

/** Lets replies arrive and the page follow. */
export async function settle(milliseconds = 0): Promise<void> {
  await vi.advanceTimersByTimeAsync(milliseconds)
  await tick()
}

/** The object URLs that are alive: jsdom makes none. */
export const objectUrls = new Set<string>()

function setObjectUrls(): void {
  objectUrls.clear()
  let made = 0
  URL.createObjectURL = () => {
    const url = `blob:kode/${++made}`
    objectUrls.add(url)
    return url
  }
  URL.revokeObjectURL = (url: string) => void objectUrls.delete(url)
}
