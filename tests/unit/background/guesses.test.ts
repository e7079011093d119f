import { describe, expect, test } from 'vitest'
import { waitAfter, WrongTries } from '../../../src/background/guesses'
import { err, ok } from '../../../src/domain/result'
import { MemoryArea } from './memory-area'

const DAY = 86_400_000
const MINUTE = 60_000

function setup() {
  const [local, session] = [new MemoryArea(), new MemoryArea()]
  const clock = { now: 100 * DAY }
  const wake = () => new WrongTries(local, session, () => clock.now)
  const wrong = () => wake().attempt(() => Promise.resolve(err('cannot-open' as const)))
  const right = () => wake().attempt(() => Promise.resolve(ok('in')))
  const status = async () => {
    const tried = await wrong()
    return tried.ok ? 'in' : tried.error.status
  }
  return { local, session, clock, wake, wrong, right, status }
}

test('four tries are free; then each wait is twice the last, up to an hour', () => {
  expect([0, 1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 13, 1000].map(waitAfter)).toEqual(
    [0, 0, 0, 0, 0, 30, 60, 120, 240, 1920, 3600, 3600, 3600].map((seconds) => seconds * 1000),
  )
})

test('a try that comes too early is not made, and not counted', async () => {
  const { clock, wrong, wake, right } = setup()
  for (let at = 0; at < 5; at++) await wrong()
  const early = await wake().attempt(() => Promise.reject(new Error('was tried')))
  expect(early).toEqual({ ok: false, error: { status: 'wait', until: clock.now + 30_000 } })
  expect(await wake().waitsUntil()).toBe(clock.now + 30_000)
  clock.now += 30_000
  expect(await wake().waitsUntil()).toBeUndefined()
  expect(await right()).toEqual({ ok: true, value: 'in' })
})

test('one that is right ends it', async () => {
  const { wrong, right, local, status } = setup()
  for (let at = 0; at < 4; at++) await wrong()
  await right()
  expect(local.texts.size).toBe(0)
  for (let at = 0; at < 5; at++) expect(await status()).toBe('cannot-open')
  expect(await status()).toBe('wait')
})

test('the count survives the browser, and stopping the worker in the middle of a try', async () => {
  const { session, wake, status } = setup()
  for (let at = 0; at < 5; at++) {
    // A worker that never comes back from its derivation.
    void wake().attempt(() => new Promise(() => undefined))
    await new Promise((resolve) => setTimeout(resolve))
    session.texts.clear()
  }
  expect(await status()).toBe('wait')
})

test('what was no guess does not count', async () => {
  const { wake, status, local } = setup()
  for (let at = 0; at < 9; at++)
    expect(await wake().attempt(() => Promise.resolve(err('damaged' as const)))).toEqual({
      ok: false,
      error: { status: 'damaged' },
    })
  expect(local.texts.size).toBe(0)
  expect(await status()).toBe('cannot-open')
})

describe('a clock that is set', () => {
  async function waiting() {
    const rooms = setup()
    for (let at = 0; at < 5; at++) await rooms.wrong()
    return rooms
  }

  test('back by a day gains nothing, and costs no day', async () => {
    const { clock, status, wake } = await waiting()
    clock.now -= DAY
    expect(await status()).toBe('wait')
    expect(await wake().waitsUntil()).toBe(clock.now + 30_000)
    clock.now += 30_000
    expect(await status()).toBe('cannot-open')
  })

  test('back and forth gains nothing', async () => {
    const { clock, status } = await waiting()
    clock.now -= MINUTE
    expect(await status()).toBe('wait')
    clock.now += 29_000
    expect(await status()).toBe('wait')
  })

  test('forward by a day is a day later: this slows a hand at the keyboard, no more', async () => {
    const { clock, status } = await waiting()
    clock.now += DAY
    expect(await status()).toBe('cannot-open')
    expect(await status()).toBe('wait')
  })
})

test('a disk that is full does not keep the owner out, and the guesser is still slowed down', async () => {
  const { local, status, clock, right } = setup()
  local.failing = 'writes'
  for (let at = 0; at < 5; at++) expect(await status()).toBe('cannot-open')
  expect(await status()).toBe('wait')
  clock.now += 30_000
  expect(await right()).toEqual({ ok: true, value: 'in' })
})

test.each(['{}', '"5"', '{"wrong":-1,"at":0}', '{"wrong":1e9,"at":"x"}', 'null'])(
  'stored nonsense (%s) counts as nothing',
  async (text) => {
    const { local, status } = setup()
    local.texts.set('guesses', text)
    expect(await status()).toBe('cannot-open')
  },
)
