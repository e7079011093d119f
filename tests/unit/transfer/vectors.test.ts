import { describe, expect, test } from 'vitest'
import { detect, readFile } from '../../../src/transfer/read'
import { ACCOUNTS, accountsOf, describeAccount, PASSWORD, readVector, refusedOf, VECTORS } from './vectors'

const [microsoft, sha256, sha512, hotp, danish] = ACCOUNTS
const ALL = ACCOUNTS
const WITHOUT_HOTP = [microsoft, sha256, sha512, danish]
/** Worked out apart from Kode, as expected.json has no Steam account. */
const STEAM = {
  issuer: 'Steam',
  name: 'steam',
  type: 'steam',
  secretBase32: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
}
const BARE = { issuer: 'Bare', name: 'bare', type: 'totp', secretBase32: 'GEZDGNBVGY3TQOJQ' }
const NEGATIVE = { issuer: 'HighBytes', name: 'neg', secretBase32: '6337R6P27P6P37X7AAAQEAYEAUDAOCAJ' }
const LONG = {
  issuer: 'Microsoft',
  name: `${'x'.repeat(200)}æ@example.org`,
  secretBase32: 'GEZDGNBVGY3TQOJQ',
}

/** Which accounts of expected.json each file holds, and what it holds beyond them. */
const CONTENTS: Readonly<Record<string, { format: string; accounts: readonly unknown[]; password?: true }>> =
  {
    '2fas-encrypted.2fas': { format: '2fas', accounts: ALL, password: true },
    '2fas-plain.2fas': { format: '2fas', accounts: ALL },
    'aegis-encrypted.json': { format: 'aegis', accounts: ALL, password: true },
    'aegis-plain.json': { format: 'aegis', accounts: ALL },
    'andotp-encrypted-old.json.aes': { format: 'andotp', accounts: ALL, password: true },
    'andotp-encrypted.json.aes': { format: 'andotp', accounts: ALL, password: true },
    'andotp-plain.json': { format: 'andotp', accounts: ALL },
    'authenticator-extension-encrypted-v1.json': extension(true),
    'authenticator-extension-encrypted-v2-bug557.json': extension(true),
    'authenticator-extension-encrypted-v2.json': extension(true),
    'authenticator-extension-encrypted-v3.json': extension(true),
    'authenticator-extension-plain.json': extension(),
    'bitwarden-encrypted-argon2id.json': bitwarden(true),
    'bitwarden-encrypted-pbkdf2.json': bitwarden(true),
    'bitwarden-plain.json': bitwarden(),
    'bitwarden.csv': { format: 'bitwarden-csv', accounts: [...WITHOUT_HOTP, BARE, STEAM] },
    'cxf-1.0.json': { format: 'cxf', accounts: WITHOUT_HOTP },
    'cxf-flat-authenticator-sh.json': { format: 'cxf', accounts: WITHOUT_HOTP },
    'ente-encrypted-tag-final.json': {
      format: 'ente',
      accounts: [microsoft, sha256, hotp, danish],
      password: true,
    },
    'ente-encrypted-tag-message.json': {
      format: 'ente',
      accounts: [microsoft, sha256, hotp, danish],
      password: true,
    },
    'ente-plain.txt': { format: 'ente', accounts: [microsoft, sha256, hotp, danish] },
    'freeotp-plus.json': { format: 'freeotp-plus', accounts: [...ALL, NEGATIVE] },
    'google-migration-2-batches.txt': {
      format: 'google-migration',
      accounts: [microsoft, sha256, hotp, danish],
    },
    'google-migration-batch-2-only.txt': { format: 'google-migration', accounts: [hotp, danish] },
    'google-migration-long-label.txt': { format: 'google-migration', accounts: [LONG] },
    'kode-backup.age': { format: 'kode-backup', accounts: ALL, password: true },
    'lastpass.json': { format: 'lastpass', accounts: WITHOUT_HOTP },
    'otpauth-m365.txt': { format: 'otpauth', accounts: [microsoft] },
    'otpauth.txt': { format: 'otpauth', accounts: ALL },
    'proton-encrypted.json': proton(true),
    'proton-plain.json': proton(),
    'raivo-otp-export.json': { format: 'raivo', accounts: ALL },
    'stratum-encrypted.bin': { format: 'stratum', accounts: ALL, password: true },
    'stratum-plain.json': { format: 'stratum', accounts: ALL },
  }

function extension(password?: true) {
  return { format: 'authenticator-extension', accounts: ALL, ...(password && { password }) }
}
function bitwarden(password?: true) {
  return { format: 'bitwarden', accounts: [...WITHOUT_HOTP, BARE, STEAM], ...(password && { password }) }
}
function proton(password?: true) {
  return { format: 'proton-authenticator', accounts: [...WITHOUT_HOTP, STEAM], ...(password && { password }) }
}

test('every file of the folder is in the table', () => {
  expect([...VECTORS].toSorted()).toEqual(Object.keys(CONTENTS).toSorted())
})

describe.each(Object.entries(CONTENTS))('%s', (file, { format, accounts, password }) => {
  const bytes = readVector(file)

  test('is told by its content, and asks for a password only if it needs one', async () => {
    expect(detect(bytes)).toEqual({ ok: true, value: format })
    expect(await readFile(bytes)).toMatchObject({ format, status: password ? 'password-needed' : 'read' })
  })

  test('gives every account, in order, with every code at every time', async () => {
    const outcome = await readFile(bytes, { password: PASSWORD })
    if (outcome.status !== 'read') throw new Error(outcome.status)
    expect(accountsOf(outcome.rows).map(describeAccount)).toMatchObject(accounts)
    const trashed = { row: 3, name: 'Rfc6238: sha512-60s', reason: 'trashed' }
    expect(refusedOf(outcome.rows)).toEqual(format === 'ente' ? [trashed] : [])
    const absent = { batch: 987_654_321, parts: [1], of: 2 }
    expect(outcome.missing).toEqual(file === 'google-migration-batch-2-only.txt' ? [absent] : [])
  })
})

describe('what stands beside the accounts', () => {
  test.each([
    ['2fas-plain.2fas', { tags: ['Work'] }],
    ['aegis-plain.json', { tags: ['University'], note: 'note 0', pinned: true }],
    ['andotp-plain.json', { tags: ['Work'] }],
    ['cxf-1.0.json', { tags: ['Work'], pinned: true }],
    ['ente-plain.txt', { tags: ['Work'], note: 'note 0, with comma', pinned: true }],
    ['lastpass.json', { tags: ['Work'] }],
    ['raivo-otp-export.json', { pinned: true }],
  ])('%s', async (file, extras) => {
    const outcome = await readFile(readVector(file))
    if (outcome.status !== 'read') throw new Error(outcome.status)
    expect(accountsOf(outcome.rows)[0]).toMatchObject(extras)
    expect(accountsOf(outcome.rows).at(-1)).toMatchObject({ pinned: false })
  })
})
