import { describe, expect, test } from 'vitest'
import { PUSH_PAYLOADS } from '../../site/pages/registration-qr.mjs'
import { QR_KINDS } from '../../site/pages/qr-kinds.mjs'
import { otpauthUri } from '../../site/people.mjs'
import { drawQr, qrDataUrl } from '../../site/qr.mjs'
import { zbarRead } from './outside'

const account = otpauthUri(
  { user: 'alice@contoso.example', tenant: 'Contoso University' },
  'gezdgnbvgy3tqojq',
)
const drawn = [
  account,
  ...Object.values(PUSH_PAYLOADS),
  ...Object.values(QR_KINDS).flatMap(({ payloads }) => payloads),
]

describe('pictures read back by another program', () => {
  test.each([...new Set(drawn)])('%s', (payload) => {
    expect(zbarRead(drawQr(payload))).toEqual([payload])
  })

  test.each([2, 6, 12])('at %i pixels a module', (scale) => {
    expect(zbarRead(drawQr(account, { scale }))).toEqual([account])
  })

  test('as a data URL', () => {
    const [, data = ''] = qrDataUrl(account).split('base64,')
    expect(zbarRead(Buffer.from(data, 'base64'))).toEqual([account])
  })
})

test('a text that no symbol holds is refused', () => {
  expect(() => drawQr('x'.repeat(3000))).toThrow()
})

test('scale is kept within bounds', () => {
  expect(drawQr('x', { scale: 0 })).toEqual(drawQr('x', { scale: 1 }))
  expect(drawQr('x', { scale: 1e9 })).toEqual(drawQr('x', { scale: 24 }))
  expect(drawQr('x', { scale: Number.NaN })).toEqual(drawQr('x', { scale: 1 }))
})

describe('the address in the symbol', () => {
  test.each([
    ['plain', 'alice@contoso.example', 'Contoso', 'Contoso%3Aalice%40contoso.example'],
    ['a space in the tenant', 'a@b.example', 'Contoso Test', 'Contoso+Test%3Aa%40b.example'],
    ['a plus in the tenant', 'a@b.example', 'C+D', 'C%2BD%3Aa%40b.example'],
    ['a guest', 'a_f.example#EXT#@c.example', 'C', 'C%3Aa_f.example%23EXT%23%40c.example'],
    ['Danish letters', 'abc123@ku.dk', 'Københavns', 'K%C3%B8benhavns%3Aabc123%40ku.dk'],
  ])('%s', (_, user, tenant, label) => {
    expect(otpauthUri({ user, tenant }, 'gezd')).toBe(`otpauth://totp/${label}?secret=gezd&issuer=Microsoft`)
  })

  test('lower-case escapes change the escapes and nothing else', () => {
    const uri = otpauthUri({ user: 'Alice@b.example', tenant: 'C+D' }, 'gezd', { lowerCaseEscapes: true })
    expect(uri).toBe('otpauth://totp/C%2bD%3aAlice%40b.example?secret=gezd&issuer=Microsoft')
  })
})
