import { armor, Encrypter } from 'age-encryption'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { detect, readFile } from '../../../src/transfer/read'
import { writeBackup } from '../../../src/transfer/write-backup'
import { counterDraft, draftOf } from '../accounts'
import { accountsOf } from './vectors'

// Deriving a key is slow on purpose.
vi.setConfig({ testTimeout: 60_000 })

const PASSPHRASE = 'syv røde både i havnen'
const NOW = 1_750_000_000_000
const ACCOUNTS = [
  { ...draftOf(), name: 'Work' },
  { ...draftOf({ user: 'æøå "citat" <b>' }, { period: 600, digits: 8, algorithm: 'SHA512' }), name: '' },
  { ...counterDraft(7), name: 'Counter', notes: 'first\nsecond', tags: ['KU', 'post'], pinned: true },
]
const draftsOf = (accounts: readonly { label: object; otp: object }[]) =>
  accounts.map(({ label, otp }) => ({ label, otp }))

/** Slow on purpose: made once. */
const written = writeBackup(ACCOUNTS, PASSPHRASE, NOW)

/** Little work, for what is not about the work. */
function sealed(text: string, work = 2): Promise<Uint8Array<ArrayBuffer>> {
  const encrypter = new Encrypter()
  encrypter.setPassphrase(PASSPHRASE)
  encrypter.setScryptWorkFactor(work)
  return encrypter.encrypt(text).then((bytes) => Uint8Array.from(bytes))
}

function folder(): string {
  const made = mkdtempSync(path.join(tmpdir(), 'kode-age-'))
  onTestFinished(() => rmSync(made, { recursive: true }))
  return made
}

test('is read back, every account with its name, by its passphrase alone', async () => {
  const bytes = await written
  expect(detect(bytes)).toEqual({ ok: true, value: 'kode-backup' })
  expect(await readFile(bytes)).toMatchObject({ status: 'password-needed' })
  expect(await readFile(bytes, { password: 'another' })).toMatchObject({ status: 'wrong-password' })
  const read = await readFile(bytes, { password: PASSPHRASE })
  expect(read).toMatchObject({ status: 'read', format: 'kode-backup' })
  const accounts = read.status === 'read' ? accountsOf(read.rows) : []
  expect(accounts.map(({ draft }) => draft)).toEqual(draftsOf(ACCOUNTS))
  expect(accounts.map(({ name }) => name)).toEqual(['Work', '', 'Counter'])
  expect(accounts[0]).toMatchObject({ note: '', tags: [], pinned: false })
  expect(accounts[2]).toMatchObject({ note: 'first\nsecond', tags: ['KU', 'post'], pinned: true })
})

const hasAge = spawnSync('age', ['--version']).status === 0

describe.skipIf(!hasAge)('the age of this system', () => {
  test('opens it, and finds CXF 1.0', async () => {
    const at = folder()
    const file = path.join(at, 'backup.age')
    const out = path.join(at, 'backup.json')
    writeFileSync(file, await written)
    // age asks a terminal for passphrases, and `script` is one.
    execFileSync('script', ['-qec', `age -d -o ${out} ${file}`, '/dev/null'], { input: `${PASSPHRASE}\n` })
    const cxf = JSON.parse(readFileSync(out, 'utf8')) as object
    expect(cxf).toMatchObject({ version: { major: 1, minor: 0 }, exporterDisplayName: 'Kode' })
    const plain = await readFile(Uint8Array.from(readFileSync(out)))
    expect(plain).toMatchObject({ status: 'read', format: 'cxf' })
    expect(plain.status === 'read' && accountsOf(plain.rows).map(({ draft }) => draft)).toEqual(
      draftsOf(ACCOUNTS),
    )
  })

  test('needs its passphrase', async () => {
    const at = folder()
    const file = path.join(at, 'backup.age')
    writeFileSync(file, await sealed('{}'))
    const ended = spawnSync('script', ['-qec', `age -d -o ${at}/out ${file}`, '/dev/null'], {
      input: 'another\n',
    })
    expect(ended.status).not.toBe(0)
  })
})

describe('what is no whole backup', () => {
  const open = async (bytes: Uint8Array<ArrayBuffer>) => readFile(bytes, { password: PASSPHRASE })

  test('as armoured text it is the same', async () => {
    const cxf = '{"version":{"major":1,"minor":0},"accounts":[{"items":[]}]}'
    const text = armor.encode(await sealed(cxf))
    expect(await open(new TextEncoder().encode(text))).toMatchObject({ status: 'read', rows: [] })
    expect(await open(new TextEncoder().encode(text.slice(0, 90)))).toMatchObject({ status: 'damaged' })
  })

  test('every byte changed or cut off is told', async () => {
    const bytes = await sealed('{"version":{"major":1},"accounts":[{"items":[]}]}')
    expect(await open(bytes)).toMatchObject({ status: 'read' })
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = bytes.slice()
      changed[at] = (changed[at] ?? 0) ^ 1
      const work = /-> scrypt \S+ (\d+)\n/.exec(String.fromCharCode(...changed))?.[1]
      // More work is not damage, only slower.
      if (Number(work) > 10) continue
      expect((await open(changed)).status, `byte ${at}`).not.toBe('read')
      expect((await open(bytes.slice(0, at))).status, `to ${at}`).not.toBe('read')
    }
  })

  test('one that asks for too much memory is refused before it gets any', async () => {
    const text = new TextDecoder('latin1').decode(await sealed('{}')).replace(/ 2\n/, ' 21\n')
    const bomb = Uint8Array.from(text, (character) => character.charCodeAt(0))
    expect(await open(bomb)).toMatchObject({ status: 'refused', problem: 'kdf-out-of-bounds' })
  })

  test.runIf(hasAge)('one for a key has no passphrase', async () => {
    const key = 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p'
    const bytes = Uint8Array.from(execFileSync('age', ['--recipient', key], { input: '{}' }))
    expect(await open(bytes)).toMatchObject({ status: 'refused', problem: 'no-password-slot' })
  })

  test.each([
    ['text', 'hello', 'unknown'],
    ['nothing', '', 'empty'],
    ['half of it', '{"version":{"major":1', 'broken-json'],
    ['brackets', '['.repeat(100), 'too-deep'],
  ])('%s inside is refused', async (_what, inside, problem) => {
    expect(await open(await sealed(inside))).toMatchObject({ status: 'refused', problem })
  })
})
