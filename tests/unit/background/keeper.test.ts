import { beforeAll, describe, expect, test, vi } from 'vitest'
import { addAccount, removeAccount, renameAccount, restoreAccount } from '../../../src/background/accounts'
import { listCodes, nextCode } from '../../../src/background/codes'
import type { AccountId } from '../../../src/domain/account'
import { counterDraft, draftOf, SECRET } from '../accounts'
import { byPassphrase, PASSPHRASE, Storage, storageWithVault, wakeIn } from './house'

// Deriving a key is slow on purpose, and machines that test are busy.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const HOUR = 3_600_000

/** An open vault, made once (key derivation is slow on purpose) and copied for each test. */
let made: Storage

beforeAll(async () => {
  made = (await storageWithVault()).storage
}, 20_000)

function setup(storage = made.copy()) {
  const clock = { now: 1000 }
  const wake = () => wakeIn(storage, clock).keeper
  const { local, session, mirror } = storage
  return { local, session, mirror, clock, wake, ...wakeIn(storage, clock) }
}

const alice = { draft: draftOf(), name: 'Work', despiteConflict: false, now: 1000 }

async function withAlice() {
  const rooms = setup()
  const added = await addAccount(rooms.keeper, alice)
  if (added.status !== 'added') throw new Error(added.status)
  return { ...rooms, id: added.id }
}

describe('opening and locking', () => {
  test.each([
    ['nine characters', '123456789', { status: 'passphrase-too-short', least: 10 }],
    ['1,025 characters', 'x'.repeat(1025), { status: 'passphrase-too-long' }],
    ['a good passphrase', PASSPHRASE, { status: 'exists' }],
  ])('%s make no vault here', async (_what, passphrase, outcome) => {
    expect(await setup().doors.create(passphrase)).toEqual(outcome)
  })

  test('a lock forgets the key; the passphrase brings it back', async () => {
    const { keeper, doors, session } = setup()
    await keeper.lock()
    expect([...session.texts]).toEqual([])
    expect(await listCodes(keeper, 0, 5, 0)).toEqual({ status: 'locked' })
    expect(await doors.unlock(byPassphrase('something else'))).toEqual({ status: 'cannot-open' })
    expect(await doors.unlock(byPassphrase('x'.repeat(1025)))).toEqual({ status: 'cannot-open' })
    expect(await doors.unlock(byPassphrase())).toEqual({ status: 'unlocked' })
    expect(await listCodes(keeper, 0, 5, 0)).toMatchObject({ status: 'open', total: 0 })
  })

  test('a lock during a save is not undone by it', async () => {
    const { keeper, session } = setup()
    await Promise.all([addAccount(keeper, alice), keeper.lock(), addAccount(keeper, alice)])
    expect(session.texts.has('session')).toBe(false)
    expect(await listCodes(keeper, 0, 5, 0)).toEqual({ status: 'locked' })
  })

  test.each([
    ['after twelve hours', 12 * HOUR],
    ['when the clock was set back behind its start', -1],
  ])('a session ends %s', async (_what, now) => {
    const { clock, wake, session } = setup()
    clock.now = now
    expect(await listCodes(wake(), 0, 5, 0)).toEqual({ status: 'locked' })
    expect(session.texts.has('session')).toBe(false)
  })

  test('no vault, and bytes that are none, are told apart', async () => {
    const { local, session, wake, doors } = setup(new Storage())
    session.texts.clear()
    local.texts.set('vault.a', '{"rubbish":1}')
    expect(await listCodes(wake(), 0, 5, 0)).toEqual({ status: 'damaged' })
    expect(await doors.create(PASSPHRASE)).toEqual({ status: 'exists' })
    local.texts.clear()
    expect(await listCodes(wake(), 0, 5, 0)).toEqual({ status: 'none' })
  })
})

describe('the worker stops between any two steps', () => {
  test('what was added is there for the next worker', async () => {
    const { wake, id } = await withAlice()
    const listed = await listCodes(wake(), 0, 5, 59_000)
    expect(listed).toMatchObject({ status: 'open', total: 1, rows: [{ id, name: 'Work' }] })
  })

  test('after the save was announced and before it was done: the state before, and saving goes on', async () => {
    const { wake, session, local, id } = await withAlice()
    const before = new Map(local.texts)
    const worker = wake()
    await worker.read()
    local.failing = 'writes'
    expect(await renameAccount(worker, id, 'Lost')).toEqual({ status: 'storage-failed' })
    local.failing = 'no'
    expect([...local.texts]).toEqual([...before])
    // As the next worker finds it, had this one not lived to take it back.
    const said = session.texts.get('session') ?? ''
    session.texts.set('session', said.replace('"generation":2', '"generation":3'))
    expect(await listCodes(wake(), 0, 5, 0)).toMatchObject({ rows: [{ name: 'Work' }] })
    expect(await renameAccount(wake(), id, 'Kept')).toEqual({ status: 'changed' })
    expect(await listCodes(wake(), 0, 5, 0)).toMatchObject({ rows: [{ name: 'Kept' }] })
  })

  test('two workers take turns, and none loses the other’s account', async () => {
    const { wake } = setup()
    const [first, second] = [wake(), wake()]
    await Promise.all([first.read(), second.read()])
    await addAccount(first, alice)
    const bob = draftOf({ user: 'bob@contoso.example' }, { digits: 8 })
    expect(await addAccount(second, { ...alice, draft: bob })).toMatchObject({ status: 'added' })
    expect(await listCodes(wake(), 0, 5, 0)).toMatchObject({ total: 2 })
  })
})

describe('storage that fails', () => {
  test('making and opening say so', async () => {
    const { doors, local } = setup()
    local.failing = 'all'
    expect(await doors.create(PASSPHRASE)).toEqual({ status: 'storage-failed' })
    expect(await doors.unlock(byPassphrase())).toEqual({ status: 'storage-failed' })
  })

  test('reading says so, and recovers with the storage', async () => {
    const { keeper, local, session } = setup()
    session.failing = 'all'
    expect(await listCodes(keeper, 0, 5, 0)).toEqual({ status: 'storage-failed' })
    session.failing = 'no'
    local.failing = 'all'
    expect(await listCodes(keeper, 0, 5, 0)).toEqual({ status: 'storage-failed' })
    local.failing = 'no'
    expect(await listCodes(keeper, 0, 5, 0)).toMatchObject({ status: 'open' })
  })
})

describe('accounts', () => {
  test('the same secret is not added twice', async () => {
    const { keeper } = await withAlice()
    const again = { ...alice, draft: draftOf({ user: 'someone else' }) }
    expect(await addAccount(keeper, again)).toEqual({ status: 'present', name: 'Work' })
  })

  test('the same name with another secret is added only when asked for again', async () => {
    const { keeper } = await withAlice()
    const trap = {
      ...alice,
      draft: draftOf({ user: 'ALICE@contoso.example' }, { secret: 'MFRGGZDF' as typeof SECRET }),
    }
    expect(await addAccount(keeper, trap)).toEqual({ status: 'conflict', name: 'Work' })
    expect(await addAccount(keeper, { ...trap, despiteConflict: true })).toMatchObject({ status: 'added' })
  })

  test('a deleted account comes back to its place', async () => {
    const { keeper, id } = await withAlice()
    const bob = draftOf({ user: 'bob@contoso.example' }, { digits: 8 })
    await addAccount(keeper, { ...alice, draft: bob, name: 'Second' })
    expect(await removeAccount(keeper, id, 5)).toEqual({ status: 'changed' })
    expect(await listCodes(keeper, 0, 5, 0)).toMatchObject({ total: 1, rows: [{ name: 'Second' }] })
    expect(await restoreAccount(keeper, id)).toEqual({ status: 'changed' })
    expect(await listCodes(keeper, 0, 5, 0)).toMatchObject({ rows: [{ name: 'Work' }, { name: 'Second' }] })
  })

  test('what is not there cannot be changed', async () => {
    const { keeper } = await withAlice()
    const nobody = 'AAAAAAAAAAAAAAAAAAAAAA' as AccountId
    for (const change of [
      renameAccount(keeper, nobody, 'x'),
      removeAccount(keeper, nobody, 0),
      restoreAccount(keeper, nobody),
    ])
      expect(await change).toEqual({ status: 'gone' })
    expect(await nextCode(keeper, nobody)).toEqual({ status: 'gone' })
  })

  test('an emptied name falls back to the suggestion', async () => {
    const { keeper, id } = await withAlice()
    await renameAccount(keeper, id, ' \u200b ')
    expect(await listCodes(keeper, 0, 5, 0)).toMatchObject({
      rows: [{ name: 'Microsoft 365 (Contoso University)' }],
    })
  })
})

describe('codes', () => {
  test('only the rows asked for, each with this code and the next', async () => {
    const { keeper } = await withAlice()
    // oathtool -b --totp -N @59 GEZDGNBVGY3TQOJQ, and @60
    const code = { type: 'totp', digits: '263420', next: '092045', period: 30, expiresAt: 60_000 }
    expect(await listCodes(keeper, 0, 1, 59_000)).toMatchObject({ total: 1, first: 0, rows: [{ code }] })
    expect(await listCodes(keeper, 1, 5, 59_000)).toMatchObject({ total: 1, first: 1, rows: [] })
  })

  test('a counter moves on before its code is shown, and survives the worker', async () => {
    const { keeper, wake } = setup()
    const added = await addAccount(keeper, { ...alice, draft: counterDraft(0) })
    if (added.status !== 'added') throw new Error(added.status)
    // RFC 4226 appendix D
    for (const digits of ['755224', '287082', '359152'])
      expect(await nextCode(wake(), added.id)).toEqual({ status: 'code', digits })
  })
})
