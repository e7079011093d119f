import { beforeEach, describe, expect, test } from 'vitest'
import { planField } from '../../../src/content/find-field'
import { readPageState, STATE_SIGNS } from '../../../src/content/page-state'
import { readUser } from '../../../src/content/shown-user'
import { takesAppCode } from '../../../src/domain/page-state'
import { PAGES, type PageState as PageKind } from '../../site/pages.mjs'
import { setStage } from './browser-stand-in'
import { find, findElement, otcField, showPage } from './stand-in'

beforeEach(() => {
  setStage()
  history.replaceState(null, '', '/common/login')
})

/** What the practice site tells apart that Kode need not. */
const COARSE: Partial<Record<PageKind, string>> = {
  'registration-install': 'none',
  'registration-setup': 'none',
  'registration-qr': 'none',
  'registration-push-qr': 'none',
  'registration-done': 'none',
  'security-info': 'none',
}

// Pages that draw themselves by script are for the test in a real browser.
test.each(PAGES.filter(({ url }) => !url.includes('delay=')))('$id is $state', ({ id, state }) => {
  showPage(id)
  expect(readPageState(document)).toBe(COARSE[state] ?? state)
})

test.each(STATE_SIGNS.filter(({ holds }) => holds.name !== 'isDeviceCodeAddress'))(
  'the sign of $state holds in $seenIn',
  ({ holds, state, seenIn }) => {
    showPage(seenIn)
    expect(holds(document, () => planField(document))).toBe(true)
    expect(readPageState(document)).toBe(state)
  },
)

test.each(['/common/oauth2/deviceauth', '/devicelogin', '/oauth20_remoteconnect.srf', '/device'])(
  'at %s even the page for an app is that of a device code',
  (path) => {
    showPage('entra-otp')
    history.replaceState(null, '', path)
    expect(readPageState(document)).toBe('device-code')
  },
)

test('an app page whose field is hidden asks for nothing', () => {
  showPage('entra-otp')
  otcField().style.display = 'none'
  expect(readPageState(document)).toBe('none')
})

test('one sign of a text message outweighs every sign of an app', () => {
  showPage('entra-otp')
  find('[name=mfaAuthMethod]').value = 'OneWaySMS'
  expect(readPageState(document)).toBe('other-code')
})

test.each(['TwoWayVoiceMobile', 'TwoWayVoiceOffice'])('the method %s is a call', (method) => {
  showPage('entra-otp')
  find('[name=mfaAuthMethod]').value = method
  expect(readPageState(document)).toBe('other-code')
})

test('a device-code box beside the code field decides', () => {
  showPage('entra-otp')
  document.body.insertAdjacentHTML('beforeend', '<input id="otc" type="text" />')
  expect(readPageState(document)).toBe('device-code')
})

test.each([
  ['app-code', true],
  ['unclear-code', true],
  ['rejected', true],
  ['registration-code', true],
  ['push', false],
  ['method-picker', false],
  ['other-method', false],
  ['other-code', false],
  ['device-code', false],
  ['none', false],
] as const)('in the state %s a code may be offered: %s', (state, offered) => {
  expect(takesAppCode(state)).toBe(offered)
})

describe('who is signing in', () => {
  test('is named by the banner', () => {
    showPage('entra-otp')
    expect(readUser(document)).toBe('alice@contoso.example')
  })

  test('is named by the banner of a personal account', () => {
    showPage('msa-otp')
    expect(readUser(document)).toBe('alice@contoso.example')
  })

  test('is what the form posts, where there is no banner', () => {
    showPage('entra-otp-no-banner')
    expect(readUser(document)).toBe('alice@contoso.example')
  })

  test('is what the form posts, where the banner is empty', () => {
    showPage('entra-otp')
    findElement('#displayName').textContent = '  '
    expect(readUser(document)).toBe('alice@contoso.example')
  })

  test('is nobody on a page that says nothing', () => {
    showPage('register-code')
    expect(readUser(document)).toBe('')
  })

  test('is nobody where the page shows more than a name', () => {
    showPage('msa-otp')
    findElement('#userDisplayName').textContent = 'a'.repeat(321)
    expect(readUser(document)).toBe('')
  })
})
