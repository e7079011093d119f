import { describe, expect, test } from 'vitest'
import {
  accountsFor,
  isDeviceCodePage,
  matchUser,
  mayTakeCode,
  suggestName,
} from '../../../src/domain/sign-in'
import { accountNamed, draftOf } from '../accounts'

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
    ['alice@contoso.example', 'bob@contoso.example', 'other'],
    ['alice@contoso.example', '', 'unknown'],
    ['', 'alice@contoso.example', 'unknown'],
  ])('%s against %j is %s', (user, shown, match) => {
    expect(matchUser(user, shown)).toBe(match)
  })

  test('comes first; accounts bound elsewhere do not come at all', () => {
    const alice = accountNamed('alice@contoso.example')
    const bob = accountNamed('bob@contoso.example')
    const other = { ...accountNamed('bob@contoso.example'), offeredAt: 'nowhere' as const }
    expect(accountsFor([alice, other, bob], 'bob@contoso.example')).toEqual([bob, alice])
    expect(accountsFor([alice, bob], '')).toEqual([alice, bob])
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
