import { describe, expect, test } from 'vitest'
import { NOTHING_BESIDE, usedOnceMore, withBeside, type Account } from '../../../src/domain/account'
import { inOrder, moved } from '../../../src/domain/order'
import { accountNamed } from '../accounts'

const named = (name: string, beside: Partial<Account['beside']> = {}) =>
  withBeside(accountNamed(name), { ...NOTHING_BESIDE, ...beside })
const names = (accounts: readonly Account[]) => accounts.map(({ name }) => name).join('')

describe('in order', () => {
  test('nothing beside the accounts: as they stand, and nothing is copied', () => {
    const accounts = [named('b'), named('a')]
    expect(inOrder(accounts, false)).toBe(accounts)
  })

  test('pinned first, then the most used', () => {
    const accounts = [
      named('a'),
      named('b', { uses: 3 }),
      named('c', { pinned: true }),
      named('d', { uses: 90 }),
    ]
    expect(names(inOrder(accounts, false))).toBe('cdba')
  })

  test('even the most used is not before a pinned one', () => {
    const accounts = [named('a', { uses: 1_000_000 }), named('b', { pinned: true })]
    expect(names(inOrder(accounts, false))).toBe('ba')
  })

  test('one use more is no reason to move, a doubling is', () => {
    const before = [named('a', { uses: 4 }), named('b', { uses: 5 })]
    expect(names(inOrder(before, false))).toBe('ab')
    expect(names(inOrder([named('a', { uses: 4 }), named('b', { uses: 9 })], false))).toBe('ba')
  })

  test('by hand, uses do not count and pins do', () => {
    const accounts = [named('a'), named('b', { uses: 90 }), named('c', { pinned: true })]
    expect(names(inOrder(accounts, true))).toBe('cab')
  })

  test('10,000 accounts that are alike keep their places', () => {
    const accounts = Array.from({ length: 10_000 }, (_, at) => named(String(at), { uses: 1 }))
    expect(inOrder(accounts, false)).toEqual(accounts)
  })
})

describe('moved', () => {
  const accounts = [named('a', { pinned: true }), named('b', { pinned: true }), named('c'), named('d')]
  test.each([
    [3, 2, 'abdc'],
    [0, 1, 'bacd'],
    // Pinned ones and others do not mix.
    [3, 0, 'abdc'],
    [0, 3, 'bacd'],
    [2, 9_999, 'abdc'],
    [7, 0, 'abcd'],
  ])('from %i to %i: %s', (from, to, order) => {
    expect(names(moved(accounts, from, to))).toBe(order)
  })
})

test('an account without anything beside it has no such field', () => {
  const bare = accountNamed('a')
  expect(withBeside(withBeside(bare, { pinned: true }), { pinned: false })).toEqual(bare)
  expect(withBeside(bare, {})).not.toHaveProperty('beside')
  expect(usedOnceMore(usedOnceMore(bare)).beside).toEqual({ ...NOTHING_BESIDE, uses: 2 })
})
