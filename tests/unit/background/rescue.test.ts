import { beforeAll, describe, expect, test, vi } from 'vitest'
import { addAccount, removeAccount, restoreAccount } from '../../../src/background/accounts'
import { listCodes } from '../../../src/background/codes'
import { listTrash } from '../../../src/background/trash'
import { draftOf } from '../accounts'
import { byPassphrase, byRecovery, PASSPHRASE, Storage, storageWithVault, wakeIn } from './house'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const DAY = 86_400_000
let made: Storage
let code: string

/** Two accounts: `a` holds both (generation 3), `b` one (2), the mirror both. */
beforeAll(async () => {
  const created = await storageWithVault()
  made = created.storage
  code = created.recoveryCode
  const { keeper } = wakeIn(made, { now: 5 })
  for (const user of ['alice', 'bob'])
    await addAccount(keeper, {
      draft: draftOf({ user }, { digits: user === 'bob' ? 8 : 6 }),
      ...{ name: user, despiteConflict: false, now: 5 },
    })
})

function setup() {
  const storage = made.copy()
  const clock = { now: 1000 }
  const wake = () => wakeIn(storage, clock)
  const list = () => listCodes(wake().keeper, 0, 9, clock.now)
  return { storage, clock, wake, list, ...wakeIn(storage, clock) }
}

const spoil = ({ local, mirror }: Storage, ...keys: readonly string[]) => {
  for (const key of keys) (key === 'vault.mirror' ? mirror : local).texts.set(key, '"rubbish"')
}

describe('copies', () => {
  test('are told with date and generation; how many accounts only once something opens them', async () => {
    const { rescue, keeper } = setup()
    const open = [
      { name: 'a', state: 'readable', generation: 3, savedAt: 5, accounts: 2 },
      { name: 'b', state: 'readable', generation: 2, savedAt: 5, accounts: 1 },
      { name: 'mirror', state: 'readable', generation: 3, savedAt: 5, accounts: 2 },
    ]
    expect(await rescue.copies(null)).toEqual({ status: 'copies', copies: open })
    await keeper.lock()
    const closed = open.map((copy) => ({ ...copy, accounts: null }))
    expect(await rescue.copies(null)).toEqual({ status: 'copies', copies: closed })
    expect(await rescue.copies(byRecovery(code))).toEqual({ status: 'copies', copies: open })
    expect(await rescue.copies(byRecovery('x'))).toEqual({ status: 'mistyped' })
  })

  test('that do not read are said so', async () => {
    const { rescue, storage, keeper } = setup()
    spoil(storage, 'vault.a')
    const b = JSON.parse(storage.local.texts.get('vault.b') ?? '') as { data: string }
    storage.local.texts.set('vault.b', JSON.stringify({ ...b, data: `AAAA${b.data.slice(4)}` }))
    await keeper.lock()
    expect(await rescue.copies(byRecovery(code))).toMatchObject({
      copies: [
        { name: 'a', state: 'unreadable' },
        { name: 'b', state: 'unreadable' },
        { name: 'mirror', accounts: 2 },
      ],
    })
  })

  test('guessing at them is slowed down like any guessing', async () => {
    const { rescue, doors } = setup()
    for (let at = 0; at < 5; at++)
      expect(await rescue.copies(byPassphrase('wrong wrong'))).toEqual({ status: 'cannot-open' })
    expect(await rescue.recover('a', byPassphrase())).toMatchObject({ status: 'wait' })
    expect(await doors.unlock(byPassphrase())).toMatchObject({ status: 'wait' })
    expect(await doors.doors()).toMatchObject({ waitsUntil: 31_000 })
    expect(await doors.unlock(byRecovery(code))).toEqual({ status: 'unlocked' })
  })
})

describe('each stored copy is deleted in turn', () => {
  test.each([
    ['vault.a', 2],
    ['vault.b', 2],
    ['vault.mirror', 2],
  ])('%s: nothing is lost', async (gone, total) => {
    const { storage, doors, list } = setup()
    storage.local.texts.delete(gone)
    storage.mirror.texts.delete(gone)
    storage.restartBrowser()
    expect(await list()).toEqual({ status: 'locked' })
    expect(await doors.unlock(byPassphrase())).toEqual({ status: 'unlocked' })
    expect(await list()).toMatchObject({ total })
  })

  test('all of local storage: the mirror opens, no new vault is made, and saving goes on', async () => {
    const { storage, doors, list, wake } = setup()
    storage.local.texts.clear()
    storage.restartBrowser()
    expect(await doors.create(PASSPHRASE)).toEqual({ status: 'exists' })
    expect(await doors.unlock(byPassphrase())).toEqual({ status: 'unlocked' })
    const carol = draftOf({ user: 'carol' }, { period: 60 })
    const addition = { draft: carol, name: 'carol', despiteConflict: false, now: 9 }
    expect(await addAccount(wake().keeper, addition)).toMatchObject({ status: 'added' })
    expect(await list()).toMatchObject({ total: 3 })
    expect([...storage.local.texts.keys()]).toContain('vault.a')
  })

  test('one after another, with a save in between, down to each of them alone', async () => {
    const { storage, list, wake } = setup()
    for (const keep of ['vault.a', 'vault.b', 'vault.mirror']) {
      const only = storage.copy()
      for (const area of [only.local, only.mirror])
        for (const key of area.texts.keys()) if (key !== keep) area.texts.delete(key)
      only.restartBrowser()
      const { doors, keeper } = wakeIn(only, { now: 1000 })
      expect(await doors.unlock(byRecovery(code))).toEqual({ status: 'unlocked' })
      expect(await listCodes(keeper, 0, 9, 0)).toMatchObject({ total: keep === 'vault.b' ? 1 : 2 })
    }
    await wake().keeper.lock()
    expect(await list()).toEqual({ status: 'locked' })
  })
})

describe('recovering', () => {
  test('makes an older copy the vault, and puts everything else aside', async () => {
    const { rescue, list, storage, wake } = setup()
    expect(await rescue.recover('b', byPassphrase())).toEqual({ status: 'recovered' })
    expect(await list()).toMatchObject({ status: 'open', total: 1 })
    expect(await rescue.copies(null)).toMatchObject({
      copies: [
        { name: 'a', generation: 4, accounts: 1 },
        { name: 'b', generation: 5, accounts: 1 },
        { name: 'mirror', generation: 5 },
        { name: 'aside.1', generation: 3, accounts: 2 },
        { name: 'aside.2', generation: 2, accounts: 1 },
      ],
    })
    storage.restartBrowser()
    expect(await wake().rescue.recover('aside.1', byRecovery(code))).toEqual({ status: 'recovered' })
    expect(await list()).toMatchObject({ total: 2 })
  })

  test('beside two copies that are rubbish goes from the mirror', async () => {
    const { storage, rescue, list } = setup()
    spoil(storage, 'vault.a', 'vault.b')
    storage.restartBrowser()
    expect(await rescue.recover('a', byPassphrase())).toEqual({ status: 'unreadable' })
    expect(await rescue.recover('mirror', byPassphrase())).toEqual({ status: 'recovered' })
    expect(await list()).toMatchObject({ total: 2 })
  })

  test.each([
    ['c', 'gone'],
    ['__proto__', 'gone'],
    ['aside.1', 'gone'],
  ])('%s is not there', async (name, status) => {
    expect(await setup().rescue.recover(name, byRecovery(code))).toEqual({ status })
  })

  test('a write that is refused leaves every copy where it was', async () => {
    const { storage, rescue, wake } = setup()
    const before = new Map(storage.local.texts)
    storage.local.failing = 'writes'
    storage.mirror.failing = 'writes'
    expect(await rescue.recover('b', byRecovery(code))).toEqual({ status: 'storage-failed' })
    storage.local.failing = 'no'
    expect(storage.local.texts).toEqual(before)
    expect(await wake().doors.unlock(byRecovery(code))).toEqual({ status: 'unlocked' })
  })

  test('a newer Kode’s vault is left alone, and can be set aside on purpose', async () => {
    const { storage, rescue, doors, list } = setup()
    const a = JSON.parse(storage.local.texts.get('vault.a') ?? '') as { header: string }
    const header = a.header.replace('"version":3', '"version":4')
    storage.local.texts.set('vault.a', JSON.stringify({ ...a, header }))
    storage.restartBrowser()
    const before = new Map(storage.local.texts)
    expect(await list()).toEqual({ status: 'too-new' })
    expect(await doors.unlock(byPassphrase())).toEqual({ status: 'too-new' })
    expect(await doors.create(PASSPHRASE)).toEqual({ status: 'exists' })
    expect(await doors.doors()).toEqual({ status: 'too-new' })
    expect(await rescue.recover('a', byPassphrase())).toEqual({ status: 'too-new' })
    expect(storage.local.texts).toEqual(before)
    expect(await rescue.recover('b', byPassphrase())).toEqual({ status: 'recovered' })
    expect(await list()).toMatchObject({ total: 1 })
  })
})

describe('exporting and starting over', () => {
  test('everything that is stored is exported as it is, readable or not', async () => {
    const { storage, rescue } = setup()
    spoil(storage, 'vault.b')
    const exported = await rescue.exportBytes()
    const { format, records } = JSON.parse(exported.status === 'bytes' ? exported.text : '') as {
      format: string
      records: { name: string; stored: unknown }[]
    }
    expect(format).toBe('kode-vault-bytes')
    expect(records.map(({ name }) => name)).toEqual(['a', 'b', 'mirror'])
    expect(records[1]?.stored).toBe('rubbish')
    expect(JSON.stringify(records)).not.toContain('GEZDGNBVGY3TQOJQ')
  })

  test('a reset locks, puts what was there aside, and leaves room for a first vault', async () => {
    const { rescue, doors, storage, list } = setup()
    expect(await rescue.reset()).toEqual({ status: 'reset', records: 3 })
    expect(await list()).toEqual({ status: 'none' })
    expect([...storage.session.texts]).toEqual([])
    expect([...storage.local.texts.keys()].sort()).toEqual(['vault.aside.1', 'vault.aside.2'])
    expect(storage.mirror.texts.size).toBe(0)
    expect(await doors.create('en ny adgangssætning')).toMatchObject({ status: 'created' })
    // Somebody remembers after all.
    expect(await rescue.recover('aside.1', byPassphrase())).toEqual({ status: 'recovered' })
    expect(await list()).toMatchObject({ total: 2 })
  })
})

describe('what is put aside', () => {
  test('is bounded, the same bytes take one place, and the oldest gives way', async () => {
    const { storage, keeper } = setup()
    for (let at = 0; at < 12; at++) {
      await keeper.inTurn(undefined, (store) => store.setAside({ at }))
      await keeper.inTurn(undefined, (store) => store.setAside({ at }))
    }
    const aside = [...storage.local.texts].filter(([key]) => key.startsWith('vault.aside.'))
    expect(aside).toHaveLength(8)
    const kept = aside.map(([, text]) => (JSON.parse(text) as { stored: { at: number } }).stored.at)
    expect(kept.sort((a, b) => a - b)).toEqual([4, 5, 6, 7, 8, 9, 10, 11])
  })

  test('goes to the mirror when local storage is full, and is listed from there', async () => {
    const { storage, keeper, rescue } = setup()
    storage.local.failing = 'writes'
    await keeper.inTurn(undefined, (store) => store.setAside({ odd: 1 }))
    expect([...storage.mirror.texts.keys()]).toContain('vault.aside.1')
    expect(await rescue.copies(null)).toMatchObject({
      copies: [{}, {}, {}, { name: 'aside.1', state: 'unreadable' }],
    })
  })
})

test('a mirror that does not work is as good as none', async () => {
  const { storage, list, wake } = setup()
  storage.mirror.failing = 'all'
  storage.restartBrowser()
  expect(await wake().doors.unlock(byPassphrase())).toEqual({ status: 'unlocked' })
  expect(await list()).toMatchObject({ total: 2 })
})

describe('the trash', () => {
  test('lists what was deleted, the last first, and forgets it after thirty days', async () => {
    const { keeper, clock, list, storage } = setup()
    const listed = await list()
    const [alice, bob] = listed.status === 'open' ? listed.rows.map(({ id }) => id) : []
    await removeAccount(keeper, alice!, 1000)
    await removeAccount(keeper, bob!, 2000)
    const row = { deletedAt: 2000, keptUntil: 2000 + 30 * DAY, name: 'bob' }
    expect(await listTrash(keeper, 0, 1, 3000)).toMatchObject({ status: 'trash', total: 2, rows: [row] })
    expect(await listTrash(keeper, 1, 5, 3000)).toMatchObject({ rows: [{ name: 'alice' }] })
    expect(await listTrash(keeper, 0, 5, 1500 + 30 * DAY)).toMatchObject({ total: 1, rows: [row] })
    expect(JSON.stringify(await listTrash(keeper, 0, 5, 3000))).not.toContain('GEZDGNBVGY3TQOJQ')
    // Gone for good with the next save.
    clock.now = 1500 + 30 * DAY
    await wakeIn(storage, clock).doors.unlock(byPassphrase())
    expect(await restoreAccount(wakeIn(storage, clock).keeper, bob!)).toEqual({ status: 'changed' })
    expect(await restoreAccount(wakeIn(storage, clock).keeper, alice!)).toEqual({ status: 'gone' })
  })
})
