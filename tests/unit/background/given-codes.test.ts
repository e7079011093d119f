import { expect, test } from 'vitest'
import { GivenCodes, type GivenCode } from '../../../src/background/given-codes'
import type { AccountId } from '../../../src/domain/account'
import { MemoryArea } from './memory-area'

const NOW = 1_000_000
const code = (more: Partial<GivenCode> = {}): GivenCode => ({
  ...{ tab: 7, at: NOW, account: 'alice' as AccountId, until: 1_020_000, refused: false },
  ...more,
})

async function given(...codes: readonly GivenCode[]): Promise<GivenCodes> {
  const all = new GivenCodes(new MemoryArea())
  for (const one of codes) await all.add(one, await all.read())
  return all
}

test('the newest code of the tab is the one that was refused, and once', async () => {
  const codes = await given(code({ until: 990_000 }), code(), code({ tab: 8, until: 1_050_000 }))
  expect(await codes.takeRefused(7, 1, NOW)).toEqual({ given: code(), refusedBefore: 0 })
  expect(await codes.takeRefused(7, 1, NOW)).toBeUndefined()
})

test('sent off again, it is refused again', async () => {
  const codes = await given(code())
  await codes.takeRefused(7, 1, NOW)
  expect(await codes.takeRefused(7, 2, NOW)).toEqual({ given: code({ refused: true }), refusedBefore: 1 })
})

test('the second code that is refused follows one', async () => {
  const codes = await given(code())
  await codes.takeRefused(7, 1, NOW)
  await codes.add(code({ until: 1_050_000 }), await codes.read())
  expect(await codes.takeRefused(7, 1, NOW)).toMatchObject({ refusedBefore: 1 })
})

test.each([
  ['another tab', 9, NOW],
  ['five minutes later', 7, NOW + 300_000],
  ['a clock that was set back', 7, NOW - 1],
])('nothing was refused: %s', async (_why, tab, now) => {
  const codes = await given(code())
  expect(await codes.takeRefused(tab, 1, now)).toBeUndefined()
})

test('what is old is forgotten when a code is added', async () => {
  const codes = await given(code(), code({ at: NOW + 400_000 }))
  expect(await codes.read()).toEqual([code({ at: NOW + 400_000 })])
})

test('what is stored in another shape is nothing', async () => {
  const area = new MemoryArea()
  await area.write('given', [{ tab: 7, at: NOW, digits: '123456' }])
  expect(await new GivenCodes(area).read()).toEqual([])
})

test('the newest code of the tab was taken, unless it was refused', async () => {
  const codes = await given(code({ until: 990_000 }), code(), code({ tab: 8, until: 1_050_000 }))
  expect(await codes.findAccepted(7, NOW)).toEqual(code())
  expect(await codes.findAccepted(9, NOW)).toBeUndefined()
  expect(await codes.findAccepted(7, NOW + 300_000)).toBeUndefined()
  await codes.takeRefused(7, 1, NOW)
  expect(await codes.findAccepted(7, NOW)).toBeUndefined()
})
