import { beforeAll, describe, expect, test, vi } from 'vitest'
import { addAccount, removeAccount, renameAccount, restoreAccount } from '../../../src/background/accounts'
import { takeCopied } from '../../../src/background/arranging'
import { nextCode } from '../../../src/background/codes'
import type { AccountDraft } from '../../../src/domain/account'
import type { Secret } from '../../../src/domain/secret'
import { decodeRequest } from '../../../src/protocol/decode'
import type { ChosenAccount } from '../../../src/protocol/messages'
import { counterDraft, draftOf, SECRET } from '../accounts'
import { PASSPHRASE, storageWithVault, wakeIn, type Storage } from './house'

// Deriving a key is slow on purpose.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const OTHER = 'MFRGGZDFMZTWQ2LK' as Secret
let made: Storage
beforeAll(async () => (made = (await storageWithVault()).storage), 20_000)

const carried = (draft: AccountDraft, name = '') => ({ ...draft, name })
const chosen = (draft: AccountDraft, despiteConflict = false): ChosenAccount => ({
  ...carried(draft),
  despiteConflict,
})
const alice = draftOf()
const bob = counterDraft(7)

async function setup(...drafts: readonly AccountDraft[]) {
  const storage = made.copy()
  const rooms = wakeIn(storage, { now: 5000 })
  for (const draft of drafts)
    await addAccount(rooms.keeper, { draft, name: '', despiteConflict: true, now: 1000 })
  return {
    ...rooms,
    storage,
    accounts: async () => {
      const read = await rooms.keeper.read()
      if (!read.ok) throw new Error(read.error.status)
      return read.value.accounts
    },
  }
}

describe('handing accounts out', () => {
  test('takes the passphrase', async () => {
    const { transfer, accounts } = await setup(alice, bob)
    expect(await transfer.accounts('another passphrase', null, 'sealed')).toEqual({ status: 'cannot-open' })
    expect(await transfer.accounts(PASSPHRASE, null, 'sealed')).toMatchObject({
      status: 'accounts',
      accounts: [alice, bob],
    })
    const [, second] = await accounts()
    const one = await transfer.accounts(PASSPHRASE, second?.id ?? null, 'sealed')
    expect(one).toMatchObject({ accounts: [bob] })
    expect(one).not.toMatchObject({ accounts: [{}, {}] })
  })

  test('guessing is slowed down as at the door', async () => {
    const { transfer } = await setup(alice)
    for (let wrong = 0; wrong < 5; wrong += 1)
      expect(await transfer.accounts('another passphrase', null, 'sealed')).toEqual({ status: 'cannot-open' })
    expect(await transfer.accounts(PASSPHRASE, null, 'sealed')).toMatchObject({ status: 'wait' })
  })

  test('a locked vault hands out nothing, even to its passphrase', async () => {
    const { keeper, transfer } = await setup(alice)
    await keeper.lock()
    expect(await transfer.accounts(PASSPHRASE, null, 'sealed')).toEqual({ status: 'locked' })
    expect(await transfer.plan([])).toEqual({ status: 'locked' })
    expect(await transfer.add([chosen(bob)])).toEqual({ status: 'locked' })
    expect(await transfer.backup()).toEqual({ status: 'locked' })
  })
})

describe('taking accounts in', () => {
  const renewed = draftOf({}, { secret: OTHER })

  test('each row is told by what is kept and by the rows before it', async () => {
    const { transfer } = await setup(alice)
    expect(await transfer.plan([alice, renewed, bob, bob].map((one) => carried(one)))).toEqual({
      status: 'planned',
      standings: [
        expect.objectContaining({ kind: 'present' }),
        expect.objectContaining({ kind: 'conflict' }),
        { kind: 'new' },
        { kind: 'repeated' },
      ],
      room: 9_999,
    })
  })

  test('one save adds what was chosen; duplicates and unseen conflicts are passed over', async () => {
    const { transfer, keeper, accounts } = await setup(alice)
    const before = await keeper.look((vault) => vault.position.generation)
    const imported = await transfer.add([alice, renewed, bob, bob].map((one) => chosen(one)))
    const after = await keeper.look((vault) => vault.position.generation)
    expect(imported).toMatchObject({ status: 'imported', passedOver: 3 })
    expect(before.ok && after.ok && after.value - before.value).toBe(1)
    expect(await accounts()).toMatchObject([alice, { ...bob, offeredAt: 'nowhere', addedAt: 5000 }])
  })

  test('another secret under a kept name comes in beside it, once the person has seen that', async () => {
    const { transfer, accounts } = await setup(alice)
    await transfer.add([chosen(renewed, true)])
    expect((await accounts()).map(({ otp }) => otp.secret)).toEqual([SECRET, OTHER])
  })

  test('is undone in one save, and nothing else with it', async () => {
    const { transfer, accounts } = await setup(alice)
    const imported = await transfer.add([chosen(bob), chosen(renewed, true)])
    const ids = imported.status === 'imported' ? imported.ids : []
    expect(ids).toHaveLength(2)
    expect(await transfer.undo(ids)).toEqual({ status: 'undone', accounts: 2 })
    expect(await accounts()).toMatchObject([alice])
    expect(await transfer.undo(ids)).toEqual({ status: 'undone', accounts: 0 })
  })

  test('10,000 fit and are told apart quickly; one more and none is added', async () => {
    const { transfer, accounts } = await setup()
    const secretOf = (at: number) =>
      at.toString(2).padStart(16, '0').replaceAll('0', 'A').replaceAll('1', 'B') as Secret
    const many = Array.from({ length: 10_000 }, (_, at) =>
      chosen(draftOf({ user: `user${at}` }, { secret: secretOf(at) })),
    )
    expect(decodeRequest('transfer.add', { accounts: many })).toBeDefined()
    expect(await transfer.add([...many, chosen(bob)])).toEqual({ status: 'full' })
    expect(await accounts()).toHaveLength(0)
    expect(await transfer.add(many)).toMatchObject({ status: 'imported', passedOver: 0 })
    expect(await transfer.add([chosen(bob)])).toEqual({ status: 'full' })
    expect(await transfer.plan([carried(bob)])).toMatchObject({ room: 0 })
  })
})

describe('a backup', () => {
  test('counts once what was read back is what is kept, and until another account comes', async () => {
    const { transfer, keeper } = await setup(alice, bob)
    expect(await transfer.backup()).toEqual({ status: 'backup', at: null, accounts: 2, missing: 2 })
    expect(await transfer.prove([carried(alice), carried(bob)])).toEqual({ status: 'proven', accounts: 2 })
    expect(await transfer.backup()).toEqual({ status: 'backup', at: 5000, accounts: 2, missing: 0 })
    await addAccount(keeper, {
      draft: draftOf({ user: 'c' }, { secret: OTHER }),
      name: '',
      despiteConflict: false,
      now: 1,
    })
    expect(await transfer.backup()).toMatchObject({ at: 5000, missing: 1 })
  })

  test('an account that was in the trash meanwhile is missing from it', async () => {
    const { transfer, keeper, accounts } = await setup(alice, bob)
    const [first] = await accounts()
    if (!first) throw new Error('no account')
    await removeAccount(keeper, first.id, 2000)
    await transfer.prove([carried(bob)])
    await restoreAccount(keeper, first.id)
    expect(await transfer.backup()).toMatchObject({ accounts: 2, missing: 1 })
  })

  test('a counter that gave a code since is missing from it; a code that goes by time is not', async () => {
    const { transfer, keeper, accounts } = await setup(alice, bob)
    const [first, second] = await accounts()
    if (!first || !second) throw new Error('no accounts')
    await transfer.prove([carried(alice), carried(bob)])
    await takeCopied(keeper, first.id)
    expect(await transfer.backup()).toMatchObject({ at: 5000, missing: 0 })
    expect(await nextCode(keeper, second.id)).toMatchObject({ status: 'code' })
    expect(await transfer.backup()).toMatchObject({ at: 5000, missing: 1 })
    await takeCopied(keeper, second.id)
    await transfer.prove([carried(alice), carried(counterDraft(8))])
    expect(await transfer.backup()).toMatchObject({ missing: 0 })
  })

  test('an account renamed since is missing from it, until the next; under the same name it is not', async () => {
    const { transfer, keeper, accounts } = await setup(alice, bob)
    const [first] = await accounts()
    if (!first) throw new Error('no account')
    await renameAccount(keeper, first.id, 'Before')
    expect(await transfer.backup()).toMatchObject({ at: null, missing: 2 })
    await transfer.prove([carried(alice), carried(bob)])
    await renameAccount(keeper, first.id, 'Before')
    expect(await transfer.backup()).toMatchObject({ at: 5000, missing: 0 })
    await renameAccount(keeper, first.id, 'Work')
    expect(await transfer.backup()).toMatchObject({ at: 5000, missing: 1 })
    await transfer.prove([carried(alice), carried(bob)])
    expect(await transfer.backup()).toMatchObject({ missing: 0 })
  })

  test.each([
    ['nothing', []],
    ['one account of two', [carried(alice)]],
    ['another order', [carried(bob), carried(alice)]],
    ['another secret', [carried(draftOf({}, { secret: OTHER })), carried(bob)]],
    ['another period', [carried(draftOf({}, { period: 60 })), carried(bob)]],
    ['another name', [carried(draftOf({ user: 'mallory' })), carried(bob)]],
    ['another counter', [carried(alice), carried(counterDraft(8))]],
    ['one account more', [carried(alice), carried(bob), carried(bob)]],
  ])('that holds %s proves nothing', async (_what, found) => {
    const { transfer } = await setup(alice, bob)
    expect(await transfer.prove(found)).toEqual({ status: 'differs' })
    expect(await transfer.backup()).toMatchObject({ at: null })
  })
})

describe('a message with accounts is refused', () => {
  const decode = (change: object) =>
    decodeRequest('transfer.plan', { accounts: [{ ...carried(alice), ...change }] })

  test('unless it is exactly one', () => {
    expect(decode({})).toBeDefined()
    expect(decode({ offeredAt: 'microsoft' })).toBeUndefined()
  })

  test.each([
    ['a secret in lower case', { otp: { ...alice.otp, secret: 'gezdgnbvgy3tqojq' } }],
    ['no secret', { otp: { ...alice.otp, secret: '' } }],
    ['a period of 601 s', { otp: { ...alice.otp, period: 601 } }],
    ['nine digits', { otp: { ...alice.otp, digits: 9 } }],
    ['MD5', { otp: { ...alice.otp, algorithm: 'MD5' } }],
    ['an id', { id: 'x' }],
    ['a name of 600 characters', { name: 'x'.repeat(600) }],
  ])('%s', (_what, change) => {
    expect(decode(change)).toBeUndefined()
  })

  test('for 10,001 accounts', () => {
    expect(decodeRequest('transfer.prove', { accounts: Array(10_001).fill(carried(alice)) })).toBeUndefined()
  })
})
