import { describe, expect, test } from 'vitest'
import { readPayload } from '../../../src/scan/payload'
import { writeFrames } from '../../../src/transfer/move-frames'

const ACTIVATE = 'https://login.microsoftonline.com/authenticatorApp/activateAccount'

describe('Microsoft’s own push registration, in each of its forms', () => {
  test.each([
    'phonefactor://activate_account?code=123456789&url=https%3a%2f%2fmobileappcommunicator.auth.microsoft.com%2factivatev2%2f123456789%2fSAMPLE',
    'PhoneFactor://activate_account?code=1',
    `${ACTIVATE}?accountType=mfa&source=qrCode&code=123456789&url=https%3A%2F%2Fmobileappcommunicator.auth.microsoft.com%2Factivatev2%2F1%2FSAMPLE`,
    `${ACTIVATE}?source=qrCode&accountType=msa&code=M.C1_SAMPLE&uaid=00000000000000000000000000000000&expires=1`,
    `${ACTIVATE.toLowerCase()}/?code=1`,
    'https://login.microsoftonline.us/authenticatorApp/activateAccount?code=1',
    'https://login.chinacloudapi.cn/AUTHENTICATORAPP/ACTIVATEACCOUNT?code=1',
  ])('%s', (text) => {
    expect(readPayload(text)).toEqual({ kind: 'microsoft-push' })
  })

  test.each([
    'https://login.microsoftonline.com.evil.example/authenticatorApp/activateAccount',
    'http://login.microsoftonline.com/authenticatorApp/activateAccount',
    'https://login.microsoftonline.com/authenticatorApp/activateAccountX',
    'https://login.microsoftonline.com/common/oauth2/authorize',
  ])('not %s: a link', (text) => {
    expect(readPayload(text)).toEqual({ kind: 'other', form: 'link' })
  })
})

test.each([
  ['otpauth-migration://offline?data=CjEK', { kind: 'migration' }],
  ['KODE-MOVE:2:whatever a later version writes', { kind: 'move' }],
  ['KODE-MOVE:', { kind: 'other', form: 'text' }],
  ['kode-move:1:', { kind: 'other', form: 'text' }],
  ['see KODE-MOVE:1:', { kind: 'other', form: 'text' }],
  ['https://example.com/', { kind: 'other', form: 'link' }],
  ['WIFI:T:WPA;S:eduroam;P:x;;', { kind: 'other', form: 'wifi' }],
  ['BEGIN:VCARD\nFN:A\nEND:VCARD', { kind: 'other', form: 'contact' }],
  ['MECARD:N:A;;', { kind: 'other', form: 'contact' }],
  ['javascript:alert(1)', { kind: 'other', form: 'text' }],
  ['just text', { kind: 'other', form: 'text' }],
  [' ', { kind: 'other', form: 'empty' }],
  ['otpauth://totp/a?secret=GEZDGNBV&digits=4', { kind: 'bad-account', problem: 'digits-unsupported' }],
  ['otpauth://nonsense', { kind: 'bad-account', problem: 'type-unsupported' }],
])('%s', (text, payload) => {
  expect(readPayload(text)).toEqual(payload)
})

test('every QR code of a move, as Kode writes them', async () => {
  const frames = await writeFrames(new Uint8Array(2000).fill(7))
  expect(frames).toHaveLength(4)
  expect(frames?.map(readPayload)).toEqual(Array(4).fill({ kind: 'move' }))
})

test('an account, read whole', () => {
  expect(readPayload('otpauth://totp/GitHub:a?secret=GEZDGNBV&issuer=GitHub')).toMatchObject({
    kind: 'account',
    draft: { label: { issuer: 'GitHub', user: 'a' } },
  })
})
