import { expect, test } from 'vitest'
import { cleanLabel, LABEL_LENGTH } from '../../../src/domain/text'

test.each([
  ['  Contoso\tUniversity\r\n ', 'Contoso University'],
  ['Københavns Universitet', 'Københavns Universitet'],
  ['\u202emoc.live\u202c', 'moc.live'],
  ['pay\u200bpal\ufeff', 'paypal'],
  ['\u2066a\u2069\u061c', 'a'],
  ['\u3164\u115f', ''],
  ['a\ud800b', 'ab'],
  ['\u0000\u0007x', 'x'],
  ['🎓 exam', '🎓 exam'],
])('%j becomes %j', (text, clean) => {
  expect(cleanLabel(text)).toBe(clean)
})

test('length is counted in code points, and a pair is never cut', () => {
  expect(Array.from(cleanLabel('🎓'.repeat(300)))).toHaveLength(LABEL_LENGTH)
  expect(cleanLabel('x'.repeat(1e6))).toHaveLength(LABEL_LENGTH)
})
