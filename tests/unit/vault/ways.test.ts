import { beforeAll, describe, expect, test, vi } from 'vitest'
import { EMPTY } from '../../../src/vault/contents'
import { equalBytes, importKey, open, utf8 } from '../../../src/vault/crypto'
import { bytesOf } from '../../../src/vault/fields'
import { LEAST_COST } from '../../../src/vault/kdf'
import { putIn, takeOut } from '../../../src/vault/lock'
import { openLocked } from '../../../src/vault/locked-slots'
import { openWith, type Proof } from '../../../src/vault/proof'
import { readRecoveryCode } from '../../../src/vault/recovery-code'
import { labelOf, type LockedSlot, type PassphraseSlot } from '../../../src/vault/slots'
import {
  addPasskey,
  changePassphrase,
  confirmRecovery,
  firstWays,
  removeWay,
  renameWay,
  replaceRecovery,
  type Inside,
} from '../../../src/vault/ways'

// Deriving a key is slow on purpose, and machines that test are busy.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const VAULT = btoa('v'.repeat(16))
const PASSPHRASE = 'korrekt hest batteri'
const NOW = 1_800_000_000_000
const bytes = (fill: number) => new Uint8Array(32).fill(fill)
const base64 = (fill: number) => btoa(String.fromCharCode(...bytes(fill)))

const PASSKEY = { credential: btoa('credential'), first: base64(1), second: base64(2) }
const ANSWER = { first: bytes(3), second: bytes(4) }
const byPassphrase: Proof = { kind: 'passphrase', passphrase: PASSPHRASE }
const byPasskey: Proof = { kind: 'passkey', credential: PASSKEY.credential, ...ANSWER }

let made: Inside
let byRecovery: Proof

beforeAll(async () => {
  const { inside, recoveryCode } = await firstWays(VAULT, EMPTY, PASSPHRASE, LEAST_COST, NOW)
  const secret = await readRecoveryCode(recoveryCode)
  const added = await addPasskey(inside, PASSKEY, ANSWER, 'Windows Hello', NOW)
  if (!secret.ok || !added.ok) throw new Error('no ways')
  byRecovery = { kind: 'recovery', secret: secret.value }
  made = added.value
}, 20_000)

const opens = async (inside: Inside, proof: Proof) => {
  const opened = await openWith(inside, proof)
  return opened !== undefined && equalBytes(opened.vaultKey, inside.key)
}
const provedIn = async (inside: Inside) => (await openWith(inside, byPassphrase))!.passphrase!
const slotOf = (inside: Inside, kind: string) => inside.slots.find((slot) => slot.kind === kind) as LockedSlot

test('each way opens the vault; names and dates stand only in the contents', async () => {
  for (const proof of [byPassphrase, byRecovery, byPasskey]) expect(await opens(made, proof)).toBe(true)
  expect(made.contents.ways).toMatchObject([
    { name: '', madeAt: NOW, confirmed: true, publicKey: null },
    { name: '', madeAt: NOW, confirmed: false },
    { name: 'Windows Hello', madeAt: NOW, confirmed: true },
  ])
  expect(JSON.stringify(made.slots)).not.toMatch(/Windows Hello|publicKey|1800000000000/)
})

test.each([
  ['an empty passphrase', () => ({ kind: 'passphrase', passphrase: '' })],
  ['another recovery code', () => ({ kind: 'recovery', secret: new Uint8Array(16) })],
  ['another passkey', () => ({ ...byPasskey, credential: btoa('another one') })],
  ['another answer of it', () => ({ ...byPasskey, second: bytes(5) })],
  ['its answers swapped', () => ({ ...byPasskey, first: ANSWER.second, second: ANSWER.first })],
] as [string, () => Proof][])('%s opens nothing', async (_what, proof) => {
  expect(await openWith(made, proof())).toBeUndefined()
})

describe('a new passphrase', () => {
  const next = 'en helt anden sætning'
  let changed: Inside
  beforeAll(async () => {
    changed = await changePassphrase(made, next, LEAST_COST, NOW + 1)
  }, 20_000)

  test('makes a new vault key that it, the recovery code and the passkey open', async () => {
    expect(equalBytes(changed.key, made.key)).toBe(false)
    expect(await opens(changed, { kind: 'passphrase', passphrase: next })).toBe(true)
    expect(await opens(changed, byRecovery)).toBe(true)
    expect(await opens(changed, byPasskey)).toBe(true)
    expect(await openWith(changed, byPassphrase)).toBeUndefined()
  })

  test('keeps names and dates of the others, and has a date of its own', () => {
    expect(changed.contents.ways).toMatchObject([
      { madeAt: NOW + 1 },
      { madeAt: NOW, confirmed: false },
      { name: 'Windows Hello', madeAt: NOW },
    ])
  })

  test('leaves nothing to whoever knows the old key and all that it opened', async () => {
    // The old contents hold every public key. With the old slots opened, that is all an old copy ever gives.
    const known = made.contents.ways.flatMap(({ publicKey }) => publicKey ?? [])
    expect(known).toHaveLength(2)
    for (const slot of changed.slots.slice(1) as LockedSlot[]) {
      const label = labelOf(VAULT, slot)
      const keys = [made.key, ...known.map((key) => bytesOf(key).slice(1, 33))]
      for (const raw of keys) {
        const key = await importKey(raw)
        expect(await takeOut(key, slot, label)).toBeUndefined()
        const sealed = { iv: bytesOf(slot.iv), data: bytesOf(slot.wrapped) }
        expect(await open(key, sealed, utf8(label))).toBeUndefined()
      }
    }
  })
})

describe('a new recovery code', () => {
  test('takes the place of the old one, which opens nothing, under a new vault key', async () => {
    const { inside, recoveryCode } = await replaceRecovery(made, await provedIn(made), NOW + 1)
    const secret = await readRecoveryCode(recoveryCode)
    expect(await opens(inside, { kind: 'recovery', secret: secret.ok ? secret.value : bytes(0) })).toBe(true)
    expect(await openWith(inside, byRecovery)).toBeUndefined()
    expect(await opens(inside, byPassphrase)).toBe(true)
    expect(await opens(inside, byPasskey)).toBe(true)
    expect(equalBytes(inside.key, made.key)).toBe(false)
    expect(inside.slots.filter(({ kind }) => kind === 'recovery')).toHaveLength(1)
    expect(inside.contents.ways).toHaveLength(3)
  })

  test('is confirmed by name', () => {
    const { id } = slotOf(made, 'recovery')
    const { ways } = confirmRecovery(made, id).contents
    expect(ways.find((way) => way.id === id)?.confirmed).toBe(true)
  })
})

describe('passkeys', () => {
  test.each([
    ['an answer of zeros', { first: bytes(0), second: bytes(4) }, 'no-prf'],
    ['another answer of zeros', { first: bytes(3), second: bytes(0) }, 'no-prf'],
    ['the same answer twice', { first: bytes(3), second: bytes(3) }, 'no-prf'],
    ['the passkey that is there', ANSWER, 'present'],
  ])('%s adds none', async (_what, answer, problem) => {
    expect(await addPasskey(made, PASSKEY, answer, '', NOW)).toEqual({ ok: false, error: problem })
  })

  test('there is room for fourteen', async () => {
    let inside = made
    for (let at = 1; at < 14; at++) {
      const added = await addPasskey(inside, { ...PASSKEY, credential: btoa(`key ${at}`) }, ANSWER, '', NOW)
      if (!added.ok) throw new Error(added.error)
      inside = added.value
    }
    const another = { ...PASSKEY, credential: btoa('one more') }
    expect(await addPasskey(inside, another, ANSWER, '', NOW)).toEqual({ ok: false, error: 'full' })
  })

  test('one that is removed opens nothing any more, and neither does the key it knew', async () => {
    const removed = await removeWay(made, slotOf(made, 'passkey').id, await provedIn(made))
    if (!removed.ok) throw new Error(removed.error)
    expect(await openWith(removed.value, byPasskey)).toBeUndefined()
    expect(equalBytes(removed.value.key, made.key)).toBe(false)
    expect(await opens(removed.value, byRecovery)).toBe(true)
    expect(removed.value.contents.ways).toHaveLength(2)
  })
})

test.each(['passphrase', 'recovery'])('the %s cannot be removed', async (kind) => {
  const { id } = slotOf(made, kind)
  expect(await removeWay(made, id, await provedIn(made))).toEqual({ ok: false, error: 'needed' })
})

test('what is not there is neither removed nor renamed', async () => {
  expect(await removeWay(made, VAULT, await provedIn(made))).toEqual({ ok: false, error: 'gone' })
  expect(renameWay(made, VAULT, 'x')).toEqual({ ok: false, error: 'gone' })
})

test('a name is cleaned, also where format 1 kept none', () => {
  const { id } = slotOf(made, 'passphrase')
  const unnamed = { ...made, contents: { ...made.contents, ways: [] } }
  for (const inside of [made, unnamed]) {
    const renamed = renameWay(inside, id, ' My\u202e sentence\n')
    expect(renamed.ok && renamed.value.contents.ways.find((way) => way.id === id)?.name).toBe('My sentence')
  }
})

describe('a slot stays where it was made', () => {
  const fields = ['id', 'salt', 'ephemeral', 'iv', 'wrapped', 'credential', 'first', 'second'] as const
  const secrets = { recovery: () => byRecovery, passkey: () => byPasskey }

  test.each(['recovery', 'passkey'] as const)('%s: in another vault it opens nothing', async (kind) => {
    const elsewhere = { vault: btoa('w'.repeat(16)), slots: [slotOf(made, kind)] }
    expect(await openWith(elsewhere, secrets[kind]())).toBeUndefined()
  })

  test('the passphrase’s too', async () => {
    const slots = [slotOf(made, 'passphrase') as unknown as PassphraseSlot]
    expect(await openWith({ vault: btoa('w'.repeat(16)), slots }, byPassphrase)).toBeUndefined()
  })

  test.each(fields)('a passkey’s slot with another %s does not open', async (field) => {
    const slot = slotOf(made, 'passkey')
    const value = (slot as unknown as Record<string, string>)[field]!
    const other = (value.startsWith('B') ? 'C' : 'B') + value.slice(1)
    const secret = new Uint8Array([...ANSWER.first, ...ANSWER.second])
    expect(await openLocked(VAULT, slot, secret)).toBeDefined()
    expect(await openLocked(VAULT, { ...slot, [field]: other }, secret)).toBeUndefined()
  })

  test('a vault key that was put behind another lock does not come out of this one', async () => {
    const slot = slotOf(made, 'recovery')
    const other = made.contents.ways[2]!.publicKey!
    const put = await putIn(other, bytes(9), labelOf(VAULT, slot))
    const secret = byRecovery.kind === 'recovery' ? byRecovery.secret : bytes(0)
    expect(await openLocked(VAULT, { ...slot, ...put }, secret)).toBeUndefined()
  })
})
