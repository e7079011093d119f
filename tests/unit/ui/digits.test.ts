import { expect, test } from 'vitest'
import { groupDigits, spellDigits } from '../../../src/ui/digits'

test.each([
  ['BCD23', ['BCD23']],
  ['123456', ['123', '456']],
  ['1234567', ['123', '4567']],
  ['12345678', ['1234', '5678']],
])('%s in groups', (digits, groups) => {
  expect(groupDigits(digits)).toEqual(groups)
})

test('digits are spelled one by one, zeros too', () => {
  expect(spellDigits('007300')).toBe('0 0 7 3 0 0')
})
