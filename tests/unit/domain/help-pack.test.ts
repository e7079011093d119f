import { expect, test } from 'vitest'
import { helpPackFor, NEUTRAL_PACK, telephoneLink } from '../../../src/domain/help-pack'

test.each(['abc123@ku.dk', ' ABC123@KU.DK ', 'abc123@alumni.ku.dk'])('%s gets KU’s pack', (user) => {
  const pack = helpPackFor(['alice@contoso.example', user])
  expect(pack.organisation).toBe('Københavns Universitet')
  expect(pack.support?.phone).toBe('+45 35 32 32 32')
})

test.each([
  '',
  'ku.dk.evil.test',
  'abc@notku.dk',
  'abc@ku.dk.evil.test',
  'abc@sub.ku.dk',
  'constructor',
  'a@__proto__',
])('“%s” gets the neutral one', (user) => {
  expect(helpPackFor([user])).toBe(NEUTRAL_PACK)
})

test('what an organisation’s policy says comes first', () => {
  const managed = { ...NEUTRAL_PACK, organisation: 'Contoso' }
  expect(helpPackFor(['abc123@ku.dk'], { managed })).toBe(managed)
})

test('a number is called without its spaces', () => {
  expect(telephoneLink('+45 35 32 32 32')).toBe('tel:+4535323232')
})
