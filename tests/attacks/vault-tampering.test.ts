import { readFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { contentsOf, newestOpened } from '../../src/vault/candidates'
import { EMPTY, type Contents } from '../../src/vault/contents'
import { importKey } from '../../src/vault/crypto'
import { decodeEnvelope, type VaultRecord } from '../../src/vault/envelope'
import { LEAST_COST } from '../../src/vault/kdf'
import { openWith } from '../../src/vault/proof'
import type { Slot } from '../../src/vault/slots'
import { Vault } from '../../src/vault/vault'
import { accountNamed } from '../unit/accounts'
import { MemoryStore } from '../unit/vault/memory-store'

/*
 * What somebody can do to a stored vault who may write to the disk and does not know a way in. The key is derived
 * once; from then on nothing costs time but the attack.
 */

const PASSPHRASE = 'korrekt hest batteri'
const PROOF = { kind: 'passphrase', passphrase: PASSPHRASE } as const
const NOW = 1_800_000_000_000
const alice: Contents = { ...EMPTY, accounts: [accountNamed('alice@contoso.example')] }

let store: MemoryStore
let vault: Vault
let key: CryptoKey

/** Copy `a` holds generation 3, `b` generation 2. */
beforeAll(async () => {
  store = new MemoryStore()
  const made = await Vault.create(store, PASSPHRASE, LEAST_COST, NOW)
  if (!made.ok) throw new Error(made.error)
  vault = made.value.vault
  for (const contents of [EMPTY, alice])
    await vault.save({ contents: { ...contents, ways: vault.contents.ways } }, NOW)
  key = await importKey(vault.position.key)
})

const textOf = (copy: 'a' | 'b') => store.copies.get(copy) ?? ''
const recordOf = (copy: 'a' | 'b') => JSON.parse(textOf(copy)) as VaultRecord

/** What the right key reads in stored text: the contents, or nothing. */
async function read(text: string): Promise<Contents | undefined> {
  let stored: unknown
  try {
    stored = JSON.parse(text)
  } catch {
    return undefined // storage would not give it back either
  }
  return readRecord(stored)
}

async function readRecord(stored: unknown): Promise<Contents | undefined> {
  const decoded = decodeEnvelope(stored)
  const contents = decoded.ok ? await contentsOf(key, decoded.value) : undefined
  return contents?.ok ? contents.value : undefined
}

test('the control: what was stored is read', async () => {
  expect((await read(textOf('a')))?.accounts).toEqual(alice.accounts)
})

test('every bit of a stored vault, flipped: it does not open, or opens as what it was', async () => {
  const bytes = Buffer.from(textOf('a'))
  const opened: number[] = []
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    bytes[bit >> 3]! ^= 1 << (bit & 7)
    const contents = await read(bytes.toString())
    if (contents) {
      opened.push(bit)
      expect(contents.accounts).toEqual(alice.accounts)
    }
    bytes[bit >> 3]! ^= 1 << (bit & 7)
  }
  // Base64's last character may carry a few bits that mean nothing.
  expect(opened.length).toBeLessThanOrEqual(4)
}, 600_000)

describe('every truncation', () => {
  test('of the stored text', async () => {
    const text = textOf('a')
    for (let length = 0; length < text.length; length++)
      expect(await read(text.slice(0, length))).toBeUndefined()
  }, 120_000)

  test.each(['header', 'iv', 'data'] as const)(
    'of the %s',
    async (field) => {
      const record = recordOf('a')
      for (let length = 0; length < record[field].length; length++) {
        const contents = await readRecord({ ...record, [field]: record[field].slice(0, length) })
        // Without its padding, base64 is the same bytes.
        if (contents && field === 'data') expect(record.data.slice(length)).toMatch(/^=+$/)
        else expect(contents).toBeUndefined()
      }
    },
    120_000,
  )
})

describe('parts of two generations', () => {
  test.each(['header', 'iv', 'data'] as const)('%s of the other one', async (field) => {
    expect(await readRecord({ ...recordOf('a'), [field]: recordOf('b')[field] })).toBeUndefined()
    expect(await readRecord({ ...recordOf('b'), [field]: recordOf('a')[field] })).toBeUndefined()
  })

  test('an older generation that calls itself newer', async () => {
    const old = recordOf('b')
    const header = old.header.replace('"generation":2', '"generation":9')
    expect(header).not.toBe(old.header)
    expect(await readRecord({ ...old, header })).toBeUndefined()
    const forged = store.clone()
    forged.copies.set('b', JSON.stringify({ ...old, header }))
    const opened = await Vault.unlockWithKey(forged, vault.position.key)
    expect(opened.ok && opened.value.contents.accounts).toEqual(alice.accounts)
  })
})

describe('slots', () => {
  const withSlots = (slots: unknown) => {
    const record = recordOf('a')
    const header = JSON.parse(record.header) as object
    return { ...record, header: JSON.stringify({ ...header, slots }) }
  }
  const slots = () => (JSON.parse(recordOf('a').header) as { slots: Slot[] }).slots

  test('taken out, doubled, or in another order: the body knows its header', async () => {
    for (const other of [slots().slice(0, 1), [...slots(), slots()[0]], slots().reverse()])
      expect(await readRecord(withSlots(other))).toBeUndefined()
    expect(await readRecord(withSlots(slots()))).toBeDefined()
  })

  test.each([
    ['17 of them: one more than a vault has', 17],
    ['10,000 of them: refused by the header’s length, before they are read', 10_000],
  ])('%s', async (_what, count) => {
    const only = new MemoryStore()
    only.copies.set('a', JSON.stringify(withSlots(Array(count).fill(slots()[0]))))
    expect(await Vault.unlock(only, PROOF)).toEqual({ ok: false, error: 'damaged' })
  })

  test.each([
    ['cheaper', { memoryKiB: 8 }],
    ['of one pass', { iterations: 1 }],
    ['a bomb of memory', { memoryKiB: 2 ** 31 }],
    ['a bomb of time', { iterations: 2 ** 31 }],
    ['of an older Argon2', { version: 0x10 }],
  ])('%s: no derivation is begun', async (_what, change) => {
    const [first, ...others] = slots()
    const record = withSlots([{ ...first, kdf: { ...first!.kdf, ...change } }, ...others])
    expect(decodeEnvelope(record)).toEqual({ ok: false, error: 'malformed' })
    const only = new MemoryStore()
    only.copies.set('a', JSON.stringify(record))
    expect(await Vault.unlock(only, PROOF)).toEqual({ ok: false, error: 'damaged' })
  })

  test('of another vault, made with the same passphrase: it opens, and not this one', async () => {
    const fixture = path.resolve(import.meta.dirname, '../fixtures/vaults/v1.json')
    const other = JSON.parse(readFileSync(fixture, 'utf8')) as {
      passphrase: string
      stored: { a: VaultRecord }
    }
    const { vault: id, slots: theirs } = JSON.parse(other.stored.a.header) as { vault: string; slots: Slot[] }
    const proof = { kind: 'passphrase', passphrase: other.passphrase } as const
    expect(await openWith({ vault: id, slots: theirs }, proof)).toBeDefined()
    expect(await openWith({ vault: vault.inside.vault, slots: theirs }, proof)).toBeUndefined()
  })

  test('all of another vault’s header over our body', async () => {
    const other = new MemoryStore()
    const made = await Vault.create(other, 'en helt anden sætning', LEAST_COST, NOW)
    expect(made.ok).toBe(true)
    const theirs = JSON.parse(other.copies.get('a') ?? '') as VaultRecord
    const mixed = decodeEnvelope({ ...recordOf('a'), header: theirs.header })
    const candidates = mixed.ok ? [{ place: 'a', envelope: mixed.value } as const] : []
    expect(candidates).toHaveLength(1)
    expect((await newestOpened(vault.position.key, candidates)).ok).toBe(false)
    expect(made.ok && (await newestOpened(made.value.vault.position.key, candidates)).ok).toBe(false)
  })
})

describe('what was never a vault', () => {
  test.each([
    ['null', null],
    ['a number', 7],
    ['text', 'kode-vault'],
    ['a list', []],
    ['a list of records', [{}, {}]],
    ['no fields', {}],
    ['a header that is no text', { header: {}, iv: '', data: '' }],
    ['fields that are lists', { header: ['{}'], iv: [''], data: [''] }],
    ['an extra field', () => ({ ...recordOf('a'), extra: 1 })],
    ['__proto__', () => JSON.parse(textOf('a').replace('"iv"', '"__proto__"')) as unknown],
    ['version 0', () => changed({ version: 0 })],
    ['version -1', () => changed({ version: -1 })],
    ['version 1.5', () => changed({ version: 1.5 })],
    ['version "2"', () => changed({ version: '2' })],
    ['a packing nobody knows', () => changed({ packing: 'brotli' })],
    ['no packing', () => changed({ packing: undefined })],
    ['another format', () => changed({ format: 'other-vault' })],
    ['a date that is none', () => changed({ savedAt: -1 })],
    ['a generation no number holds', () => changed({ generation: 2 ** 60 })],
    ['a header of 10 MB', () => ({ ...recordOf('a'), header: ' '.repeat(10_000_000) })],
  ])('%s is damage: not opened, not overwritten', async (_what, stored) => {
    const given: unknown = typeof stored === 'function' ? stored() : stored
    expect(decodeEnvelope(given)).toEqual({ ok: false, error: 'malformed' })
    const only = new MemoryStore()
    only.copies.set('a', JSON.stringify(given))
    expect(await Vault.unlock(only, PROOF)).toEqual({ ok: false, error: 'damaged' })
    expect(await Vault.create(only, PASSPHRASE, LEAST_COST, NOW)).toEqual({ ok: false, error: 'exists' })
    expect(only.copies.get('a')).toBe(JSON.stringify(given))
  })

  test('a newer version is said to be one, whatever else it has become', async () => {
    for (const newer of [
      changed({ version: 4 }),
      { ...changed({ version: 99, slots: 7 }), iv: 7, more: [] },
    ]) {
      const only = new MemoryStore()
      only.copies.set('b', JSON.stringify(newer))
      expect(await Vault.unlock(only, PROOF)).toEqual({ ok: false, error: 'too-new' })
      expect(await Vault.create(only, PASSPHRASE, LEAST_COST, NOW)).toEqual({ ok: false, error: 'exists' })
      expect(only.copies.get('b')).toBe(JSON.stringify(newer))
    }
  })

  function changed(change: object) {
    const record = recordOf('a')
    const header = JSON.parse(record.header) as object
    return { ...record, header: JSON.stringify({ ...header, ...change }) }
  }
})
