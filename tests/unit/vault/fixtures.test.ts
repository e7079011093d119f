import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import type { Contents } from '../../../src/vault/contents'
import { COPIES } from '../../../src/vault/store'
import { Vault } from '../../../src/vault/vault'
import { MemoryStore } from './memory-store'

interface VaultFixture {
  readonly passphrase: string
  readonly stored: Readonly<Record<'a' | 'b', unknown>>
  readonly contents: Contents
}

const FOLDER = path.resolve(import.meta.dirname, '../../fixtures/vaults')

/** Every format that was ever released stays here, and opens, for ever. */
test.each(readdirSync(FOLDER))('%s opens with its passphrase and no other', async (file) => {
  const { passphrase, stored, contents } = JSON.parse(
    readFileSync(path.join(FOLDER, file), 'utf8'),
  ) as VaultFixture
  const store = new MemoryStore()
  for (const copy of COPIES) await store.write(copy, stored[copy])
  const opened = await Vault.unlock(store, { kind: 'passphrase', passphrase })
  expect(opened.ok && opened.value.contents).toMatchObject(contents)
  expect(await Vault.unlock(store, { kind: 'passphrase', passphrase: `${passphrase}.` })).toEqual({
    ok: false,
    error: 'cannot-open',
  })
})
