import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { labelOf, nameOf, plainNameOf } from '../../../src/domain/label'

describe('an issuer and a name', () => {
  test.each([
    ['GitHub', 'alice', ['GitHub', '', 'alice']],
    ['GitHub', 'github:alice', ['GitHub', '', 'alice']],
    ['GitHub', 'GitHub: alice', ['GitHub', '', 'alice']],
    ['GitHub', 'GitLab:alice', ['GitHub', '', 'GitLab:alice']],
    ['', 'GitHub:alice', ['', '', 'GitHub:alice']],
    ['Microsoft', 'Contoso University:alice@x', ['Microsoft', 'Contoso University', 'alice@x']],
    ['Microsoft', 'Microsoft:Lab: North:alice@x', ['Microsoft', 'Lab: North', 'alice@x']],
    ['Microsoft', 'Microsoft:alice@x', ['Microsoft', '', 'alice@x']],
  ])('%s and %s', (issuer, name, [who, organisation, user]) => {
    expect(labelOf(issuer, name)).toEqual({ issuer: who, organisation, user })
  })

  test('the name of a label leads back to it', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: fc.constantFrom(':', 'a', ' ') }),
    )
    fc.assert(
      fc.property(fc.oneof(text, fc.constantFrom('Microsoft', 'a', 'a:')), text, (issuer, name) => {
        const label = labelOf(issuer, name)
        expect(labelOf(label.issuer, nameOf(label))).toEqual(label)
      }),
    )
  })

  test('people read it without the issuer', () => {
    expect(plainNameOf(labelOf('Microsoft', 'Microsoft:Contoso:alice'))).toBe('Contoso:alice')
    expect(nameOf({ issuer: 'Acme', organisation: '', user: 'Acme:bob' })).toBe('Acme:Acme:bob')
  })
})
