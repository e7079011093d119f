import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { eachVisit, watchPage, watchReturn } from '../../../src/content/watch-page'
import { dispatchTrusted, setStage } from './browser-stand-in'

let life: AbortController

beforeEach(() => {
  setStage()
  vi.useFakeTimers()
  life = new AbortController()
})
afterEach(() => {
  life.abort()
  vi.useRealTimers()
})

const passes = (ms: number) => vi.advanceTimersByTimeAsync(ms)

async function watched() {
  const look = vi.fn()
  watchPage(document, look, life.signal)
  await passes(150)
  expect(look).toHaveBeenCalledTimes(1)
  look.mockClear()
  return look
}

describe('a look follows', () => {
  test.each<[string, () => unknown]>([
    ['a new node', () => document.body.append('x')],
    ['a changed style', () => (document.body.style.opacity = '0.5')],
    ['a changed class', () => document.body.classList.toggle('animate')],
    [
      'the end of a transition',
      () => document.body.dispatchEvent(new Event('transitionend', { bubbles: true })),
    ],
    ['a style sheet that came late', () => document.body.dispatchEvent(new Event('load'))],
    ['a resized window', () => window.dispatchEvent(new Event('resize'))],
  ])('%s', async (_what, change) => {
    const look = await watched()
    change()
    await passes(150)
    expect(look).toHaveBeenCalledTimes(1)
  })
})

test('no look without a change, nor for an attribute that cannot matter', async () => {
  const look = await watched()
  document.body.setAttribute('data-count', '1')
  await passes(1000)
  expect(look).not.toHaveBeenCalled()
})

test('a page that changes a thousand times a second is looked at less and less, and once after it rests', async () => {
  const look = await watched()
  for (let ms = 0; ms < 1000; ms++) {
    document.body.append(String(ms))
    await passes(1)
  }
  expect(look.mock.calls.length).toBeGreaterThanOrEqual(4)
  expect(look.mock.calls.length).toBeLessThanOrEqual(6)
  const busy = look.mock.calls.length
  await passes(1000)
  expect(look.mock.calls.length - busy).toBeLessThanOrEqual(1)
  look.mockClear()
  document.body.append('the last')
  await passes(150)
  expect(look).toHaveBeenCalledTimes(1)
})

test('a page that was calm is looked at in the turn of its change, before it can be drawn', async () => {
  const look = await watched()
  await passes(1000)
  document.body.append('x')
  for (let turn = 0; turn < 5; turn++) await Promise.resolve()
  expect(look).toHaveBeenCalledTimes(1)
})

test('no look after the end, though one was due', async () => {
  const look = await watched()
  document.body.append('x')
  life.abort()
  document.body.append('y')
  await passes(1000)
  expect(look).not.toHaveBeenCalled()
})

test('a person who comes back is noticed, a script that says so is not', () => {
  const returned = vi.fn()
  watchReturn(document, returned, life.signal)
  window.dispatchEvent(new Event('focus'))
  document.dispatchEvent(new Event('visibilitychange'))
  expect(returned).not.toHaveBeenCalled()
  dispatchTrusted(document, new Event('focus', { bubbles: true }))
  dispatchTrusted(document, new Event('visibilitychange'))
  expect(returned).toHaveBeenCalledTimes(2)
  life.abort()
  dispatchTrusted(document, new Event('visibilitychange'))
  expect(returned).toHaveBeenCalledTimes(2)
})

test('a page that leaves ends its visit; from the back/forward cache it begins another', () => {
  const visits: AbortSignal[] = []
  eachVisit(window, (signal) => visits.push(signal))
  const show = (persisted: boolean) =>
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted }))
  show(false)
  expect(visits.map(({ aborted }) => aborted)).toEqual([false])
  window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))
  expect(visits.map(({ aborted }) => aborted)).toEqual([true])
  show(true)
  expect(visits.map(({ aborted }) => aborted)).toEqual([true, false])
})
