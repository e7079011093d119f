import { describe, expect, test } from 'vitest'
import { searchFor, type Searched } from '../../../src/domain/search'

const account = (name: string, user = '', issuer = '', organisation = ''): Searched => ({
  name,
  label: { issuer, organisation, user },
})

const KU = account('Microsoft 365 (KU)', 'søren.ågård@ku.dk', 'Microsoft', 'Københavns Universitet')

describe('an account is found by', () => {
  test.each([
    ['nothing', ''],
    ['only blanks', '   '],
    ['a part of its name', '365'],
    ['its user', 'ku.dk'],
    ['its issuer', 'microsoft'],
    ['its organisation', 'universitet'],
    ['words in any order', 'ku microsoft'],
    ['words of several of its texts', 'ågård 365'],
    ['any case', 'MICROSOFT'],
    ['letters without their accents', 'soren agard'],
    ['the letters themselves', 'KØBENHAVNS'],
    ['a letter and its accent apart', 'søren.a\u030aga\u030ard'],
    ['wide letters', 'Ｍｉｃｒｏ'],
  ])('%s', (_what, query) => {
    expect(searchFor(query)(KU)).toBe(true)
  })
})

describe('it is not found by', () => {
  test.each([
    ['a word it lacks', 'github'],
    ['one word it has and one it lacks', 'microsoft github'],
    ['a word that runs from one text into the next', '(KU)Microsoft'],
  ])('%s', (_what, query) => {
    expect(searchFor(query)(KU)).toBe(false)
  })

  test('its key', () => {
    const kept = { ...account('Mail'), otp: { secret: 'GEZDGNBVGY3TQOJQ' } }
    expect(searchFor('gezdgnbv')(kept)).toBe(false)
  })
})

test('signs that mean something in patterns are looked for as they stand', () => {
  expect(searchFor('(ku)')(KU)).toBe(true)
  expect(searchFor('.*')(KU)).toBe(false)
  expect(searchFor('[')(account('a[b'))).toBe(true)
})

test('an endless query is cut, not refused', () => {
  expect(searchFor(`mail${' '.repeat(300)}github`)(account('Mail'))).toBe(true)
})
