import { expect, test } from 'vitest'
import { addAccount } from '../../src/background/accounts'
import { nextCode } from '../../src/background/codes'
import type { AccountId } from '../../src/domain/account'
import { serial } from '../../src/domain/serial'
import { EMPTY } from '../../src/vault/contents'
import { LEAST_COST } from '../../src/vault/kdf'
import { Vault } from '../../src/vault/vault'
import { accountNamed, counterDraft } from '../unit/accounts'
import { storageWithVault, wakeIn } from '../unit/background/house'
import { MemoryStore } from '../unit/vault/memory-store'

const ROUNDS = 1000
const NOW = 1_800_000_000_000

test('two workers write at once, in the turns the browser gives them: 1,000 rounds, nothing lost', async () => {
  const { storage } = await storageWithVault()
  const inTurn = serial() // in the browser, a lock that all contexts share
  const [one, other] = [1, 2].map(() => wakeIn(storage, { now: 1000 }, inTurn).keeper)
  const added = await addAccount(one!, {
    draft: counterDraft(0),
    ...{ name: 'Counter', despiteConflict: false, now: 1000 },
  })
  const id = added.status === 'added' ? added.id : ('' as AccountId)
  // Each takes a code, which uses one up: a change that is lost leaves the counter behind.
  for (let round = 0; round < ROUNDS; round++) {
    const codes = await Promise.all([nextCode(one!, id), nextCode(other!, id)])
    expect(codes.map(({ status }) => status)).toEqual(['code', 'code'])
  }
  const read = await wakeIn(storage, { now: 1000 }).keeper.read()
  expect(read.ok && read.value.accounts[0]?.otp).toMatchObject({ counter: 2 * ROUNDS })
}, 600_000)

test('two writers who know nothing of each other: the one that is behind is refused, 1,000 rounds', async () => {
  const store = new MemoryStore()
  const made = await Vault.create(store, 'korrekt hest batteri', LEAST_COST, NOW)
  if (!made.ok) throw new Error(made.error)
  const { key } = made.value.vault.position
  const latest = async () => {
    const opened = await Vault.unlockWithKey(store, key)
    if (!opened.ok) throw new Error(opened.error)
    return opened.value
  }
  const writers = [made.value.vault, await latest()]
  let saved = 0
  let refused = 0
  let random = 1
  for (let round = 0; round < ROUNDS; round++) {
    random = (random * 48271) % 2147483647 // Lehmer's generator: the same turns every time
    const at = random & 1
    const { accounts } = writers[at]!.contents
    const next = { ...EMPTY, accounts: [...accounts.slice(-5), accountNamed(`${round}`)] }
    const outcome = await writers[at]!.save({ contents: next }, NOW)
    if (outcome.ok) {
      saved++
      expect((await latest()).contents.accounts.at(-1)?.name).toBe(`${round}`)
    } else {
      refused++
      expect(outcome.error).toBe('conflict')
      writers[at] = await latest()
    }
  }
  expect(saved + refused).toBe(ROUNDS)
  expect(refused).toBeGreaterThan(100)
  expect((await latest()).position.generation).toBe(saved + 1)
}, 600_000)
