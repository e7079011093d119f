import { expect, test } from 'vitest'
import { spokenIn } from '../../../scripts/browser-texts.mjs'

const MESSAGES = { name: 1, menuScan: 2, left_one: 3, left_few: 4, left_other: 5, pageTitle: 6, menu: 7 }
const kept = (...codes: readonly string[]) => Object.keys(spokenIn(codes, MESSAGES))

test.each([
  ['what the browser shows', '{"title":"__MSG_name__"}', ['name']],
  ['what code says', 'a(`menuScan`);b("name")', ['name', 'menuScan']],
  ['all forms of a plural', `x('left',3)`, ['left_one', 'left_few', 'left_other']],
])('keeps %s', (_, code, keys) => {
  expect(kept(code)).toEqual(keys)
})

test('leaves out what is only part of a word, or no text in quotes', () => {
  expect(kept('menuScan=name;a("menuScanned","the name")')).toEqual([])
})

test('keeps what any of them says', () => {
  expect(kept('a("name")', 'b("pageTitle")')).toEqual(['name', 'pageTitle'])
})
