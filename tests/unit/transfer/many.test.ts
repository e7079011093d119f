import { describe, expect, test } from 'vitest'
import { readFile } from '../../../src/transfer/read'
import { readVector } from './vectors'

const LIMIT = 10_000
const textOf = (file: string) => new TextDecoder().decode(readVector(file))

/** Repeats the first account of the list that lies at `path` in a plain file. */
const list =
  (file: string, ...path: readonly string[]) =>
  (count: number): string => {
    const json = JSON.parse(textOf(file)) as unknown
    const accounts = path.reduce((inside, key) => (inside as Record<string, unknown>)[key], json) as unknown[]
    accounts.splice(0, accounts.length, ...Array.from({ length: count }, () => accounts[0]))
    return JSON.stringify(json)
  }

/** Repeats the first line, after the header's. */
const lines =
  (file: string, header = 0) =>
  (count: number): string => {
    const [first, ...rest] = textOf(file).split('\n')
    const head = header === 1 ? `${first ?? ''}\n` : ''
    return head + `${(header === 1 ? rest[0] : first) ?? ''}\n`.repeat(count)
  }

function extension(count: number): string {
  const [entry] = Object.values(
    JSON.parse(textOf('authenticator-extension-plain.json')) as Record<string, unknown>,
  )
  return JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, at) => [`entry ${at}`, entry])))
}

function protonPass(count: number): string {
  const content = { totpUri: 'GEZDGNBV' }
  const item = { data: { type: 'login', metadata: { name: 'Acme', note: '' }, content, extraFields: [] } }
  return JSON.stringify({ vaults: { a: { name: 'Personal', items: Array(count).fill(item) } } })
}

function authenticatorSh(count: number): string {
  const accounts = Array(count).fill({ name: 'alice', issuer: 'Acme', secret: 'GEZDGNBV' })
  return JSON.stringify({ version: '2.0', exportDate: '', accountCount: count, accounts })
}

const GROWN: Readonly<Record<string, (count: number) => string>> = {
  otpauth: lines('otpauth.txt'),
  ente: lines('ente-plain.txt'),
  'bitwarden-csv': lines('bitwarden.csv', 1),
  '2fas': list('2fas-plain.2fas', 'services'),
  aegis: list('aegis-plain.json', 'db', 'entries'),
  andotp: list('andotp-plain.json'),
  bitwarden: list('bitwarden-plain.json', 'items'),
  cxf: list('cxf-1.0.json', 'accounts', '0', 'items'),
  'freeotp-plus': list('freeotp-plus.json', 'tokens'),
  lastpass: list('lastpass.json', 'accounts'),
  'proton-authenticator': list('proton-plain.json', 'entries'),
  raivo: list('raivo-otp-export.json'),
  stratum: list('stratum-plain.json', 'Authenticators'),
  'authenticator-extension': extension,
  'proton-pass': protonPass,
  'authenticator-sh': authenticatorSh,
}

describe.each(Object.entries(GROWN))('%s', (format, grown) => {
  test('takes 10,000 accounts, and refuses one more', async () => {
    const outcome = await readFile(new TextEncoder().encode(grown(LIMIT)))
    expect(outcome).toMatchObject({ format, status: 'read' })
    expect(outcome.status === 'read' && outcome.rows.filter((row) => row.ok)).toHaveLength(LIMIT)
    const more = await readFile(new TextEncoder().encode(grown(LIMIT + 1)))
    expect(more).toEqual({ format, status: 'refused', problem: 'too-many-accounts' })
  }, 60_000)
})
