import type { Account, AccountId } from '../../src/domain/account'
import type { Secret } from '../../src/domain/secret'
import { encodeContents } from '../../src/vault/contents'
import { LEAST_COST } from '../../src/vault/kdf'
import type { Copy, VaultStore } from '../../src/vault/store'
import { Vault } from '../../src/vault/vault'

/** A stored vault with `count` accounts, as large as accounts usually are, and how many bytes its contents are. */
export async function makeRecord(
  passphrase: string,
  count: number,
): Promise<{ record: unknown; bytes: number }> {
  const stored = new Map<string, unknown>()
  const store: VaultStore = {
    read: (place) => Promise.resolve(stored.get(place)),
    write: (copy: Copy, record) => Promise.resolve(void stored.set(copy, record)),
    mirror: () => undefined,
    setAside: () => Promise.resolve(),
    listAside: () => Promise.resolve([]),
    clear: () => Promise.resolve(),
  }
  const made = await Vault.create(store, passphrase, LEAST_COST, Date.now())
  if (!made.ok) throw new Error(made.error)
  const { vault } = made.value
  const accounts = Array.from({ length: count }, (_, at) => accountOf(at))
  const contents = { ...vault.contents, accounts }
  await vault.save({ contents }, Date.now())
  return { record: stored.get(vault.position.place), bytes: encodeContents(contents).length }
}

function accountOf(at: number): Account {
  const user = `person-${at}@contoso.example`
  return {
    ...{ id: newId(), name: `Microsoft 365 (${user})` },
    label: { issuer: 'Microsoft', organisation: 'Contoso University', user },
    otp: { type: 'totp', secret: newSecret(), algorithm: 'SHA1', digits: 6, period: 30 },
    ...{ offeredAt: 'microsoft', addedAt: Date.now(), confirmed: true, lastUsedStep: 59_000_000 + at },
  }
}

const newId = () => Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64url') as AccountId

/** 160 bits, as most issuers give. Random, for bytes that repeat would be stored in less than real ones are. */
function newSecret(): Secret {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  return [...crypto.getRandomValues(new Uint8Array(32))].map((byte) => letters[byte & 31]).join('') as Secret
}
