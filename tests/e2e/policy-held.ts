import { expect } from 'vitest'
import { STANDARD_SETTINGS } from '../../src/domain/settings'
import { NEUTRAL_PACK } from '../../src/domain/help-pack'

/** Says a verb to the background of some browser. */
type Say = (verb: string, request?: object) => Promise<unknown>

const HELP = { organisation: 'Contoso University', loginHelp: 'https://help.contoso.example/' }

/** Every key there is. */
export const POLICY = {
  lockAfterIdleMinutes: 7,
  lockAfterHours: 3,
  passphraseLength: 24,
  disableClearTextExport: true,
  disableOffers: true,
  helpPack: HELP,
}

const SHORT = 'korrekt hest batteri'
export const LONG_PASSPHRASE = 'korrekt hest batteri klips'
const TWO_HOURS = 2 * 60 * 60 * 1000

/** Makes a vault, and finds every key of the policy kept by the background, whatever a page asks of it. */
export async function expectKept(say: Say, lockAlarm: () => Promise<number>): Promise<void> {
  // A browser may load its extensions before its policies, and tells of those then.
  await expect
    .poll(() => say('policy.read'))
    .toEqual({
      policy: { ...POLICY, helpPack: { ...NEUTRAL_PACK, ...HELP } },
      ignored: [],
    })
  const tooShort = { status: 'passphrase-too-short', least: 24 }
  expect(await say('vault.create', { passphrase: SHORT })).toEqual(tooShort)
  expect(await say('vault.create', { passphrase: LONG_PASSPHRASE })).toMatchObject({ status: 'created' })
  const current = { kind: 'passphrase', passphrase: LONG_PASSPHRASE }
  expect(await say('vault.changePassphrase', { current, next: SHORT })).toEqual(tooShort)

  const times = { status: 'locking', idleMinutes: 7, hours: 3, afterCode: false }
  expect(await say('vault.locking')).toEqual(times)
  expect(await say('vault.setLocking', { idleMinutes: 240, hours: 24, afterCode: false })).toEqual({
    status: 'changed',
  })
  expect(await say('vault.locking')).toEqual(times)
  const untilLock = (await lockAlarm()) - Date.now()
  expect(untilLock).toBeLessThanOrEqual(POLICY.lockAfterHours * 60 * 60 * 1000)
  expect(untilLock).toBeGreaterThan(TWO_HOURS)

  const all = { passphrase: LONG_PASSPHRASE, only: null }
  expect(await say('transfer.accounts', { ...all, form: 'clear' })).toEqual({ status: 'not-allowed' })
  expect(await say('transfer.accounts', { ...all, form: 'sealed' })).toMatchObject({ status: 'accounts' })

  expect(await say('settings.change', { ...STANDARD_SETTINGS, submit: true })).toBe('done')
  expect(await say('settings.read')).toMatchObject({ offer: 'toolbar-only', submit: true })
  expect(await say('help.pack')).toMatchObject(HELP)
}
