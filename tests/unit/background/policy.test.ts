import { beforeAll, describe, expect, test, vi } from 'vitest'
import { STANDARD_SETTINGS } from '../../../src/domain/settings'
import { addAccount } from '../../../src/background/accounts'
import { listCodes } from '../../../src/background/codes'
import { readHelpPack } from '../../../src/background/help'
import { Keeper, type SessionWatch } from '../../../src/background/keeper'
import { readLocking, setLocking } from '../../../src/background/locking'
import { Policies } from '../../../src/background/policy'
import { changeSettings, readSettings, settingsUnder } from '../../../src/background/settings'
import { vaultStoreIn } from '../../../src/background/vault-store'
import { NEUTRAL_PACK } from '../../../src/domain/help-pack'
import { LOCKING } from '../../../src/domain/locking'
import type { Policy } from '../../../src/domain/policy'
import { serial } from '../../../src/domain/serial'
import { draftOf } from '../accounts'
import { byPassphrase, PASSPHRASE, Storage, storageWithVault, wakeIn } from './house'
import { MemoryArea } from './memory-area'

// Deriving a key is slow on purpose.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const MINUTE = 60_000
const HOUR = 60 * MINUTE

let made: Storage
beforeAll(async () => (made = (await storageWithVault()).storage))

/** A worker under a policy, which a test may change as an administrator would. */
function setup(policy: Policy, storage = made.copy()) {
  const set = { policy }
  const read = () => Promise.resolve(set.policy)
  const clock = { now: 1000 }
  const wake = () => wakeIn(storage, clock, serial(), read)
  const state = async () => (await listCodes(wake().keeper, 0, 1, clock.now)).status
  return { set, read, clock, storage, state, wake, ...wake() }
}

describe('the policy', () => {
  test('is read once, and again when the browser says that it changed', async () => {
    let hours = 4
    const source = vi.fn(() => Promise.resolve({ lockAfterHours: hours }))
    const policies = new Policies(source, () => undefined)
    expect(await policies.current()).toEqual({ lockAfterHours: 4 })
    hours = 2
    expect(await policies.current()).toEqual({ lockAfterHours: 4 })
    expect(source).toHaveBeenCalledTimes(1)
    policies.forget()
    expect(await policies.current()).toEqual({ lockAfterHours: 2 })
  })

  test('says which keys it cannot read, and keeps to the others', async () => {
    const complaints: string[] = []
    const source = () => Promise.resolve({ lockAfterHours: '4', disableOffers: true })
    const policies = new Policies(source, (what) => complaints.push(what))
    expect(await policies.read()).toEqual({ policy: { disableOffers: true }, ignored: ['lockAfterHours'] })
    expect(complaints).toEqual([expect.stringContaining('lockAfterHours')])
  })
})

describe('a policy that is long in coming', () => {
  /** What is said before the policy is known, or `waits`. */
  const soon = <T>(answer: Promise<T>) =>
    Promise.race([answer, new Promise<'waits'>((go) => setTimeout(() => go('waits'), 500))])

  function setup(storage = made.copy()) {
    const clock = { now: 1000 }
    let settle: (policy: Policy) => void = () => undefined
    const coming = new Promise<Policy>((go) => (settle = go))
    const house = wakeIn(storage, clock, serial(), () => coming)
    return {
      clock,
      settle: (policy: Policy) => settle(policy),
      ...house,
      state: async () => (await listCodes(house.keeper, 0, 1, clock.now)).status,
    }
  }

  test('keeps nobody from seeing that the vault is locked, and none from opening it', async () => {
    const { doors, keeper, state } = setup()
    await keeper.lock()
    expect(await soon(state())).toBe('locked')
    expect(await soon(doors.doors())).toMatchObject({ status: 'doors' })
    expect(await doors.unlock(byPassphrase())).toEqual({ status: 'unlocked' })
    expect(await soon(state())).toBe('open')
  })

  test('is waited for where it may have ended the session', async () => {
    const { clock, settle, state } = setup()
    clock.now += 20 * MINUTE
    const told = state()
    expect(await soon(told)).toBe('waits')
    settle({ lockAfterIdleMinutes: 5 })
    expect(await told).toBe('locked')
  })
})

describe('the times of locking', () => {
  test('are the policy’s where it is stricter, and the person’s where they are', async () => {
    const { keeper, read, set } = setup({ lockAfterIdleMinutes: 5, lockAfterHours: 24 })
    expect(await readLocking(keeper, read)).toEqual({
      ...LOCKING,
      status: 'locking',
      idleMinutes: 5,
      hours: 12,
    })
    await setLocking(keeper, { ...LOCKING, idleMinutes: 240, hours: 2 }, read)
    expect(await readLocking(keeper, read)).toEqual({
      ...LOCKING,
      status: 'locking',
      idleMinutes: 5,
      hours: 2,
    })
    set.policy = {}
    expect(await readLocking(keeper, read)).toMatchObject({ idleMinutes: 5, hours: 2 })
  })

  test.each([
    ['at the age it sets', { lockAfterHours: 1 }, HOUR, 'locked'],
    ['after the silence it sets', { lockAfterIdleMinutes: 1 }, 7 * MINUTE, 'locked'],
    ['and not before', { lockAfterIdleMinutes: 10, lockAfterHours: 1 }, 14 * MINUTE, 'open'],
  ])('lock a vault that was open before: %s', async (_what, policy, after, status) => {
    const { clock, state } = setup(policy)
    clock.now = after
    expect(await state()).toBe(status)
  })

  test('are told to the browser anew when the policy changes, and a PIN goes no further', async () => {
    const { storage, set, read, clock, ways } = setup({})
    await ways.setPin('271828')
    const heard: unknown[] = []
    const watch: SessionWatch = {
      began: ({ locking }) => heard.push(locking),
      ended: () => heard.push('ended'),
    }
    const store = vaultStoreIn(storage.local, storage.mirror)
    const keeper = new Keeper(store, storage.session, () => clock.now, watch, serial(), read)
    set.policy = { lockAfterIdleMinutes: 5, lockAfterHours: 1 }
    await keeper.heedPolicy()
    clock.now = 20 * MINUTE
    set.policy = { lockAfterIdleMinutes: 5, lockAfterHours: 2 }
    await keeper.heedPolicy()
    expect(heard).toEqual([{ ...LOCKING, idleMinutes: 5, hours: 1 }, 'ended'])
    expect([...storage.session.texts]).toEqual([])
  })

  test('hold for a session that begins under them', async () => {
    const { doors, keeper, clock, state } = setup({ lockAfterHours: 1 })
    await keeper.lock()
    expect(await doors.unlock(byPassphrase())).toEqual({ status: 'unlocked' })
    clock.now += 59 * MINUTE
    await keeper.beat()
    clock.now += MINUTE
    expect(await state()).toBe('locked')
  })
})

describe('a passphrase that is too short for the policy', () => {
  const tooShort = { status: 'passphrase-too-short', least: 24 }

  test('makes no vault', async () => {
    const { doors, storage } = setup({ passphraseLength: 24 }, new Storage())
    expect(await doors.create(PASSPHRASE)).toEqual(tooShort)
    expect([...storage.local.texts.keys()]).toEqual([])
  })

  test('takes no other’s place; one that is long enough does', async () => {
    const { ways } = setup({ passphraseLength: 24 })
    expect(await ways.changePassphrase(byPassphrase(), 'en helt anden sætning')).toEqual(tooShort)
    const long = 'en helt anden sætning end før'
    expect(await ways.changePassphrase(byPassphrase(), long)).toEqual({ status: 'changed' })
  })

  test('still opens the vault it opened before', async () => {
    const { doors, keeper } = setup({ passphraseLength: 24 })
    await keeper.lock()
    expect(await doors.unlock(byPassphrase())).toEqual({ status: 'unlocked' })
  })
})

test('no keys are handed out for clear text, right passphrase or not; for a backup they are', async () => {
  const { keeper, transfer } = setup({ disableClearTextExport: true })
  await addAccount(keeper, { draft: draftOf(), name: '', despiteConflict: false, now: 1000 })
  expect(await transfer.accounts(PASSPHRASE, null, 'clear')).toEqual({ status: 'not-allowed' })
  expect(await transfer.accounts(PASSPHRASE, null, 'sealed')).toMatchObject({ accounts: [draftOf()] })
  const { transfer: free } = setup({ disableClearTextExport: false })
  expect(await free.accounts(PASSPHRASE, null, 'clear')).toMatchObject({ status: 'accounts' })
})

test('offers are off whatever a person sets, and come back as they were when the policy goes', async () => {
  const area = new MemoryArea()
  const policy = { disableOffers: true }
  const asked = { ...STANDARD_SETTINGS, offer: 'toolbar-only', submit: true } as const
  expect(await changeSettings(area, asked, policy)).toBe('done')
  expect(await settingsUnder(area, policy)).toEqual(asked)
  expect(await readSettings(area)).toEqual({ ...asked, offer: 'at-field' })
})

test('help comes from the policy’s pack, before any that is built in', async () => {
  const helpPack = { ...NEUTRAL_PACK, organisation: 'Contoso University' }
  const { keeper, read } = setup({ helpPack })
  const draft = draftOf({ user: 'abc123@ku.dk' })
  await addAccount(keeper, { draft, name: '', despiteConflict: false, now: 1000 })
  expect(await readHelpPack(keeper, new MemoryArea(), read)).toEqual(helpPack)
})
