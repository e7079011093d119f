import { beforeEach, expect, test, vi } from 'vitest'
import { readPageClock } from '../../../src/content/page-clock'
import { showPage } from './stand-in'

const ARRIVED = 1_700_000_000_000

beforeEach(() => {
  vi.useFakeTimers({ now: ARRIVED, toFake: ['Date'] })
  vi.spyOn(performance, 'timeOrigin', 'get').mockReturnValue(ARRIVED - 250)
  performance.getEntriesByType = () => [{ responseStart: 250 }] as unknown as PerformanceEntryList
})

test('the server’s time stands beside ours at the page’s arrival', () => {
  showPage('entra-otp')
  const clock = readPageClock(document)
  expect(clock?.here).toBe(ARRIVED)
  expect(Math.abs((clock?.server ?? 0) - ARRIVED)).toBeLessThanOrEqual(1000)
})

test.each(['entra-otp-no-clock', 'msa-otp', 'register-code'])('%s does not tell the time', (id) => {
  showPage(id)
  expect(readPageClock(document)).toBeUndefined()
})

test.each([
  '"serverDetails":{"rt":"yesterday"}',
  '"serverDetails":{"rt":"2017-13-45T99:99:99"}',
  '"serverDetails":{"slc":"x"},"rt":"2017-02-22T23:25:53"',
])('%s is no time', (text) => {
  const script = document.createElement('script')
  script.type = 'text/plain'
  script.text = text
  document.body.replaceChildren(script)
  expect(readPageClock(document)).toBeUndefined()
})

test('the shape that is known from the real page', () => {
  const script = document.createElement('script')
  script.type = 'text/plain'
  script.text =
    '"serverDetails":{"slc":"P","dc":"AMS2","ri":"E_41","ver":{"v":[2,1,5517,3]},"rt":"2017-02-22T23:25:53"},"country":"DK"'
  document.body.replaceChildren(script)
  expect(readPageClock(document)?.server).toBe(Date.UTC(2017, 1, 22, 23, 25, 53))
})
