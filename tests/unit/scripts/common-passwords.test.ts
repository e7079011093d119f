import { describe, expect, test } from 'vitest'
import { trimModule, trimPasswords } from '../../../scripts/common-passwords.mjs'

/** As many passwords as the estimator knows, the most common first; each hundredth is long. */
const all = Array.from({ length: 49_000 }, (_, rank) =>
  rank % 100 === 99 ? `passphrase${rank}` : `p${(rank * 7919) % 49_000}`,
)
const kept = trimPasswords(all)

describe('of the common passwords', () => {
  test('the first ten thousand and all long ones are kept, and nothing else', () => {
    const wanted = all.filter((password, rank) => rank < 10_000 || password.length >= 10)
    expect([...kept].sort()).toEqual(wanted.sort())
    expect(kept).toHaveLength(10_000 + 390)
  })

  test('each stands about where it stood', () => {
    const ranks = new Map(kept.map((password, at) => [password, at + 1]))
    const shifts = all.slice(0, 10_000).map((password, at) => (ranks.get(password) ?? Infinity) / (at + 1))
    // Those of the first span are few guesses in any order.
    expect(Math.max(...shifts.slice(64))).toBeLessThanOrEqual(2)
    expect(Math.min(...shifts.slice(64))).toBeGreaterThanOrEqual(0.5)
  })
})

test('the module that is shipped is the list trimmed; one that is packed in another way fails the build', () => {
  expect(trimModule('var all = decompress("AbravoAalphaCtair");')).toBe(
    'var all = decompress("AalphaCtairAbravo");',
  )
  expect(() => trimModule('var all = "AbravoAalpha".split("A");')).toThrow(/packed in another way/)
})
