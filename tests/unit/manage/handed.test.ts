import { describe, expect, test, vi } from 'vitest'
import { LONGEST_PAYLOAD } from '../../../src/domain/pixels'
import { handedOf } from '../../../src/manage/handed'
import { routeOf } from '../../../src/manage/route'

vi.mock('webextension-polyfill', () => ({ default: {} }))

const URI = 'otpauth://totp/a?secret=gezdgnbvgy3tqojq'

describe('text', () => {
  test.each([URI, `  ${URI}\n`, URI.toUpperCase(), 'otpauth-migration://offline?data=abc'])(
    'is an account: %j',
    (text) => {
      expect(handedOf([], text)).toEqual({ kind: 'account', text: text.trim() })
    },
  )

  test.each([
    '',
    'just text',
    'https://example.com/?next=otpauth://totp/a',
    'xotpauth://totp/a',
    `otpauth://totp/a?secret=${'a'.repeat(LONGEST_PAYLOAD)}`,
  ])('is nothing for this page: %.40j', (text) => {
    expect(handedOf([], text)).toEqual({ kind: 'other', text })
  })
})

test('a picture counts, not the address that is copied along with it', () => {
  const pictures = [{ name: 'a.png', picture: new Blob([]) }]
  expect(handedOf(pictures, URI)).toEqual({ kind: 'pictures', pictures })
})

test.each([
  ['#accounts', 'accounts'],
  ['#scan', 'scan'],
  ['#region', 'region'],
  ['#camera', 'camera'],
  ['#backup', 'backup'],
  ['#move', 'move'],
  ['', 'accounts'],
  ['#', 'accounts'],
  ['#constructor', 'accounts'],
  ['#camera/x', 'accounts'],
])('the part that %j names is %s', (hash, route) => {
  expect(routeOf(hash)).toBe(route)
})
