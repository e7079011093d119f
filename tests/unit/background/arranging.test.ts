import { beforeAll, describe, expect, test, vi } from 'vitest'
import { addAccount, removeAccount, restoreAccount } from '../../../src/background/accounts'
import {
  takeCopied,
  listTags,
  moveAccount,
  orderAccounts,
  pinAccount,
} from '../../../src/background/arranging'
import { listCodes } from '../../../src/background/codes'
import { editAccount, previewCode, tellAccount } from '../../../src/background/editing'
import { besideOf, type AccountId } from '../../../src/domain/account'
import { codeAt } from '../../../src/domain/otp'
import { decodeRequest } from '../../../src/protocol/decode'
import type { AccountForm } from '../../../src/protocol/messages'
import { counterDraft, draftOf } from '../accounts'
import { PASSPHRASE, storageWithVault, wakeIn, type Storage } from './house'

// Deriving a key is slow on purpose.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const NOBODY = 'AAAAAAAAAAAAAAAAAAAAAA' as AccountId
let made: Storage
beforeAll(async () => (made = (await storageWithVault()).storage))

/** A vault with accounts of these names, and what a person sees of them. */
async function setup(...added: readonly string[]) {
  const storage = made.copy()
  const rooms = wakeIn(storage, { now: 5000 })
  const ids: AccountId[] = []
  for (const name of added) {
    const draft = name === 'count' ? counterDraft(7) : draftOf({ user: name })
    const reply = await addAccount(rooms.keeper, { draft, name, despiteConflict: true, now: 1000 })
    if (reply.status === 'present') throw new Error(name)
    if (reply.status === 'added') ids.push(reply.id)
  }
  const id = (at: number) => ids[at] ?? NOBODY
  const list = async () => {
    const listed = await listCodes(wakeIn(storage, { now: 5000 }).keeper, 0, 9, 5000)
    if (listed.status !== 'open') throw new Error(listed.status)
    return listed
  }
  const names = async () => (await list()).rows.map(({ name }) => name)
  const form = async (at: number): Promise<AccountForm> => {
    const told = await tellAccount(rooms.keeper, id(at))
    if (told.status !== 'account') throw new Error(told.status)
    return told.form
  }
  return { ...rooms, id, list, names, form }
}

describe('order', () => {
  test('a pin comes first, and survives the worker', async () => {
    const { keeper, id, names, list } = await setup('count', 'a')
    expect(await pinAccount(keeper, id(1), true)).toEqual({ status: 'changed' })
    expect(await names()).toEqual(['a', 'count'])
    expect((await list()).rows[0]?.pinned).toBe(true)
    await pinAccount(keeper, id(1), false)
    expect(await names()).toEqual(['count', 'a'])
  })

  test('the most used is next', async () => {
    const { keeper, id, names } = await setup('count', 'a')
    await takeCopied(keeper, id(1))
    expect(await names()).toEqual(['a', 'count'])
  })

  test('moved by hand, the list stays as it was seen, and use does not change it any more', async () => {
    const { keeper, id, names, list } = await setup('count', 'a')
    await takeCopied(keeper, id(1))
    expect(await moveAccount(keeper, id(0), 0)).toEqual({ status: 'moved', from: 1, at: 0 })
    expect(await names()).toEqual(['count', 'a'])
    await takeCopied(keeper, id(1))
    expect(await names()).toEqual(['count', 'a'])
    expect((await list()).byHand).toBe(true)
    await orderAccounts(keeper, false)
    expect(await names()).toEqual(['a', 'count'])
    await orderAccounts(keeper, true)
    expect(await names()).toEqual(['count', 'a'])
  })

  test('a move that leads nowhere chooses no order', async () => {
    const { keeper, id, list } = await setup('count', 'a')
    expect(await moveAccount(keeper, id(1), 9999)).toEqual({ status: 'moved', from: 1, at: 1 })
    expect((await list()).byHand).toBe(false)
    expect(await moveAccount(keeper, NOBODY, 0)).toEqual({ status: 'gone' })
    expect(await pinAccount(keeper, NOBODY, true)).toEqual({ status: 'gone' })
    expect(await takeCopied(keeper, NOBODY)).toEqual({ status: 'gone' })
  })
})

describe('editing', () => {
  test('the form has everything but the secret', async () => {
    const { form, keeper, id } = await setup('a')
    expect(JSON.stringify(await tellAccount(keeper, id(0)))).not.toContain('GEZDGNBV')
    expect(await form(0)).toEqual({
      name: 'a',
      label: draftOf({ user: 'a' }).label,
      settings: { algorithm: 'SHA1', digits: 6, period: 30 },
      notes: '',
      tags: [],
    })
  })

  test('all of it is written in one save, and undone by the form as it was', async () => {
    const { form, keeper, id } = await setup('a')
    const before = await form(0)
    const label = { issuer: 'Acme', organisation: '', user: 'bob' }
    const settings = { algorithm: 'SHA512', digits: 8, period: 60 } as const
    const after = { name: 'Work', label, settings, notes: 'one\ntwo', tags: ['KU', 'post'] }
    expect(await editAccount(keeper, id(0), after)).toEqual({ status: 'changed' })
    expect(await form(0)).toEqual(after)
    expect(await editAccount(keeper, id(0), before)).toEqual({ status: 'changed' })
    expect(await form(0)).toEqual(before)
    expect(await editAccount(keeper, NOBODY, after)).toEqual({ status: 'gone' })
  })

  test('where its codes are offered, its pin and its uses stay', async () => {
    const { form, keeper, id } = await setup('a')
    await pinAccount(keeper, id(0), true)
    await takeCopied(keeper, id(0))
    const label = { issuer: 'Acme', organisation: '', user: '' }
    await editAccount(keeper, id(0), { ...(await form(0)), label })
    const read = await keeper.read()
    const account = read.ok ? read.value.accounts[0] : undefined
    expect(account).toMatchObject({ offeredAt: 'microsoft', label })
    expect(account && besideOf(account)).toMatchObject({ pinned: true, uses: 1 })
  })

  test('another period forgets which of its steps was used: they are counted anew', async () => {
    const { form, keeper, id } = await setup('a')
    await keeper.change((contents) => ({
      contents: {
        ...contents,
        accounts: contents.accounts.map((one) => ({ ...one, lastUsedStep: 59_000_000 })),
      },
      outcome: undefined,
    }))
    const before = await form(0)
    const used = async () => {
      const read = await keeper.read()
      return read.ok ? read.value.accounts[0]?.lastUsedStep : undefined
    }
    await editAccount(keeper, id(0), { ...before, name: 'B' })
    expect(await used()).toBe(59_000_000)
    await editAccount(keeper, id(0), { ...before, settings: { ...before.settings, period: 60 } })
    expect(await used()).toBeNull()
  })

  test.each(['name', 'settings', 'notes', 'tags'] as const)(
    'a backup does not hold an account with other %s since',
    async (what) => {
      const { form, keeper, id, transfer } = await setup('a')
      const handed = await transfer.accounts(PASSPHRASE, null, 'sealed')
      if (handed.status !== 'accounts') throw new Error(handed.status)
      const [{ id: _id, ...carried } = { id: NOBODY, ...draftOf(), name: '' }] = handed.accounts
      expect(await transfer.prove([carried])).toMatchObject({ status: 'proven' })
      const before = await form(0)
      await editAccount(keeper, id(0), before)
      expect(await transfer.backup()).toMatchObject({ missing: 0 })
      const others = { name: 'B', settings: { ...before.settings, digits: 8 }, notes: 'x', tags: ['x'] }
      await editAccount(keeper, id(0), { ...before, [what]: others[what] })
      expect(await transfer.backup()).toMatchObject({ missing: 1 })
    },
  )

  test('a preview is the code that saving would give, and changes nothing', async () => {
    const { form, keeper, id } = await setup('a', 'count')
    const { settings } = await form(0)
    const wanted = { ...settings, digits: 8, period: 60 }
    const { otp } = draftOf({}, wanted)
    if (otp.type !== 'totp') throw new Error(otp.type)
    const preview = await previewCode(keeper, id(0), wanted, 5000)
    expect(preview).toMatchObject({ status: 'preview', code: { digits: codeAt(otp, 5000).digits } })
    expect((await form(0)).settings).toEqual(settings)
    const counted = { ...settings, period: null }
    expect(await previewCode(keeper, id(1), counted, 5000)).toEqual({
      status: 'preview',
      code: { type: 'hotp', counter: 7 },
    })
    expect(await previewCode(keeper, NOBODY, wanted, 5000)).toEqual({ status: 'gone' })
  })

  test.each([
    ['of 300 letters', 'a'.repeat(300), 'a'.repeat(256)],
    ['of emoji alone', '👩‍👩‍👧', '👩👩👧'],
    ['from right to left', 'حساب', 'حساب'],
    ['turned around', '\u202eabc', 'abc'],
    ['with control characters', 'a\u0000\u0007b', 'ab'],
    ['of nothing that is seen', '\u200b\u2066', ''],
  ])('texts %s are kept as they can be shown', async (_what, typed, kept) => {
    const { form, keeper, id } = await setup('a')
    const before = await form(0)
    const label = { ...before.label, user: typed }
    await editAccount(keeper, id(0), { ...before, label, notes: typed, tags: [typed, typed] })
    expect(await form(0)).toMatchObject({
      label: { user: kept },
      notes: kept,
      tags: kept === '' ? [] : [kept],
    })
  })
})

describe('tags', () => {
  test('are listed by how many have them, and choose accounts', async () => {
    const { form, keeper, id } = await setup('a', 'count')
    await editAccount(keeper, id(0), { ...(await form(0)), tags: ['KU', 'post'] })
    await editAccount(keeper, id(1), { ...(await form(1)), tags: ['KU'] })
    const tags = [
      { tag: 'KU', accounts: 2 },
      { tag: 'post', accounts: 1 },
    ]
    expect(await listTags(keeper)).toEqual({ status: 'tags', tags })
    expect(await listCodes(keeper, 0, 9, 0, { tag: 'post' })).toMatchObject({
      total: 1,
      rows: [{ name: 'a' }],
    })
    expect(await listCodes(keeper, 0, 9, 0, { tag: 'Post' })).toMatchObject({ total: 0, rows: [] })
    expect(await listCodes(keeper, 0, 9, 0, { search: 'post' })).toMatchObject({ total: 1 })
  })

  test('and all else beside an account comes back from the trash with it', async () => {
    const { form, keeper, id } = await setup('a')
    await pinAccount(keeper, id(0), true)
    const kept = { ...(await form(0)), notes: 'here', tags: ['KU'] }
    await editAccount(keeper, id(0), kept)
    await removeAccount(keeper, id(0), 6000)
    expect(await listTags(keeper)).toEqual({ status: 'tags', tags: [] })
    await restoreAccount(keeper, id(0))
    expect(await form(0)).toEqual(kept)
  })
})

test('a closed vault tells nothing', async () => {
  const { keeper, id, form } = await setup('a')
  const before = await form(0)
  await keeper.lock()
  const locked = { status: 'locked' }
  expect(await tellAccount(keeper, id(0))).toEqual(locked)
  expect(await editAccount(keeper, id(0), before)).toEqual(locked)
  expect(await previewCode(keeper, id(0), before.settings, 0)).toEqual(locked)
  expect(await moveAccount(keeper, id(0), 0)).toEqual(locked)
  expect(await listTags(keeper)).toEqual(locked)
})

describe('requests', () => {
  const settings = { algorithm: 'SHA1', digits: 6, period: 30 }
  const label = { issuer: '', organisation: '', user: '' }
  const form = { name: '', label, settings, notes: '', tags: [] }

  test('within the bounds are heard', () => {
    expect(decodeRequest('accounts.edit', { id: NOBODY, form })).toEqual({ id: NOBODY, form })
    expect(decodeRequest('accounts.move', { id: NOBODY, to: 9999 })).toEqual({ id: NOBODY, to: 9999 })
  })

  test.each([
    ['a period of zero', { ...form, settings: { ...settings, period: 0 } }],
    ['nine digits', { ...form, settings: { ...settings, digits: 9 } }],
    ['another algorithm', { ...form, settings: { ...settings, algorithm: 'MD5' } }],
    ['a secret', { ...form, settings: { ...settings, secret: 'GEZDGNBVGY3TQOJQ' } }],
    ['a page to be offered at', { ...form, offeredAt: 'microsoft' }],
    ['a book for notes', { ...form, notes: 'a'.repeat(4097) }],
    ['33 tags', { ...form, tags: Array(33).fill('a') }],
  ])('with %s are not', (_what, wrong) => {
    expect(decodeRequest('accounts.edit', { id: NOBODY, form: wrong })).toBeUndefined()
  })

  test.each([-1, 0.5, 10_001, null])('to a place %j are not', (to) => {
    expect(decodeRequest('accounts.move', { id: NOBODY, to })).toBeUndefined()
  })
})
