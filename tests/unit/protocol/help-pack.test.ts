import { describe, expect, test } from 'vitest'
import { helpPackFor, NEUTRAL_PACK } from '../../../src/domain/help-pack'
import { decodeHelpPack } from '../../../src/protocol/help-pack'

const whole = {
  organisation: 'Contoso University',
  passwordReset: 'https://password.contoso.example/reset',
  loginHelp: 'https://help.contoso.example/',
  securityInfo: 'https://myaccount.microsoft.com/',
  support: { phone: '+45 35 32 32 32', hours: 'https://help.contoso.example/hours' },
}

test.each([whole, helpPackFor(['abc123@ku.dk'])])('$organisation’s pack is one', (pack) => {
  expect(decodeHelpPack(pack)).toEqual({ ok: true, value: pack })
})

test('what a policy leaves out is the neutral pack’s', () => {
  expect(decodeHelpPack({ organisation: 'Contoso' })).toEqual({
    ok: true,
    value: { ...NEUTRAL_PACK, organisation: 'Contoso' },
  })
})

describe('never half a pack', () => {
  test.each([
    ['no object', 'Contoso', 'helpPack'],
    ['nothing', undefined, 'helpPack'],
    ['no name', { ...whole, organisation: undefined }, 'organisation'],
    ['a name that is a number', { ...whole, organisation: 7 }, 'organisation'],
    ['a name of 300 letters', { ...whole, organisation: 'x'.repeat(300) }, 'organisation'],
    ['a script for a link', { ...whole, loginHelp: 'javascript:alert(1)' }, 'loginHelp'],
    ['a link without TLS', { ...whole, loginHelp: 'http://help.contoso.example/' }, 'loginHelp'],
    ['a relative link', { ...whole, passwordReset: '/reset' }, 'passwordReset'],
    [
      'a link that hides its host',
      { ...whole, securityInfo: 'https://microsoft.com@evil.test/' },
      'securityInfo',
    ],
    [
      'a link beyond its bound',
      { ...whole, loginHelp: `https://a.example/${'x'.repeat(3000)}` },
      'loginHelp',
    ],
    ['a number that is a word', { ...whole, support: { phone: 'call us' } }, 'support.phone'],
    ['a number with more in it', { ...whole, support: { phone: '+45 35;ext=1' } }, 'support.phone'],
    [
      'hours in the clear',
      { ...whole, support: { phone: '112', hours: 'http://a.example' } },
      'support.hours',
    ],
    ['a key too many', { ...whole, colour: 'red' }, 'colour'],
  ])('%s', (_what, value, where) => {
    expect(decodeHelpPack(value)).toEqual({ ok: false, error: where })
  })
})
