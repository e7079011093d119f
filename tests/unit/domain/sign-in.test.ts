import { describe, expect, test } from 'vitest'
import {
  accountsFor,
  isDeviceCodePage,
  matchUser,
  mayTakeCode,
  suggestName,
} from '../../../src/domain/sign-in'
import { accountNamed, counterDraft, draftOf } from '../accounts'

describe('addresses that may be given a code', () => {
  test.each([
    'https://login.microsoftonline.com/common/login',
    'https://login.microsoftonline.com/contoso.example/saml2?x=1#y',
    'https://login.live.com/ppsecure/post.srf',
    'https://mysignins.microsoft.com/register',
    'https://LOGIN.microsoftonline.com:443/',
  ])('%s', (url) => {
    expect(mayTakeCode(url)).toBe(true)
  })

  test.each([
    'http://login.microsoftonline.com/',
    'https://login.microsoftonline.com:8443/',
    'https://login.microsoftonline.com.evil.example/',
    'https://login.microsoftonline.com@evil.example/',
    'https://alice@login.microsoftonline.com/',
    'https://login.micros\u043eftonline.com/',
    'https://xn--login.microsoftonline.com/',
    'https://l0gin.microsoftonline.com/',
    'https://login.microsoftonline.com./',
    'https://evil.example/?https://login.microsoftonline.com/',
    'https://microsoft.com/',
    'about:blank',
    'data:text/html,login.microsoftonline.com',
    'blob:https://login.microsoftonline.com/0',
    '',
  ])('not %s', (url) => {
    expect(mayTakeCode(url)).toBe(false)
  })

  test.each([
    'https://login.microsoftonline.com/common/oauth2/deviceauth',
    'https://login.microsoftonline.com/common/oauth2/DeviceAuth/x',
    'https://login.microsoft.com/device',
    'https://login.live.com/oauth20_remoteconnect.srf?lc=1030',
  ])('nor device code: %s', (url) => {
    expect(isDeviceCodePage(url)).toBe(true)
    expect(mayTakeCode(url)).toBe(false)
  })
})

describe('the user on the page', () => {
  test.each([
    ['alice@contoso.example', 'ALICE@contoso.example ', 'same'],
    ['alice_fabrikam.example#EXT#@contoso.example', 'alice@fabrikam.example', 'same'],
    ['alice_fabrikam.example#EXT#@contoso.example', 'alice_fabrikam.example#EXT#@contoso.example', 'same'],
    ['Alice@fabrikam.example', 'alice_fabrikam.example#ext#@contoso.example', 'same'],
    ['alice@contoso.example', 'bob@contoso.example', 'different'],
    ['abc123@ku.dk', 'alice.andersen@ku.dk', 'different'],
    ['alice@contoso.example', 'alice@fabrikam.example', 'different'],
    ['alice@contoso.example', 'al*****@contoso.example', 'unknown'],
    ['alice@contoso.example', '+45 12345678', 'unknown'],
    ['alice', 'alice@contoso.example', 'unknown'],
    ['alice', 'Alice', 'same'],
    ['alice@contoso.example', '', 'unknown'],
    ['', 'alice@contoso.example', 'unknown'],
  ])('%s against %j is %s', (user, shown, match) => {
    expect(matchUser(user, shown)).toBe(match)
  })

  const alice = accountNamed('alice@contoso.example')
  const bob = accountNamed('bob@contoso.example')
  const fits = (shown: string, ...accounts: Parameters<typeof accountsFor>[0]) =>
    accountsFor(accounts, shown).map(({ account, match }) => [account.label.user, match])

  test('comes first, and makes the others another’s', () => {
    expect(fits('bob@contoso.example', alice, bob)).toEqual([
      ['bob@contoso.example', 'same'],
      ['alice@contoso.example', 'other'],
    ])
  })

  test('proves nothing where no account has that name: it may be an alias', () => {
    expect(fits('a.andersen@contoso.example', alice, bob)).toEqual([
      ['alice@contoso.example', 'different'],
      ['bob@contoso.example', 'different'],
    ])
  })

  test('leaves accounts without a user name possible', () => {
    const nameless = accountNamed('')
    expect(fits('bob@contoso.example', alice, nameless)).toEqual([
      ['', 'unknown'],
      ['alice@contoso.example', 'different'],
    ])
  })

  test('does not bring accounts that are bound elsewhere, nor counters', () => {
    const elsewhere = { ...bob, offeredAt: 'nowhere' as const }
    const counter = { ...bob, ...counterDraft(0) }
    expect(fits('', alice, elsewhere, counter)).toEqual([['alice@contoso.example', 'unknown']])
  })
})

test.each([
  ['abc123@ku.dk', 'Københavns Universitet', 'Microsoft 365 (KU)'],
  ['alice@contoso.example', 'Contoso University', 'Microsoft 365 (Contoso University)'],
  ['alice@outlook.example', '', 'Microsoft'],
])('a name for %s', (user, organisation, name) => {
  expect(suggestName(draftOf({ user, organisation }))).toBe(name)
})

test('a name for an account from elsewhere', () => {
  expect(suggestName(draftOf({ issuer: 'GitHub', user: 'alice' }))).toBe('GitHub')
  expect(suggestName(draftOf({ issuer: '', user: 'alice' }))).toBe('alice')
})
