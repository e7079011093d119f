import { beforeAll, describe, expect, test, vi } from 'vitest'
import { takeCopied } from '../../../src/background/arranging'
import { addAccount } from '../../../src/background/accounts'
import { Autofill } from '../../../src/background/autofill'
import { listCodes, nextCode } from '../../../src/background/codes'
import { setLocking } from '../../../src/background/locking'
import { unmanaged } from '../../../src/background/policy'
import type { AccountId } from '../../../src/domain/account'
import { LOCKING } from '../../../src/domain/locking'
import type { Sender } from '../../../src/platform/transport'
import { counterDraft, draftOf } from '../accounts'
import { PASSPHRASE, storageWithVault, wakeIn, type Storage } from './house'

vi.mock('webextension-polyfill', () => ({
  default: { runtime: { id: 'kode', getURL: () => 'ext://kode/' } },
}))
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const PIN = '271828'
/** Ten seconds into a step of thirty. */
const NOW = 910_000
const STEP = 30
const ENTRA = 'https://login.microsoftonline.com/common/login'
const page = {
  ...{ id: 'kode', origin: 'https://login.microsoftonline.com', url: ENTRA, frameId: 0 },
  tab: { id: 7, url: ENTRA },
} as Sender

let [on, off]: Storage[] = []
let alice: AccountId
let counter: AccountId

beforeAll(async () => {
  const { storage } = await storageWithVault()
  const { keeper, ways } = wakeIn(storage, { now: 0 })
  const add = async (draft: Parameters<typeof addAccount>[1]['draft']) => {
    const added = await addAccount(keeper, { draft, name: '', despiteConflict: false, now: 0 })
    if (added.status !== 'added') throw new Error(added.status)
    return added.id
  }
  alice = await add(draftOf())
  counter = await add(counterDraft(7))
  await ways.setPin(PIN)
  off = storage.copy()
  await setLocking(keeper, { ...LOCKING, afterCode: true }, unmanaged)
  on = storage
})

function setUp(from = on) {
  if (from === undefined) throw new Error('no storage')
  const storage = from.copy()
  const clock = { now: NOW }
  const awake = wakeIn(storage, clock)
  const { local, session } = storage
  const autofill = new Autofill({ keeper: awake.keeper, session, local, now: () => clock.now })
  const status = async () => (await listCodes(awake.keeper, 0, 9, clock.now)).status
  /** What is kept of Alice, whose vault is opened for it. */
  const kept = async () => {
    await awake.doors.unlock({ kind: 'passphrase', passphrase: PASSPHRASE })
    const read = await awake.keeper.read()
    return read.ok ? read.value.accounts.find(({ id }) => id === alice) : undefined
  }
  return { ...awake, storage, clock, autofill, status, kept }
}

describe('Kode locks', () => {
  test('once a code was filled in, and its step is kept by then', async () => {
    const { autofill, status, storage, kept } = setUp()
    const order: string[] = []
    const [write, remove] = [
      storage.local.write.bind(storage.local),
      storage.session.remove.bind(storage.session),
    ]
    vi.spyOn(storage.local, 'write').mockImplementation((key, value) => {
      order.push(key)
      return write(key, value)
    })
    vi.spyOn(storage.session, 'remove').mockImplementation((key) => {
      order.push(key)
      return remove(key)
    })
    expect(await autofill.give(page, alice)).toMatchObject({ status: 'code' })
    expect(order).toEqual([expect.stringMatching(/^vault\.[ab]$/), 'session'])
    expect(await status()).toBe('locked')
    expect(await kept()).toMatchObject({ lastUsedStep: STEP, beside: { uses: 1 } })
  })

  test('once a code was copied, of whichever kind', async () => {
    for (const id of [alice, counter]) {
      const { keeper, status } = setUp()
      expect(await takeCopied(keeper, id)).toEqual({ status: 'changed' })
      expect(await status()).toBe('locked')
    }
  })

  test('once the code was filled in that a page waited for, and not before', async () => {
    const { autofill, clock, doors, status } = setUp()
    await autofill.give(page, alice)
    await doors.unlockWithPin(PIN)
    clock.now += 5000
    expect(await autofill.give(page, alice)).toEqual({ status: 'wait', at: (STEP + 1) * 30_000 })
    expect(await status()).toBe('open')
    clock.now = (STEP + 1) * 30_000
    expect(await autofill.give(page, alice)).toMatchObject({ status: 'code' })
    expect(await status()).toBe('locked')
    expect(await autofill.give(page, alice)).toEqual({ status: 'locked' })
  })

  test('and its PIN opens it again, for no longer than before', async () => {
    const { keeper, doors, clock, status } = setUp()
    await takeCopied(keeper, alice)
    expect(await doors.doors()).toMatchObject({ pin: true })
    expect(await doors.unlockWithPin(PIN)).toEqual({ status: 'unlocked' })
    expect(await status()).toBe('open')
    for (; clock.now < 12 * 3_600_000; clock.now += 300_000) await keeper.beat()
    expect(await status()).toBe('locked')
  })

  test('and the next code is as fresh as without it', async () => {
    const { autofill, clock, doors } = setUp()
    const first = await autofill.give(page, alice)
    await doors.unlockWithPin(PIN)
    clock.now = (STEP + 1) * 30_000
    const second = await autofill.give(page, alice)
    expect([first.status, second.status]).toEqual(['code', 'code'])
    expect(second).not.toEqual(first)
  })

  test('even if the use of a copied code cannot be kept', async () => {
    const { keeper, storage, status } = setUp()
    storage.local.failing = 'writes'
    expect(await takeCopied(keeper, alice)).toEqual({ status: 'storage-failed' })
    expect(await status()).toBe('locked')
  })
})

describe('Kode stays open', () => {
  test('where nobody wanted that', async () => {
    const { autofill, keeper, status } = setUp(off)
    expect(await autofill.give(page, alice)).toMatchObject({ status: 'code' })
    await takeCopied(keeper, alice)
    expect(await status()).toBe('open')
    expect(await listCodes(keeper, 0, 1, NOW)).not.toHaveProperty('locksAfterCode')
  })

  test('while codes are only looked at, a counter’s, too', async () => {
    const { keeper, status } = setUp()
    expect(await listCodes(keeper, 0, 9, NOW)).toMatchObject({ locksAfterCode: true, total: 2 })
    expect(await nextCode(keeper, counter)).toMatchObject({ status: 'code' })
    expect(await status()).toBe('open')
  })

  test('after a code that was refused, or could not be kept', async () => {
    const { autofill, storage, status } = setUp()
    const elsewhere = { ...page, origin: 'https://evil.test' } as Sender
    expect(await autofill.give(elsewhere, alice)).toEqual({ status: 'refused', reason: 'origin' })
    storage.local.failing = 'writes'
    expect(await autofill.give(page, alice)).toEqual({ status: 'unavailable' })
    expect(await status()).toBe('open')
  })
})

describe('a page that refuses the code while Kode is locked', () => {
  const seen = { user: 'bob@contoso.example', state: 'app-code', submits: 1, clock: null } as const

  test('is told what is known without the accounts', async () => {
    const { autofill, clock } = setUp()
    await autofill.give(page, alice)
    const explained = { status: 'explained', minutes: 0, again: true }
    clock.now += 300
    expect(await autofill.explain(page, seen)).toEqual({ ...explained, cause: 'unknown-clock' })
  })

  test('and that the code was too old', async () => {
    const { autofill, clock } = setUp()
    await autofill.give(page, alice)
    clock.now = (STEP + 1) * 30_000 + 61_000
    expect(await autofill.explain(page, seen)).toMatchObject({ cause: 'expired' })
  })
})
