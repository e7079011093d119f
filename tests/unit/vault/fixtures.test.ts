import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { decodeBase64 } from '../../../src/domain/base64'
import type { Contents } from '../../../src/vault/contents'
import type { Proof } from '../../../src/vault/proof'
import { readRecoveryCode } from '../../../src/vault/recovery-code'
import { COPIES } from '../../../src/vault/store'
import { Vault } from '../../../src/vault/vault'
import { MemoryStore } from './memory-store'

// Deriving a key is slow on purpose, and machines that test are busy.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

interface VaultFixture {
  readonly passphrase: string
  readonly recoveryCode?: string
  readonly passkey?: {
    readonly credential: string
    readonly answer: { readonly first: string; readonly second: string }
  }
  readonly stored: Readonly<Record<'a' | 'b', unknown>>
  readonly contents: Contents
}

const FOLDER = path.resolve(import.meta.dirname, '../../fixtures/vaults')
const SCRIPT = path.resolve(import.meta.dirname, '../../../scripts/open-vault.mjs')
const FILES = readdirSync(FOLDER)
const read = (file: string) => JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8')) as VaultFixture

async function storeOf({ stored }: VaultFixture): Promise<MemoryStore> {
  const store = new MemoryStore()
  for (const copy of COPIES) await store.write(copy, stored[copy])
  return store
}

async function proofsOf({ passphrase, recoveryCode, passkey }: VaultFixture): Promise<Proof[]> {
  const secret = recoveryCode === undefined ? undefined : await readRecoveryCode(recoveryCode)
  const bytes = (text: string) => decodeBase64(text) ?? new Uint8Array()
  return [
    { kind: 'passphrase', passphrase },
    ...(secret?.ok ? [{ kind: 'recovery', secret: secret.value } as const] : []),
    ...(passkey
      ? [
          {
            ...({ kind: 'passkey', credential: passkey.credential } as const),
            ...{ first: bytes(passkey.answer.first), second: bytes(passkey.answer.second) },
          },
        ]
      : []),
  ]
}

/** Every format that was ever released stays here, and opens, for ever. */
describe.each(FILES)('%s', (file) => {
  test('opens with every way in it has, and with no other passphrase', async () => {
    const fixture = read(file)
    const store = await storeOf(fixture)
    const proofs = await proofsOf(fixture)
    expect(proofs).toHaveLength(file === 'v1.json' ? 1 : 3)
    for (const proof of proofs) {
      const opened = await Vault.unlock(store, proof)
      expect(opened.ok && opened.value.contents).toMatchObject(fixture.contents)
    }
    const other = { kind: 'passphrase', passphrase: `${fixture.passphrase}.` } as const
    expect(await Vault.unlock(store, other)).toEqual({ ok: false, error: 'cannot-open' })
  })

  test('is saved in the present format, and still opens', async () => {
    const fixture = read(file)
    const store = await storeOf(fixture)
    const proof = { kind: 'passphrase', passphrase: fixture.passphrase } as const
    const opened = await Vault.unlock(store, proof)
    if (!opened.ok) throw new Error(opened.error)
    expect(await opened.value.save({}, 1)).toEqual({ ok: true, value: undefined })
    expect(store.copies.get(opened.value.position.place)).toContain('\\"version\\":3')
    const again = await Vault.unlock(store, proof)
    expect(again.ok && again.value.contents).toMatchObject(fixture.contents)
  })

  test('opens without Kode, from what SECURITY.md says', () => {
    const { stored, passphrase, recoveryCode, contents } = read(file)
    const folder = mkdtempSync(path.join(tmpdir(), 'kode-open-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const exported = path.join(folder, 'vault.json')
    const records = COPIES.map((name) => ({ name, stored: stored[name] }))
    writeFileSync(exported, JSON.stringify({ format: 'kode-vault-bytes', exportedAt: 0, records }))
    const opened = execFileSync('node', [SCRIPT, exported], { input: `${passphrase}\n`, encoding: 'utf8' })
    expect(JSON.parse(opened)).toMatchObject(contents)
    const wrong = spawnSync('node', [SCRIPT, exported], { input: 'something else\n', encoding: 'utf8' })
    expect([wrong.status, wrong.stdout]).toEqual([1, ''])
    if (recoveryCode === undefined) return
    const words = ['--recovery', exported]
    const input = `${recoveryCode.toLowerCase()}\n`
    expect(JSON.parse(execFileSync('node', [SCRIPT, ...words], { input, encoding: 'utf8' }))).toMatchObject(
      contents,
    )
  })
})
