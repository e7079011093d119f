import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Reader } from '../../../src/manage/reader'
import type { Numbered, Reading, ReadingTask } from '../../../src/protocol/reading'

/** A worker that answers when the test says so: a real one is seen at work in tests/e2e. */
class StandIn extends EventTarget {
  readonly asked: Numbered<ReadingTask>[] = []
  terminated = false

  postMessage(message: Numbered<ReadingTask>): void {
    this.asked.push(message)
  }

  terminate(): void {
    this.terminated = true
  }

  say(data: unknown): void {
    this.dispatchEvent(Object.assign(new Event('message'), { data }))
  }
}

const NOTHING: Reading = { status: 'nothing', sign: 'none', width: 1, height: 1 }
const TASK: ReadingTask = { kind: 'picture', picture: new Blob(['x']) }

function setup() {
  const workers: StandIn[] = []
  const reader = new Reader(() => {
    workers.push(new StandIn())
    return workers.at(-1) as unknown as Worker
  })
  const abort = new AbortController()
  return { workers, abort, reader, read: () => reader.read(TASK, abort.signal) }
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('the answer to the task is the reading, and the worker is kept for the next', async () => {
  const { workers, read } = setup()
  const reading = read()
  workers[0]?.say({ task: 1, body: NOTHING })
  expect(await reading).toEqual(NOTHING)
  const next = read()
  workers[0]?.say({ task: 2, body: { status: 'too-large' } })
  expect(await next).toEqual({ status: 'too-large' })
  expect(workers).toHaveLength(1)
  expect(vi.getTimerCount()).toBe(0)
})

test.each([
  ['another task’s answer', { task: 7, body: NOTHING }],
  ['no reading', { task: 1, body: { status: 'excellent' } }],
  ['more than a reading', { task: 1, body: NOTHING, extra: true }],
  ['no number', { body: NOTHING }],
  ['no object', 'nothing'],
])('%s is not heard', async (_what, message) => {
  const { workers, read } = setup()
  const reading = read()
  workers[0]?.say(message)
  workers[0]?.say({ task: 1, body: { status: 'not-a-picture' } })
  expect(await reading).toEqual({ status: 'not-a-picture' })
})

describe('the worker is ended, and the next reading starts another', () => {
  const ends: [what: string, end: (scene: ReturnType<typeof setup>) => void, status: string][] = [
    ['when it takes too long', () => void vi.advanceTimersByTime(12_000), 'too-long'],
    ['when it breaks', ({ workers }) => workers[0]?.dispatchEvent(new Event('error')), 'failed'],
    ['when nobody wants to know', ({ abort }) => abort.abort(), 'cancelled'],
  ]
  test.each(ends)('%s', async (_what, end, status) => {
    const scene = setup()
    const reading = scene.read()
    end(scene)
    expect(await reading).toEqual({ status })
    expect(scene.workers[0]?.terminated).toBe(true)
    expect(vi.getTimerCount()).toBe(0)
    void scene.reader.read(TASK, new AbortController().signal)
    expect(scene.workers).toHaveLength(2)
  })
})

test('what was cancelled before it began starts no worker', async () => {
  const { workers, abort, read } = setup()
  abort.abort()
  expect(await read()).toEqual({ status: 'cancelled' })
  expect(workers).toHaveLength(0)
})
