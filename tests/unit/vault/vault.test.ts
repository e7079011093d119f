import { beforeAll, describe, expect, test, vi } from 'vitest'
import { inspect } from '../../../src/vault/candidates'
import { EMPTY, type Contents } from '../../../src/vault/contents'
import { LEAST_COST } from '../../../src/vault/kdf'
import type { Place } from '../../../src/vault/store'
import { Vault } from '../../../src/vault/vault'
import { accountNamed } from '../accounts'
import { MemoryStore } from './memory-store'

// Deriving a key is slow on purpose, and machines that test are busy.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const PASSPHRASE = 'korrekt hest batteri hæfteklamme'
const one: Contents = { ...EMPTY, accounts: [accountNamed('alice@contoso.example')] }
const two: Contents = { ...EMPTY, accounts: [...one.accounts, accountNamed('bob@contoso.example')] }
/** Unix milliseconds. */
const NOW = 1_800_000_000_000
const unlock = (store: MemoryStore, passphrase: string) =>
  Vault.unlock(store, { kind: 'passphrase', passphrase })
const create = (store: MemoryStore) => Vault.create(store, PASSPHRASE, LEAST_COST, NOW)
const save = (vault: Vault, contents: Contents) => vault.save({ contents }, NOW)

/** Made once: each derivation takes a third of a second and 64 MiB. Copy a: generation 3, copy b: 2. */
let saved: MemoryStore
let key: Vault['position']['key']

beforeAll(async () => {
  saved = new MemoryStore()
  const vault = await created(saved)
  await save(vault, one)
  await save(vault, two)
  key = vault.position.key
}, 20_000)

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

async function created(store: MemoryStore): Promise<Vault> {
  const made = await create(store)
  if (!made.ok) throw new Error(made.error)
  return made.value.vault
}

async function resumed(store: MemoryStore, generation = 3): Promise<Vault> {
  const found = await Vault.resume(store, { key, place: 'a', generation })
  if (!found.ok) throw new Error(found.error)
  return found.value
}

describe('opening', () => {
  test('gives back what was saved last', async () => {
    const opened = await unlock(saved.clone(), PASSPHRASE)
    expect(opened.ok && opened.value.contents).toEqual(two)
  })

  test('takes the passphrase composed or decomposed, and never trimmed', async () => {
    const decomposed = await unlock(saved.clone(), PASSPHRASE.normalize('NFD'))
    expect(decomposed.ok).toBe(true)
    expect(await unlock(saved.clone(), `${PASSPHRASE} `)).toEqual({ ok: false, error: 'cannot-open' })
  })

  test.each(['', 'wrong', PASSPHRASE.toUpperCase()])('not with %j', async (passphrase) => {
    expect(await unlock(saved.clone(), passphrase)).toEqual({ ok: false, error: 'cannot-open' })
  })

  test('with whatever is read first, gives back what was saved last', async () => {
    const elsewhere = new MemoryStore()
    await created(elsewhere)
    const store = saved.clone()
    // Another vault's record, which the same passphrase opens, and an older one than the copies.
    store.copies.set('mirror', elsewhere.copies.get('a') ?? '')
    for (const slow of ['a', 'mirror'] as const) {
      const read = (place: Place) => pause(place === slow ? 20 : 0).then(() => store.read(place))
      const opened = await unlock(Object.assign(store.clone(), { read }), PASSPHRASE)
      expect(opened.ok && opened.value.contents).toEqual(two)
    }
  })

  test('says when there is nothing', async () => {
    expect(await unlock(new MemoryStore(), PASSPHRASE)).toEqual({ ok: false, error: 'none' })
    expect(await inspect(new MemoryStore())).toBe('none')
  })

  test('nothing readable stands in what is stored', () => {
    const text = [...saved.copies.values()].join()
    for (const word of ['alice', 'contoso', 'GEZDGNBVGY3TQOJQ', PASSPHRASE]) expect(text).not.toContain(word)
  })

  test('the size tells only a bucket', async () => {
    const store = saved.clone()
    const vault = await resumed(store)
    const before = store.copies.get('a')?.length
    await save(vault, one)
    expect(store.copies.get('b')?.length).toBe(before)
  })
})

describe('saving', () => {
  test('alternates between the copies, with a generation more each time', async () => {
    const store = saved.clone()
    const vault = await resumed(store)
    expect(vault.position).toMatchObject({ place: 'a', generation: 3 })
    const a = store.copies.get('a')
    expect(await save(vault, one)).toEqual({ ok: true, value: undefined })
    expect(vault.position).toMatchObject({ place: 'b', generation: 4 })
    expect(store.copies.get('a')).toBe(a)
    expect(vault.contents).toEqual(one)
  })

  test('a rejected write leaves the old state, stored and held', async () => {
    const store = saved.clone()
    const vault = await resumed(store)
    store.beforeWrite = () => {
      throw new Error('quota')
    }
    await expect(save(vault, one)).rejects.toThrow('quota')
    expect(vault.contents).toEqual(two)
    expect((await resumed(store)).contents).toEqual(two)
  })

  test('a store that does not keep what it is given is found out', async () => {
    const store = saved.clone()
    const vault = await resumed(store)
    store.distort = (text) => text.replace(/"data":"...../, '"data":"AAAAA')
    expect(await save(vault, one)).toEqual({ ok: false, error: 'not-kept' })
    expect(vault.contents).toEqual(two)
    expect((await resumed(store)).contents).toEqual(two)
  })

  test('refuses to overwrite what another writer saved meanwhile', async () => {
    const store = saved.clone()
    const [first, second] = [await resumed(store), await resumed(store)]
    expect((await save(first, one)).ok).toBe(true)
    expect(await save(second, two)).toEqual({ ok: false, error: 'conflict' })
    expect((await resumed(store, 4)).contents).toEqual(one)
  })

  test('puts bytes it cannot read aside before it overwrites them', async () => {
    const store = saved.clone()
    store.copies.set('b', JSON.stringify({ strange: 'bytes' }))
    await save(await resumed(store), one)
    expect(store.aside).toEqual([{ strange: 'bytes' }])
  })

  test('puts a newer copy that does not verify aside, and goes on from the older', async () => {
    const store = saved.clone()
    const vault = await resumed(store)
    await save(vault, one)
    store.copies.set('b', flip(store.copies.get('b') ?? '', 'data'))
    const older = await resumed(store, 4)
    expect(older.contents).toEqual(two)
    expect((await save(older, two)).ok).toBe(true)
    expect(store.aside).toHaveLength(1)
  })
})

describe('going on where the last worker stopped', () => {
  test('before the write it had announced: the state before', async () => {
    expect((await resumed(saved.clone(), 4)).contents).toEqual(two)
  })

  test('with the one copy it points to, without reading the other', async () => {
    const store = saved.clone()
    const reads: string[] = []
    const read = store.read.bind(store)
    store.read = (copy) => {
      reads.push(copy)
      return read(copy)
    }
    await resumed(store)
    expect(reads).toEqual(['a'])
  })

  test('each copy deleted in turn', async () => {
    const withoutNewest = saved.clone()
    withoutNewest.copies.delete('a')
    expect((await resumed(withoutNewest)).contents).toEqual(one)
    const withoutOldest = saved.clone()
    withoutOldest.copies.delete('b')
    expect((await resumed(withoutOldest)).contents).toEqual(two)
  })
})

describe('damage', () => {
  test.each(['header', 'iv', 'data'] as const)(
    'in the newest %s falls back to the older copy',
    async (field) => {
      const store = saved.clone()
      store.copies.set('a', flip(store.copies.get('a') ?? '', field))
      expect((await resumed(store)).contents).toEqual(one)
    },
  )

  test('in both copies is said, and nothing is made in their place', async () => {
    const store = saved.clone()
    store.copies.set('a', '"rubbish"')
    store.copies.set('b', '{"header":1}')
    expect(await unlock(store, PASSPHRASE)).toEqual({ ok: false, error: 'damaged' })
    expect(await create(store)).toEqual({ ok: false, error: 'exists' })
    expect(store.copies.get('a')).toBe('"rubbish"')
  })

  test('a vault is not made over an existing one either', async () => {
    expect(await create(saved.clone())).toEqual({ ok: false, error: 'exists' })
  })

  test('a header of one generation does not go with a body of another', async () => {
    const store = saved.clone()
    const [a, b] = ['a', 'b'].map((copy) => JSON.parse(store.copies.get(copy as 'a') ?? '') as object)
    store.copies.set('a', JSON.stringify({ ...b, header: (a as { header: string }).header }))
    store.copies.set('b', JSON.stringify({ ...a, header: (b as { header: string }).header }))
    expect(await Vault.resume(store, { key, place: 'a', generation: 3 })).toEqual({
      ok: false,
      error: 'damaged',
    })
  })
})

describe('headers are bounded before anything is derived from them', () => {
  const edit = (change: (header: { slots: { kdf: object }[] }) => void): MemoryStore => {
    const store = new MemoryStore()
    const record = JSON.parse(saved.copies.get('a') ?? '') as { header: string }
    const header = JSON.parse(record.header) as { slots: { kdf: object }[] }
    change(header)
    store.copies.set('a', JSON.stringify({ ...record, header: JSON.stringify(header) }))
    return store
  }
  const kdf = (change: object) => edit((header) => Object.assign(header.slots[0]!.kdf, change))

  test.each([
    ['a cheap derivation', () => kdf({ memoryKiB: 8 })],
    ['one iteration', () => kdf({ iterations: 1 })],
    ['a memory bomb', () => kdf({ memoryKiB: 4_000_000_000 })],
    ['endless iterations', () => kdf({ iterations: 1e9 })],
    ['threads', () => kdf({ parallelism: 64 })],
    ['another function', () => kdf({ name: 'pbkdf2' })],
    ['an extra field', () => kdf({ extra: 1 })],
    ['no slots', () => edit((header) => Object.assign(header, { slots: [] }))],
    [
      '10,000 slots',
      () => edit((header) => Object.assign(header, { slots: Array(10_000).fill(header.slots[0]) })),
    ],
    ['generation zero', () => edit((header) => Object.assign(header, { generation: 0 }))],
    ['a fractional generation', () => edit((header) => Object.assign(header, { generation: 1.5 }))],
  ])('%s is no vault', async (_what, store) => {
    expect(await unlock(store(), PASSPHRASE)).toEqual({ ok: false, error: 'damaged' })
  })

  test('a slot with another cost within the bounds does not open either: the cost is bound to it', async () => {
    const store = kdf({ iterations: 4 })
    expect(await unlock(store, PASSPHRASE)).toEqual({ ok: false, error: 'cannot-open' })
  })

  test('a newer version is refused by name, even if only one copy has it', async () => {
    const store = edit((header) => Object.assign(header, { version: 4, kind: 'unheard of' }))
    store.copies.set('b', saved.copies.get('b') ?? '')
    expect(await unlock(store, PASSPHRASE)).toEqual({ ok: false, error: 'too-new' })
    expect(await inspect(store)).toBe('too-new')
  })
})

/** Changes one character in the middle of a field of a stored record. */
function flip(text: string, field: 'header' | 'iv' | 'data'): string {
  const record = JSON.parse(text) as Record<typeof field, string>
  const value = record[field]
  const at = value.length >> 1
  const other = value[at] === 'A' ? 'B' : 'A'
  return JSON.stringify({ ...record, [field]: value.slice(0, at) + other + value.slice(at + 1) })
}
