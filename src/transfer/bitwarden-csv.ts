import * as v from 'valibot'
import { bareSecretRow } from './bare-secret'
import { readCsv } from './csv'
import { readRows, refusedFile, type Row } from './outcome'
import type { Reader } from './reader'
import { rowsOf } from './rows'

/** Bitwarden's CSV export. Its column of passwords is not read. */
export const bitwardenCsv: Reader = {
  format: 'bitwarden-csv',
  recognises: ({ text = '', json }) => json === undefined && HEADER.test(text.slice(0, 4096)),
  read({ text = '' }) {
    const records = recordsOf(text)
    if (records.length > MAXIMUM_RECORDS) return refusedFile('too-many-accounts')
    return readRows(rowsOf(records, RECORD, readRecord))
  },
}

/** Most records of a password manager have no codes. */
const MAXIMUM_RECORDS = 100_000

const HEADER = /^[^\r\n]*\blogin_totp\b/

const RECORD = v.object({
  name: v.string(),
  notes: v.string(),
  folder: v.string(),
  favorite: v.string(),
  login_username: v.string(),
  login_totp: v.string(),
})

/** The records under the header, each with the columns that are read; one more than is allowed at most. */
function recordsOf(text: string): readonly Record<string, string>[] {
  const records = readCsv(text)
  const header = records.next().value ?? []
  const columns = Object.keys(RECORD.entries).map((name) => [name, header.indexOf(name)] as const)
  const found: Record<string, string>[] = []
  for (const record of records) {
    found.push(Object.fromEntries(columns.map(([name, at]) => [name, record[at] ?? ''])))
    if (found.length > MAXIMUM_RECORDS) break
  }
  return found
}

function readRecord(record: v.InferOutput<typeof RECORD>, row: number): Row | readonly [] {
  const { name, notes: note, folder, favorite, login_username: user, login_totp: totp } = record
  if (totp.trim() === '') return []
  return bareSecretRow(
    row,
    totp,
    { issuer: name, user },
    { name, note, tags: [folder], pinned: favorite === '1' },
  )
}
