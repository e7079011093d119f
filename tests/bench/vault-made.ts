import type { Account, AccountId } from '../../src/domain/account'
import type { Secret } from '../../src/domain/secret'
import { LEAST_COST } from '../../src/vault/kdf'
import type { Copy, VaultStore } from '../../src/vault/store'
import { Vault } from '../../src/vault/vault'

/** A stored vault with `count` accounts, as large as accounts usually are. */
export async function makeRecord(passphrase: string, count: number): Promise<unknown> {
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
  await vault.save({ contents: { ...vault.contents, accounts } }, Date.now())
  return stored.get(vault.position.place)
}

function accountOf(at: number): Account {
  const user = `person-${at}@contoso.example`
  return {
    ...{ id: `account-${String(at).padStart(14, '0')}` as AccountId, name: `Microsoft 365 (${user})` },
    label: { issuer: 'Microsoft', organisation: 'Contoso University', user },
    otp: { type: 'totp', secret: secretOf(at), algorithm: 'SHA1', digits: 6, period: 30 },
    ...{ offeredAt: 'microsoft', addedAt: Date.now(), confirmed: true, lastUsedStep: 59_000_000 + at },
  }
}

/** 160 bits, as most issuers give. */
function secretOf(at: number): Secret {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  return Array.from({ length: 32 }, (_, place) => letters[(at * 31 + place * place) & 31]).join('') as Secret
}
