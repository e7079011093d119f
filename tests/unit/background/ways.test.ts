import { beforeAll, describe, expect, test, vi } from 'vitest'
import { unmanaged } from '../../../src/background/policy'
import { addAccount } from '../../../src/background/accounts'
import { listCodes } from '../../../src/background/codes'
import type { WayId } from '../../../src/protocol/messages'
import { draftOf } from '../accounts'
import { byPassphrase, byRecovery, PASSPHRASE, storageWithVault, wakeIn, type Storage } from './house'

// Deriving a key is slow on purpose, and machines that test are busy.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const NEXT = 'en helt anden sætning'
const base64 = (fill: number) => btoa(String.fromCharCode(...new Uint8Array(32).fill(fill)))
const PASSKEY = { credential: btoa('credential'), first: base64(1), second: base64(2) }
const ANSWER = { first: base64(3), second: base64(4) }
const byPasskey = { kind: 'passkey', credential: PASSKEY.credential, ...ANSWER } as const
const alice = { draft: draftOf(), name: 'Work', despiteConflict: false, now: 1000 }

let made: Storage
let code: string

beforeAll(async () => {
  const created = await storageWithVault()
  made = created.storage
  code = created.recoveryCode
  await addAccount(wakeIn(made, { now: 0 }).keeper, alice)
}, 20_000)

function setup() {
  const storage = made.copy()
  const clock = { now: 1000 }
  return { storage, clock, wake: () => wakeIn(storage, clock), ...wakeIn(storage, clock) }
}

const generation = (text: string | undefined) =>
  (JSON.parse((JSON.parse(text ?? '') as { header: string }).header) as { generation: number }).generation

describe('opening', () => {
  test('with the recovery code as written, as typed, and not mistyped', async () => {
    const { keeper, doors } = setup()
    await keeper.lock()
    expect(await doors.unlock(byRecovery(code.toLowerCase().replaceAll('-', ' ')))).toEqual({
      status: 'unlocked',
    })
    const wrong = code.replace(/.$/, (last) => (last === '0' ? '1' : '0'))
    expect(await doors.unlock(byRecovery(wrong))).toEqual({ status: 'mistyped' })
    expect(await listCodes(keeper, 0, 5, 0)).toMatchObject({ status: 'open', total: 1 })
  })

  test('the doors of a closed vault tell what it can be opened with, and no names', async () => {
    const { keeper, ways, doors } = setup()
    await ways.addPasskey({ passphrase: PASSPHRASE, passkey: PASSKEY, answer: ANSWER, name: 'Hello' })
    await keeper.lock()
    expect(await doors.doors()).toEqual({
      status: 'doors',
      passkeys: [PASSKEY],
      recovery: true,
      pin: false,
      waitsUntil: null,
    })
    expect(await doors.unlock(byPasskey)).toEqual({ status: 'unlocked' })
    await keeper.lock()
    expect(await doors.unlock({ ...byPasskey, first: base64(9) })).toEqual({ status: 'cannot-open' })
  })
})

test('the ways in are listed with what is known of them', async () => {
  const { ways } = setup()
  expect(await ways.list()).toMatchObject({
    status: 'ways',
    pin: false,
    ways: [
      { kind: 'passphrase', name: '', madeAt: 0, confirmed: true, couldBeStronger: false, removable: false },
      { kind: 'recovery', confirmed: false, removable: false },
    ],
  })
})

test('a computer that affords more says that the passphrase could be stronger', async () => {
  const { keeper, tries } = setup()
  const { Ways } = await import('../../../src/background/ways')
  const more = { memoryKiB: 128 * 1024, iterations: 3, parallelism: 1 } as const
  const ways = new Ways({ keeper, tries, cost: () => Promise.resolve(more), policy: unmanaged, now: () => 0 })
  expect(await ways.list()).toMatchObject({ ways: [{ couldBeStronger: true }, { couldBeStronger: false }] })
  expect(await ways.changePassphrase(byPassphrase(), PASSPHRASE)).toEqual({ status: 'changed' })
  expect(await ways.list()).toMatchObject({ ways: [{ couldBeStronger: false }, {}] })
})

test('a recovery code that is typed back is confirmed, and stays so', async () => {
  const { ways, wake } = setup()
  expect(await ways.recovery()).toEqual({ status: 'recovery', confirmed: false })
  expect(await ways.confirmRecovery('nonsense')).toEqual({ status: 'mistyped' })
  expect(await ways.confirmRecovery(code)).toEqual({ status: 'confirmed' })
  expect(await ways.recovery()).toEqual({ status: 'recovery', confirmed: true })
  expect(await wake().ways.list()).toMatchObject({ ways: [{}, { confirmed: true }] })
})

describe('a changed passphrase', () => {
  test('opens; the old one opens nothing that is stored; the session goes on', async () => {
    const { ways, wake, storage, doors, keeper } = setup()
    const before = storage.session.texts.get('session')
    expect(await ways.changePassphrase(byPassphrase(), NEXT)).toEqual({ status: 'changed' })
    expect(storage.session.texts.get('session')).not.toBe(before)
    expect(await listCodes(wake().keeper, 0, 5, 0)).toMatchObject({ total: 1 })
    await keeper.lock()
    for (const copy of ['vault.a', 'vault.b', 'mirror'] as const) {
      const only = storage.copy()
      const keep = copy === 'mirror' ? 'vault.mirror' : copy
      for (const area of [only.local, only.mirror])
        for (const key of area.texts.keys()) if (key !== keep) area.texts.delete(key)
      expect(await wakeIn(only, { now: 0 }).doors.unlock(byPassphrase())).toEqual({ status: 'cannot-open' })
    }
    expect(await doors.unlock(byPassphrase(NEXT))).toEqual({ status: 'unlocked' })
    expect(await listCodes(keeper, 0, 5, 0)).toMatchObject({ total: 1 })
  }, 30_000)

  test('with a wrong, short or long one changes nothing', async () => {
    const { ways, storage } = setup()
    const before = new Map(storage.local.texts)
    expect(await ways.changePassphrase(byPassphrase('not this one'), NEXT)).toEqual({ status: 'cannot-open' })
    expect(await ways.changePassphrase(byPassphrase(), 'short')).toEqual({
      status: 'passphrase-too-short',
      least: 10,
    })
    expect(await ways.changePassphrase(byPassphrase(), 'x'.repeat(2000))).toEqual({
      status: 'passphrase-too-long',
    })
    expect(await ways.changePassphrase(byRecovery('nonsense'), NEXT)).toEqual({ status: 'mistyped' })
    storage.local.texts.delete('guesses')
    expect(storage.local.texts).toEqual(before)
  })

  test('one that is forgotten gives way to the recovery code', async () => {
    const { ways, doors, keeper } = setup()
    expect(await ways.changePassphrase(byRecovery(code), NEXT)).toEqual({ status: 'changed' })
    await keeper.lock()
    expect(await doors.unlock(byPassphrase(NEXT))).toEqual({ status: 'unlocked' })
    await keeper.lock()
    expect(await doors.unlock(byRecovery(code))).toEqual({ status: 'unlocked' })
  })

  test('a write that is refused leaves the old one, stored and open', async () => {
    const { ways, storage, wake, doors, keeper } = setup()
    storage.local.failing = 'writes'
    expect(await ways.changePassphrase(byPassphrase(), NEXT)).toEqual({ status: 'storage-failed' })
    storage.local.failing = 'no'
    expect(await listCodes(wake().keeper, 0, 5, 0)).toMatchObject({ total: 1 })
    await keeper.lock()
    expect(await doors.unlock(byPassphrase())).toEqual({ status: 'unlocked' })
  })

  test('a worker that stops after it said so and before it was done leaves a lock, and the old one', async () => {
    const { storage, wake, doors } = setup()
    const session = JSON.parse(storage.session.texts.get('session') ?? '') as object
    const announced = { ...session, key: base64(77), place: 'a', generation: 3 }
    storage.session.texts.set('session', JSON.stringify(announced))
    expect(await listCodes(wake().keeper, 0, 5, 0)).toEqual({ status: 'locked' })
    expect(storage.session.texts.has('session')).toBe(false)
    expect(await doors.unlock(byPassphrase())).toEqual({ status: 'unlocked' })
    expect(await listCodes(wake().keeper, 0, 5, 0)).toMatchObject({ total: 1 })
  })

  test('writes both copies anew', async () => {
    const { ways, storage } = setup()
    const [a, b] = [storage.local.texts.get('vault.a'), storage.local.texts.get('vault.b')]
    await ways.changePassphrase(byPassphrase(), NEXT)
    expect(generation(storage.local.texts.get('vault.a'))).toBeGreaterThan(generation(a))
    expect(generation(storage.local.texts.get('vault.b'))).toBeGreaterThan(generation(b))
  })
})

describe('what is asked again', () => {
  test.each([
    ['a new recovery code', (ways: ReturnType<typeof setup>['ways']) => ways.newRecovery('wrong wrong')],
    [
      'removing a way',
      (ways: ReturnType<typeof setup>['ways']) => ways.removeWay('x' as WayId, 'wrong wrong'),
    ],
    [
      'a passkey',
      (ways: ReturnType<typeof setup>['ways']) =>
        ways.addPasskey({ passphrase: 'wrong wrong', passkey: PASSKEY, answer: ANSWER, name: '' }),
    ],
  ])('%s wants the passphrase', async (_what, act) => {
    const { ways } = setup()
    expect(await act(ways)).toEqual({ status: 'cannot-open' })
    expect(await ways.list()).toMatchObject({ ways: [{}, {}] })
  })

  test('nothing at all is done while the vault is closed', async () => {
    const { ways, keeper } = setup()
    await keeper.lock()
    expect(await ways.list()).toEqual({ status: 'locked' })
    expect(await ways.newRecovery(PASSPHRASE)).toEqual({ status: 'locked' })
    expect(await ways.setPin('123456')).toEqual({ status: 'locked' })
    expect(await ways.confirmRecovery(code)).toEqual({ status: 'locked' })
    expect(await ways.recovery()).toEqual({ status: 'locked' })
  })
})

test('a new recovery code works at once, and the old one no more', async () => {
  const { ways, doors, keeper } = setup()
  const replaced = await ways.newRecovery(PASSPHRASE)
  if (replaced.status !== 'made') throw new Error(replaced.status)
  await keeper.lock()
  expect(await doors.unlock(byRecovery(code))).toEqual({ status: 'cannot-open' })
  expect(await doors.unlock(byRecovery(replaced.recoveryCode))).toEqual({ status: 'unlocked' })
})

test('a passkey is added, renamed and removed', async () => {
  const { ways, keeper, doors } = setup()
  const addition = { passphrase: PASSPHRASE, passkey: PASSKEY, answer: ANSWER, name: 'Hello' }
  expect(await ways.addPasskey(addition)).toEqual({ status: 'added' })
  expect(await ways.addPasskey(addition)).toEqual({ status: 'present' })
  const listed = await ways.list()
  const id = listed.status === 'ways' ? listed.ways[2]!.id : ('' as WayId)
  expect(await ways.renameWay(id, 'Blue key')).toEqual({ status: 'changed' })
  expect(await ways.list()).toMatchObject({ ways: [{}, {}, { name: 'Blue key', removable: true }] })
  expect(await ways.removeWay(id, PASSPHRASE)).toEqual({ status: 'removed' })
  expect(await ways.removeWay(id, PASSPHRASE)).toEqual({ status: 'gone' })
  await keeper.lock()
  expect(await doors.unlock(byPasskey)).toEqual({ status: 'cannot-open' })
}, 30_000)
