import { beforeAll, describe, expect, test, vi } from 'vitest'
import { listCodes } from '../../../src/background/codes'
import { readLocking, setLocking } from '../../../src/background/locking'
import type { SessionWatch } from '../../../src/background/keeper'
import { Keeper } from '../../../src/background/keeper'
import { unmanaged } from '../../../src/background/policy'
import { LOCKING } from '../../../src/domain/locking'
import { vaultStoreIn } from '../../../src/background/vault-store'
import { byPassphrase, PASSPHRASE, storageWithVault, wakeIn, type Storage } from './house'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const PIN = '271828'

let made: Storage
let withPin: Storage

beforeAll(async () => {
  made = (await storageWithVault()).storage
  withPin = made.copy()
  await wakeIn(withPin, { now: 0 }).ways.setPin(PIN)
})

function setup(from: Storage) {
  const storage = from.copy()
  const clock = { now: 1000 }
  const wake = () => wakeIn(storage, clock)
  const state = async () => (await listCodes(wake().keeper, 0, 1, clock.now)).status
  return { storage, session: storage.session, clock, wake, state, ...wakeIn(storage, clock) }
}

describe('a session PIN', () => {
  test.each(['', '12345', '１２３４５６', '12345a', '123456 ', '1'.repeat(33), '123\u0000456', '-123456'])(
    '%j is none',
    async (pin) => {
      const { ways, session } = setup(made)
      expect(await ways.setPin(pin)).toEqual({ status: 'bad-pin' })
      expect(session.texts.has('pin')).toBe(false)
    },
  )

  test('opens again what locked by itself', async () => {
    const { keeper, doors, state } = setup(withPin)
    await keeper.lock('away')
    expect(await state()).toBe('locked')
    expect(await doors.doors()).toMatchObject({ pin: true })
    expect(await doors.unlockWithPin(PIN)).toEqual({ status: 'unlocked' })
    expect(await state()).toBe('open')
  })

  test('is gone when a person locked, and when the browser closed', async () => {
    const asked = setup(withPin)
    await asked.keeper.lock()
    expect([...asked.session.texts]).toEqual([])
    expect(await asked.doors.unlockWithPin(PIN)).toEqual({ status: 'pin-gone' })
    const closed = setup(withPin)
    closed.storage.restartBrowser()
    expect(await closed.doors.unlockWithPin(PIN)).toEqual({ status: 'pin-gone' })
  })

  test('is gone after five wrong tries, whoever stops the worker meanwhile', async () => {
    const { keeper, wake, session, state } = setup(withPin)
    await keeper.lock('away')
    for (const triesLeft of [4, 3, 2, 1])
      expect(await wake().doors.unlockWithPin('000000')).toEqual({ status: 'pin-wrong', triesLeft })
    expect(await wake().doors.unlockWithPin('000000')).toEqual({ status: 'pin-gone' })
    expect([...session.texts]).toEqual([])
    expect(await wake().doors.unlockWithPin(PIN)).toEqual({ status: 'pin-gone' })
    expect(await state()).toBe('locked')
  })

  test('a try counts before it is made', async () => {
    const { keeper, wake, session } = setup(withPin)
    await keeper.lock('away')
    const trying = wake().doors.unlockWithPin('000000')
    await vi.waitUntil(() => session.texts.get('pin')?.includes('"triesLeft":4'))
    expect(await trying).toEqual({ status: 'pin-wrong', triesLeft: 4 })
  })

  test('never makes a session younger', async () => {
    const { keeper, doors, clock, state } = setup(withPin)
    clock.now = 11 * HOUR
    await keeper.lock('away')
    expect(await doors.unlockWithPin(PIN)).toEqual({ status: 'unlocked' })
    clock.now = 12 * HOUR
    expect(await state()).toBe('locked')
    expect(await doors.unlockWithPin(PIN)).toEqual({ status: 'pin-gone' })
  })

  test('goes with a changed passphrase, because it holds the old key', async () => {
    const { ways, keeper, doors } = setup(withPin)
    expect(await ways.changePassphrase(byPassphrase(), 'en helt anden sætning')).toEqual({
      status: 'changed',
    })
    await keeper.lock('away')
    expect(await doors.unlockWithPin(PIN)).toEqual({ status: 'pin-gone' })
  })

  test('stands nowhere on the disk, and not as itself in memory', () => {
    const { storage } = setup(withPin)
    for (const area of [storage.local, storage.mirror, storage.session])
      expect([...area.texts.values()].join()).not.toContain(PIN)
    expect([...storage.local.texts.keys()].sort()).toEqual(['vault.a'])
  })
})

describe('an open vault locks', () => {
  test.each([
    ['after the longest session', 12 * HOUR, 'locked'],
    ['after a silence longer than it may lie idle: the computer slept', 36 * MINUTE, 'locked'],
    ['not before', 34 * MINUTE, 'open'],
    ['when the clock is a day ahead', DAY, 'locked'],
    ['when the clock is a day behind', -DAY, 'locked'],
  ])('%s', async (_what, after, status) => {
    const { clock, state, session } = setup(made)
    clock.now = after
    expect(await state()).toBe(status)
    expect(session.texts.has('session')).toBe(status === 'open')
  })

  test('a beat now and then keeps it open for as long as a session may be', async () => {
    const { clock, wake, state } = setup(made)
    for (clock.now = 0; clock.now < 12 * HOUR; clock.now += 5 * MINUTE) await wake().keeper.beat()
    clock.now = 12 * HOUR - 1
    expect(await state()).toBe('open')
    clock.now = 12 * HOUR
    expect(await state()).toBe('locked')
  })

  test('a beat that comes too late locks', async () => {
    const { clock, wake, session } = setup(made)
    clock.now = 3 * HOUR
    await wake().keeper.beat()
    expect([...session.texts]).toEqual([])
  })
})

describe('the times of locking', () => {
  test('are kept with the accounts, and hold at once', async () => {
    const { keeper, clock, state, storage, wake } = setup(made)
    expect(await readLocking(keeper, unmanaged)).toEqual({ status: 'locking', ...LOCKING })
    expect(await setLocking(keeper, { ...LOCKING, idleMinutes: 5, hours: 1 }, unmanaged)).toEqual({
      status: 'changed',
    })
    expect(await readLocking(wake().keeper, unmanaged)).toMatchObject({ idleMinutes: 5, hours: 1 })
    expect([...storage.local.texts.values()].join()).not.toContain('idleMinutes')
    clock.now = 1000 + 11 * MINUTE
    expect(await state()).toBe('locked')
  })

  test('are told to the browser when a session begins, when they change, and when it ends', async () => {
    const storage = made.copy()
    const heard: unknown[] = []
    const watch: SessionWatch = {
      began: ({ openedAt, locking }) => heard.push([openedAt, locking.hours]),
      ended: () => heard.push('ended'),
    }
    const keeper = new Keeper(vaultStoreIn(storage.local, storage.mirror), storage.session, () => 1000, watch)
    await setLocking(keeper, { ...LOCKING, idleMinutes: 5, hours: 2 }, unmanaged)
    await keeper.lock()
    expect(heard).toEqual([[0, 2], 'ended'])
    const { doors } = wakeIn(storage, { now: 5000 })
    await doors.unlock({ kind: 'passphrase', passphrase: PASSPHRASE })
    expect(storage.session.texts.get('session')).toContain('"hours":2')
  })
})
