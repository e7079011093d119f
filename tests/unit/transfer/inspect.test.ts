import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bundleKode, inspect } from '../../../scripts/inspect.mjs'
import { ACCOUNTS, PASSWORD, readVector, TIMES, VECTORS } from './vectors'

const ROOT = resolve(import.meta.dirname, '../../..')
const FIXTURES = join(ROOT, 'tests/fixtures/vectors/transfer')

interface Report {
  readonly format: string | null
  readonly accounts: readonly { readonly issuer: string; readonly name: string; readonly code: string }[]
  readonly refused: readonly { readonly row: number; readonly reason: string }[]
  readonly problem?: string
}

let kode: Awaited<ReturnType<typeof bundleKode>>
beforeAll(async () => {
  kode = await bundleKode()
}, 60_000)

/** An account of expected.json as the report has it at a time. */
function expectedAt(seconds: number): readonly object[] {
  return ACCOUNTS.map(({ secretBase32: _, codes, ...account }) => ({
    ...account,
    code: codes[String(seconds) as keyof typeof codes],
  }))
}

describe.each(VECTORS)('%s', (file) => {
  // One derivation at each time would be three too many: a plain file is looked at every time, an encrypted one once.
  const times = file.includes('encrypted') ? [TIMES[VECTORS.indexOf(file) % TIMES.length]!] : TIMES

  test('every account has the code that is expected, and no secret is printed', async () => {
    for (const at of times) {
      const { exit, report } = await inspect(kode, readVector(file), { password: PASSWORD, at })
      expect(exit).toBe(0)
      const { accounts } = report as Report
      const isExpected = ({ issuer, name }: Report['accounts'][number]) =>
        ACCOUNTS.some((one) => one.issuer === issuer && one.name === name)
      const expected = accounts.filter(isExpected)
      for (const account of expected) expect(expectedAt(at)).toContainEqual(account)
      expect(expected).toHaveLength(KNOWN[file] ?? ACCOUNTS.length)
      expect(JSON.stringify(report)).not.toMatch(/GEZDGNBV|12345678901234567890/)
    }
  })
})

/** How many accounts of expected.json are in the files that do not hold all: few formats have counters. */
const KNOWN: Readonly<Record<string, number>> = {
  'bitwarden-encrypted-argon2id.json': 4,
  'bitwarden-encrypted-pbkdf2.json': 4,
  'bitwarden-plain.json': 4,
  'bitwarden.csv': 4,
  'cxf-1.0.json': 4,
  'cxf-flat-authenticator-sh.json': 4,
  'ente-encrypted-tag-final.json': 4,
  'ente-encrypted-tag-message.json': 4,
  'ente-plain.txt': 4,
  'google-migration-2-batches.txt': 4,
  'google-migration-batch-2-only.txt': 2,
  'google-migration-long-label.txt': 0,
  'lastpass.json': 4,
  'otpauth-m365.txt': 1,
  'proton-encrypted.json': 4,
  'proton-plain.json': 4,
}

test('with --secrets the secrets are printed, and nothing else changes', async () => {
  const bytes = readVector('aegis-plain.json')
  const [without, with_] = await Promise.all(
    [false, true].map((secrets) => inspect(kode, bytes, { at: 59, secrets })),
  )
  expect((with_!.report as Report).accounts).toEqual(
    (without!.report as Report).accounts.map((account, at) => ({
      ...account,
      secret: ACCOUNTS[at]?.secretBase32,
    })),
  )
})

test.each([
  ['nothing', '', 3, 'empty'],
  ['a letter', 'Dear Sir or Madam', 3, 'unknown'],
  ['a truncated file', '{"version":1,"header":{"slots"', 4, 'broken-json'],
  ['a depth that no export has', '['.repeat(1000), 4, 'too-deep'],
])('%s', async (_what, text, exit, problem) => {
  const bytes = new TextEncoder().encode(text)
  expect(await inspect(kode, bytes, { at: 59 })).toEqual({ exit, report: { format: null, problem } })
})

describe('from the command line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kode-test-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  function run(...words: readonly string[]) {
    const done = spawnSync(process.execPath, ['scripts/inspect.mjs', ...words], {
      cwd: ROOT,
      encoding: 'utf8',
    })
    return {
      status: done.status,
      report: JSON.parse(done.stdout || '{}') as Partial<Report>,
      errors: done.stderr,
    }
  }
  function write(name: string, text: string): string {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  }
  const encrypted = join(FIXTURES, 'aegis-encrypted.json')

  test('the password comes from a file, whose last line end is not part of it', () => {
    const { status, report } = run(
      encrypted,
      '--password-file',
      write('right', `${PASSWORD}\n`),
      '--at',
      '59',
    )
    expect(status).toBe(0)
    expect(report.accounts).toEqual(expectedAt(59))
    expect(report).toMatchObject({ format: 'aegis', refused: [] })
  }, 60_000)

  test('another password, or none, is 2; an unknown format 3; damage 4; a wrong call 1', () => {
    const wrong = run(encrypted, '--password-file', write('wrong', 'wrong'))
    expect([wrong.status, wrong.report]).toEqual([2, { format: 'aegis', problem: 'wrong-password' }])
    expect(run(encrypted)).toMatchObject({ status: 2, report: { problem: 'password-needed' } })
    expect(run(write('letter', 'Dear Sir'))).toMatchObject({ status: 3, report: { format: null } })
    expect(run(write('cut', '{"db":'))).toMatchObject({ status: 4 })
    expect(run()).toMatchObject({ status: 1 })
    expect(run(encrypted, '--at', 'noon')).toMatchObject({ status: 1 })
  }, 120_000)
})
